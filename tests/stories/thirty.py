"""Thirty people on the road of pairs: what a story need not click thirty times, through the house's own verbs. Run inside the
house of a server (`Server.python`), which lives at the day of the story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands as listening
from polyphonie.listening import queries as heard
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import Application, Call
from tests.stories.moments import _session

ITEMS = ("but", "parole", "savoirs", "facon", "confiance", "tenable", "decide")
TOGETHER = ("Ada", "Basile"), ("Chloé", "Dora"), ("Édith", "Félix"), ("Gaëlle", "Henri"), ("Irma", "Jules"), ("Kenza", "Luc"), ("Mila", "Noé")  # fmt: skip
ALONE = ("Olga", "Prune", "Quentin", "Romy", "Sami", "Tess"), ("Ugo", "Vera", "Wim", "Xena", "Yann", "Zora")
EVERY = timedelta(days=14)
CALM = ("4343443", "5434453", "4544343", "4355443", "5445453", "3443443")
SILENT, FAR = "3122231", "2332334"


def somebody(name: str) -> None:
    """Driss, or whoever comes in with an account: their session, on the day it is."""
    found = Person.objects.filter(name=name).first()
    person = found or Person.objects.create_user(email=f"{name.lower()}@valmont.example", name=name)
    if name == "Driss" and found is None:
        circles.found_circle(name="Valmont", kind=Kind.ORGANISATION, by=person, voice=Voice.PROFESSIONAL)
    print(_session(person))


def apply(call: int) -> None:
    """Seven pairs that come together, and twelve people alone."""
    row = Call.objects.select_related("cohort__circle").get(pk=call)
    for first, second in TOGETHER:
        one = _applies(row, first, Voice.PATIENT)
        other = _applies(row, second, Voice.PROFESSIONAL, together=one)
        (asked,) = queries.live_proposals(one)
        for half in (one, other):
            commands.answer_proposal(asked, application=half, yes=True, by=None)
    for side, voice in zip(ALONE, (Voice.PATIENT, Voice.PROFESSIONAL), strict=True):
        for number, name in enumerate(side):
            _applies(row, name, voice, theme=("douleur", "annonce", "sortie")[number % 3])


def _applies(
    call: Call, name: str, voice: str, together: Application | None = None, theme: str = "sortie"
) -> Application:
    made = commands.apply_to(call, name=name, voice=voice, by=None, together=together)
    columns = {"languages": ["francais"], "times": ["soir"], "themes": [theme]}
    answers = {q.id: columns[q.column] for q in queries.frozen(call.cohort).questions if q.column in columns}
    commands.save_application(
        made, given={"name": name, "voice": voice, "answers": answers}, by=None, send=True
    )
    return queries.application_by_link(queries.application_link(made.pk)).row


def say_yes(call: int, but: list[str]) -> None:
    """Everybody who is asked says yes, but those who do it by hand."""
    for row in Application.objects.filter(call=call).select_related("call__cohort__circle").order_by("pk"):
        for asked in queries.live_proposals(row) if row.name not in but else ():
            if not asked.answers.filter(application=row).exists():
                commands.answer_proposal(asked, application=row, yes=True, by=None)


def pulses(cohort: int, first: int, last: int, begun: str, low: list[int]) -> None:
    """Every pulse from one number to another, two weeks apart; Aïcha no longer speaks at those that are `low`."""
    pairs = list(Circle.objects.filter(kind=Kind.PAIR, parent=cohort).order_by("pk"))
    for number in range(first, last + 1):
        day = datetime.fromisoformat(begun) + number * EVERY
        with clock.at(day):
            for pair in pairs if number == 1 else ():
                listening.choose_pace(pair, weeks=2, by=heard.halves_of(pair)[0].person)
            listening.open_due_pulses()
            for at, pair in enumerate(pairs):
                _answer(at, pair, number, low)
        with clock.at(day + timedelta(days=10)):
            listening.watch_pulses()
    print(
        json.dumps([signal.circle_id for signal in heard.Signal.objects.filter(closed_at=None, kind="moved")])
    )


def _answer(at: int, pair: Circle, number: int, low: list[int]) -> None:
    """Both answer, and open the envelope; in two pairs of three they are far apart at first."""
    names = {half.person.name for half in heard.halves_of(pair)}
    for half, person in enumerate(each.person for each in heard.halves_of(pair)):
        given = CALM[(3 * at + 2 * half + number) % len(CALM)]
        if "Aïcha" in names and number in low and person.name == "Aïcha":
            given = SILENT
        elif number == 1 and half and at % 3:
            given = FAR
        marks = {item: int(mark) for item, mark in zip(ITEMS, given, strict=True)}
        listening.answer_pulse(heard.pulses_of(pair, to=person)[-1], marks=marks, by=person)
    for each in heard.halves_of(pair):
        listening.unseal(heard.pulses_of(pair, to=each.person)[-1], by=each.person)


def share(cohort: int, but: list[str]) -> None:
    """Every pair signs a line for the report, and wishes to be counted; but the one that does it by hand."""
    for pair in Circle.objects.filter(kind=Kind.PAIR, parent=cohort).order_by("pk"):
        first, second = _halves(pair)
        if {first.name, second.name} & set(but):
            continue
        made = commands.share_with_cohort(
            queries.pair(pair.pk, to=first), tried=f"Ce que {first.name} et {second.name} ont essayé.", counted=True, by=first
        )  # fmt: skip
        commands.sign_share(queries.share(made.pk, to=second), by=second)


def _halves(pair: Circle) -> Iterator[Person]:
    return (half.person for half in heard.halves_of(pair))


def link(call: int, name: str) -> None:
    print(queries.application_link(Application.objects.get(call=call, name=name).pk))
