"""Valmont, a hospital that does not exist: its people, its circles, what they have lived so far.

Everything here is done through the same verbs as in a real house, at the dates it is said to have happened.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from polyphonie.base import clock, facts
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Charge, Circle, Kind
from polyphonie.cli import valmont_crisis as crisis
from polyphonie.cli import valmont_pulses as pulses
from polyphonie.cli import valmont_report as report
from polyphonie.cli import valmont_stories as stories
from polyphonie.cli import valmont_waves as waves
from polyphonie.cli import valmont_year as year
from polyphonie.cli.valmont_cohort import Road
from polyphonie.cli.valmont_pair import Pair
from polyphonie.cli.valmont_practices import Sheets
from polyphonie.cli.valmont_public import bring_from_elsewhere, show_outside
from polyphonie.commitments import commands as commitments
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.practices import commands as practices

CAST = {
    "Amina": ("amina@valmont.example", Voice.PATIENT),
    "Bruno": ("bruno@valmont.example", Voice.PROFESSIONAL),
    "Claire": ("claire@valmont.example", Voice.FAMILY),
    "Driss": ("driss@valmont.example", Voice.PROFESSIONAL),
    "Élise": ("elise@valmont.example", Voice.MANAGER),
    "Gaston": ("gaston@valmont.example", Voice.SUPPORT),
    "Hanna": ("hanna@valmont.example", Voice.PROFESSIONAL),
    "Ibrahim": ("ibrahim@valmont.example", Voice.PATIENT),
    "Noémie": ("noemie@valmont.example", Voice.SUPPORT),
    "Omar": ("omar@valmont.example", Voice.FAMILY),
}
ELSEWHERE = {
    "Farid": ("farid@valmont.example", Voice.PROFESSIONAL),
    "Jeanne": ("jeanne@valmont.example", Voice.PATIENT),
}


def is_empty() -> bool:
    return not Person.objects.exists()


@transaction.atomic
def furnish() -> None:
    """Fill an empty house with Valmont. Nobody is mailed about the past."""
    with facts.quietly():
        people = {name: _somebody(name, email) for name, (email, _) in (CAST | ELSEWHERE).items()}
        memory = _memory_clinic(people)
        town = _town(people)
        for story in stories.PAST:
            _live(story, memory, people)
        _asked(memory, people)
        year.furnish(people, _ago)
        _listened(memory, people)
        sheets = Sheets(people, {"memoire": memory, "reseau": town}, people["Driss"], _ago)
        sheets.furnish()
        show_outside(sheets.made, people, _ago)
        bring_from_elsewhere(memory, people["Driss"], _ago)
        practices.index_what_is_missing()  # nobody hears these facts, the index neither
        crisis.furnish(sheets, memory, _ago)
        Road(people, memory.parent, people["Driss"], _ago).furnish()
        Pair(people, _ago).furnish()
        pulses.furnish(people, _ago)
        report.furnish(people, _ago)
        practices.index_what_is_missing()
        _ready(memory, people)


def _ago(days: int, hour: int = 14) -> datetime:
    day = timezone.localtime(clock.now()).date() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _somebody(name: str, email: str) -> Person:
    from allauth.account.models import EmailAddress

    person = Person.objects.create_user(email=email, name=name, plain=name == "Amina")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _memory_clinic(people: dict[str, Person]) -> Circle:
    driss = people["Driss"]
    with clock.at(_ago(120)):
        hospital = circles.found_circle(
            name="Hôpital Valmont", kind=Kind.ORGANISATION, by=driss, voice=Voice.PROFESSIONAL,
            purpose="Soigner avec, et pas seulement pour.",
        )  # fmt: skip
        clinic = circles.found_circle(
            name="Consultation mémoire", kind=Kind.TEAM, by=driss, voice=Voice.PROFESSIONAL, parent=hospital,
            purpose="Rendre la consultation plus douce pour tout le monde.",
        )  # fmt: skip
        for name, (_, voice) in CAST.items():
            circles.enter(clinic, person=people[name], voice=voice, by=driss)
        circles.enter(hospital, person=people["Élise"], voice=Voice.MANAGER, by=driss)
        circles.give_charge(clinic, person=people["Hanna"], charge=Charge.SECRETARY, by=driss)
        circles.write_charter(clinic, text=stories.CHARTER, by=driss)
        for name in ("Driss", "Bruno", "Claire", "Ibrahim"):
            circles.sign_charter(clinic, number=1, by=people[name])
    return clinic


def _town(people: dict[str, Person]) -> Circle:
    farid = people["Farid"]
    with clock.at(_ago(90)):
        town = circles.found_circle(
            name="Diabète en ville", kind=Kind.NETWORK, by=farid, voice=Voice.PROFESSIONAL,
            purpose="Ne plus perdre personne entre l’hôpital et la ville.",
        )  # fmt: skip
        circles.enter(town, person=people["Jeanne"], voice=Voice.PATIENT, by=farid)
    return town


def _live(story: stories.Story, circle: Circle, people: dict[str, Person]) -> None:
    """Live one past gathering, step after step, as its story tells."""
    driss = people["Driss"]
    with clock.at(_ago(story.days_ago)):
        gathering = gatherings.call_gathering(
            circle, guide=guides.guide(story.guide), mode="live", by=driss, subject=story.subject
        )
        gathering = gatherings.open_gathering(gathering, by=driss)
        for name in story.people:
            gatherings.enter(gathering, person=people[name], voice=CAST[name][1], by=people[name])
        for role, name in story.roles.items():
            gatherings.give_role(gathering, role=role, person=people[name].pk, by=driss)
        while (run := gatherings.open_next(gathering, by=driss)) is not None:
            for name, answer in story.answers(run.step, run.turn, clock.today()):
                run.refresh_from_db()
                if run.closed_at is None:
                    said = _with_references(answer, gathering, people)
                    gatherings.answer(run, answer=said, by=people[name])
            gatherings.close_step(gathering, by=driss, anyway=True)
        gatherings.close_gathering(gathering, by=driss)


def _with_references(answer: Any, gathering: Gathering, people: dict[str, Person]) -> Any:
    """A story names the person an integrated objection belongs to; the gathering knows them by a reference."""
    if not getattr(answer, "how", ()):
        return answer
    references = {s.person: s.speaker.ref for s in queries.speakers_of(gathering)}
    return replace(answer, how=tuple((references[people[name].pk], words) for name, words in answer.how))


def _asked(circle: Circle, people: dict[str, Person]) -> None:
    """Something that the team could not do alone, and what the person asked answered."""
    with clock.at(_ago(30)):
        asked = commitments.ask_for(
            text="Une pièce calme pour recevoir les familles.",
            why="Aujourd’hui on leur parle dans le couloir, devant tout le monde.",
            to_name="La direction des soins",
            due_on=clock.today() + timedelta(days=30),
            home=circle,
            circle=circle,
            by=people["Hanna"],
        )
    with clock.at(_ago(9)):
        why = "Le bureau 12 est à vous le mardi et le jeudi. Les autres jours, nous cherchons encore."
        commitments.reply(asked, stance="partly", reason=why)


def _listened(circle: Circle, people: dict[str, Person]) -> None:
    """A wave that was told, and one that is open."""
    everybody = [people[name] for name in CAST]
    waves.furnish(circle, everybody, people["Driss"], asked=_ago(40), told=_ago(33, 15))
    waves.ask(circle, people["Driss"], on=_ago(1))


def _ready(circle: Circle, people: dict[str, Person]) -> None:
    """One gathering, called for today, whose door Driss has only to open."""
    today = timezone.make_aware(datetime.combine(clock.today(), time(17, 30)))
    with clock.at(_ago(2)):
        gatherings.call_gathering(
            circle,
            guide=guides.guide("consent"),
            mode="live",
            by=people["Driss"],
            subject="Comment annoncer une sortie aux proches ?",
            planned_at=today,
        )
