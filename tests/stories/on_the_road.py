"""A cohort, its call, those who applied and a pair that is proposed: the pages of a programme. As `heard_and_kept.py`."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.base.voices import Voice
from polyphonie.people.queries import Person
from polyphonie.programmes import commands as programmes
from polyphonie.programmes import queries as road
from polyphonie.programmes.models import Application
from polyphonie.programmes.queries import Call
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
    needed = _needs(call, hugues, ivo)
    circle, workshop = begun.circle.pk, begun.workshops.order_by("pk")[0].pk
    return (
        life_of_a_cohort.furnish(people, begun)
        | needed
        | {
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
    )


def _needs(call: Call, carrier: int, answering: int) -> dict[str, str]:
    """Hugues carries what a team needs; Ivo answers it; Nell has begun, and has not chosen."""
    lines = {
        "team": "Consultation de diabétologie",
        "what": "Revoir l’annonce d’un diabète.",
        "whom": "Une personne qui vit avec un diabète.",
        "time": "Deux heures par mois.",
    }
    with open_door():
        rows = Application.objects.select_related("call__cohort__circle")
        need = programmes.carry_need(rows.get(pk=carrier), lines=lines, by=None)
        seen = road.open_need(call, need.pk)
        assert seen is not None
        programmes.answer_need(rows.get(pk=answering), need=seen, words="Moi aussi.", by=None)
    nell = programmes.apply_to(call, name="Nell", voice=Voice.FAMILY, by=None)
    at, link = f"/apply/{road.link_of(call.pk)}/needs/", road.application_link
    return {
        "apply-need": f"{at}{need.pk}/",
        "apply-need-gone": f"{at}987654321/",
        "need-carried": f"/application/{link(carrier)}/need/",
        "need-new": f"/application/{link(nell.pk)}/need/",
        "needs": f"/application/{link(nell.pk)}/needs/",
        "needs-answered": f"/application/{link(answering)}/needs/",
        "application-answering": f"/application/{link(nell.pk)}/",
        "application-with-need": f"/applications/{carrier}/",
    }


def _applies(call: object, name: str, voice: str) -> int:
    made = programmes.apply_to(call, name=name, voice=voice, by=None)
    programmes.save_application(made, given={"name": name, "voice": voice}, by=None, send=True)
    return made.pk
