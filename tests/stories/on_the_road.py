"""A cohort, its call, those who applied and a pair that is proposed: the pages of a programme. As `heard_and_kept.py`."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.people.queries import Person
from polyphonie.programmes import commands as programmes
from polyphonie.programmes import queries as road
from tests.stories import life_of_a_cohort


def furnish(people: dict[str, Person]) -> dict[str, str]:
    """The address of each page, by its name in the list."""
    driss = people["Driss"]
    begun = programmes.begin_cohort(
        template="binomes",
        name="Promotion de printemps",
        starts_on=clock.today() + timedelta(days=30),
        voice=Voice.PROFESSIONAL,
        by=driss,
    )
    closes = clock.today() + timedelta(days=20)
    call = programmes.open_call(begun, about="Patients et professionnels.", closes_on=closes, by=driss)
    voices = (
        ("Ivo", Voice.PATIENT),
        ("Hugues", Voice.MANAGER),
        ("Yann", Voice.PATIENT),
        ("Zora", Voice.SUPPORT),
    )
    ivo, hugues, yann, zora = (_applies(call, name, voice) for name, voice in voices)
    programmes.choose_rules(call, chosen={"languages": 0, "times": 0}, by=driss)
    for first, second in ((ivo, hugues), (yann, zora)):
        seen = road.call(call.pk, to=driss)
        programmes.say_of_two(seen, first=first, second=second, kind="together", by=driss)
    programmes.propose_pairs(road.call(call.pk, to=driss), pairs=[(yann, zora)], by=driss)
    circle, workshop = begun.circle.pk, begun.workshops.order_by("pk")[0].pk
    return life_of_a_cohort.furnish(people, begun) | {
        "cohort-new": "/cohorts/new/",
        "cohort": f"/circles/{circle}/programme/",
        "workshop": f"/workshops/{workshop}/",
        "call-new": f"/circles/{circle}/calls/new/",
        "call": f"/calls/{call.pk}/",
        "application": f"/applications/{ivo}/",
        "pairing": f"/calls/{call.pk}/pairing/",
        "apply": f"/apply/{road.link_of(call.pk)}/",
        "together": f"/apply/together/{road.together_link(ivo)}/",
        "application-mine": f"/application/{road.application_link(ivo)}/",
        "application-asked": f"/application/{road.application_link(yann)}/",
    }


def _applies(call: object, name: str, voice: str) -> int:
    made = programmes.apply_to(call, name=name, voice=voice, by=None)
    programmes.save_application(made, given={"name": name, "voice": voice}, by=None, send=True)
    return made.pk
