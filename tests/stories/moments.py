"""Every moment of a gathering, made through the house's own verbs: what a page looks like needs no clicking to get there.

Run inside the house of a server (`Server.python`); a circle of its own, so that Valmont stays as the other stories know it.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from polyphonie.base import clock, facts
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.cli import valmont_stories as stories
from polyphonie.cli.valmont import _with_references
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from tests.stories import (
    around,
    going_outside,
    heard_and_kept,
    heard_in_a_pair,
    in_the_room,
    on_the_road,
    two_of_us,
)

CAST = {
    "Amina": Voice.PATIENT,
    "Hanna": Voice.PROFESSIONAL,
    "Claire": Voice.FAMILY,
    "Driss": Voice.PROFESSIONAL,
}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WEATHER, DECIDING = stories.PAST
SUBJECT = "Qui prévenir quand le traitement change ?"

# The step, how many times round, and whose answer is asked: it is noted once they have given it.
CONSENT_STEPS = (
    ("proposition", 0, "Claire"),
    ("clarifier", 0, "Amina"),
    ("reagir", 0, "Amina"),
    ("ajuster", 0, "Claire"),
    ("consentement", 0, "Amina"),
    ("integrer", 0, "Claire"),
    ("petits-pas", 0, "Amina"),
    ("clore", 0, "Amina"),
)


@transaction.atomic
def furnish() -> None:
    """Print where every moment is, and a session for each person."""
    with facts.quietly():
        people = {name: _somebody(name) for name in (*CAST, "Nour")}
        circle = _circle(people)
        made = {"lobby": _opened(circle, people, "consent").pk, "called": _called(circle, people).pk}
        first = guides.guide("consent").steps[0].id
        made["read-ask"] = _at(circle, people, first, 0)
        made["read-shown"] = _at(circle, people, first, 0, close=True)
        for step, turn, last in CONSENT_STEPS:
            made[f"{step}-ask"] = _at(circle, people, step, turn, without=last)
            made[f"{step}-noted"] = _at(circle, people, step, turn)
            made[f"{step}-shown"] = _at(circle, people, step, turn, close=True)
        made["lift"] = _at(circle, people, "integrer", 0, without="Amina")
        made["decided"] = _at(circle, people, "consentement", 1, close=True)
        made["over"] = _over(circle, people)
        made["columns"] = _columns(circle, people)
        addresses = around.furnish(circle, people, CAST)
        addresses |= heard_and_kept.furnish(circle, people, made["over"]) | on_the_road.furnish(people)
        addresses |= two_of_us.furnish(people) | heard_in_a_pair.furnish(people)
        addresses |= going_outside.furnish(circle, people) | in_the_room.furnish(people)
    where = {
        "circle": circle.pk,
        "gatherings": made,
        "around": addresses,
        "sessions": {name: _session(person) for name, person in people.items()},
        "decision": decisions.register(circle, to=people["Amina"])[0].pk,
        "step": commitments.of_person(people["Amina"])[0].pk,
        "without_device": _without_device(made["reagir-ask"], people),
        "invitation": circles.invite(circle, by=people["Driss"], most_uses=9),
    }
    print(json.dumps(where))


def speak(language: str) -> None:
    """Everybody of these moments and of the demo reads in this language from now on."""
    Person.objects.exclude(language=language).update(language=language)


def _somebody(name: str) -> Person:
    return Person.objects.create_user(email=f"salle.{name.lower()}@valmont.example", name=name)


def _session(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), BACKEND
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _circle(people: dict[str, Person]) -> Circle:
    driss = people["Driss"]
    circle = circles.found_circle(
        name="Soins de suite",
        kind=Kind.TEAM,
        by=driss,
        voice=Voice.PROFESSIONAL,
        purpose="Rentrer chez soi sans peur.",
    )
    for name, voice in CAST.items():
        circles.enter(circle, person=people[name], voice=voice, by=driss)
    circles.write_charter(circle, text=stories.CHARTER, by=driss)
    return circle


def _called(circle: Circle, people: dict[str, Person], guide: str = "consent") -> Gathering:
    return gatherings.call_gathering(
        circle,
        guide=guides.guide(guide),
        mode="live",
        by=people["Driss"],
        subject=SUBJECT,
        planned_at=clock.now(),
    )


def _opened(circle: Circle, people: dict[str, Person], guide: str) -> Gathering:
    driss = people["Driss"]
    gathering = gatherings.open_gathering(_called(circle, people, guide), by=driss)
    for name, voice in CAST.items():
        gatherings.enter(gathering, person=people[name], voice=voice, by=people[name])
    if guide == "consent":
        gatherings.give_role(gathering, role="proposer", person=people["Claire"].pk, by=driss)
    return gathering


def _at(
    circle: Circle, people: dict[str, Person], step: str, turn: int, *, without: str = "", close: bool = False
) -> int:
    """A gathering whose step is open (all but `without` have answered), or closed and shown."""
    gathering = _opened(circle, people, "consent")
    for run in _steps(gathering, people):
        here = (run.step, run.turn) == (step, turn)
        # One more voice is awaited while somebody looks at the moment, or the last answer would close it.
        _say(gathering, people, run, DECIDING, but=without or ("" if close else "Driss") if here else "")
        if here:
            break
    if close:
        gatherings.close_step(gathering, by=people["Driss"], anyway=True)
    return gathering.pk


def _steps(gathering: Gathering, people: dict[str, Person]) -> Any:
    while (run := gatherings.open_next(gathering, by=people["Driss"])) is not None:
        yield run
        gatherings.close_step(gathering, by=people["Driss"], anyway=True)


def _say(
    gathering: Gathering, people: dict[str, Person], run: Any, story: stories.Story, *, but: str
) -> None:
    for name, answer in story.answers(run.step, run.turn, clock.today()):
        run.refresh_from_db()
        if name in CAST and name != but and run.closed_at is None:
            gatherings.answer(run, answer=_with_references(answer, gathering, people), by=people[name])


def _over(circle: Circle, people: dict[str, Person]) -> int:
    gathering = _opened(circle, people, "consent")
    for run in _steps(gathering, people):
        _say(gathering, people, run, DECIDING, but="")
    gatherings.close_gathering(gathering, by=people["Driss"])
    return gathering.pk


def _columns(circle: Circle, people: dict[str, Person]) -> int:
    gathering = _opened(circle, people, "petits-pas")
    for run in _steps(gathering, people):
        if run.step == guides.guide("petits-pas").steps[1].id:
            break
    return gathering.pk


def _without_device(gathering: int, people: dict[str, Person]) -> int:
    row = Gathering.objects.get(pk=gathering)
    return gatherings.welcome_without_device(row, name="Simone", voice=Voice.PATIENT, by=people["Driss"]).pk
