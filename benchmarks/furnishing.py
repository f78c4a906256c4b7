"""Circles full of content, written through the same verbs as in a real house. Run inside the house of `pages`."""

from __future__ import annotations

from typing import Any

from polyphonie.base import facts
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.models import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from tests.lost.prepared import session


def fill(had: int, wanted: int) -> dict[str, Any]:
    """Bring the house to so many circles, each with three people and a gathering that is over; the visitor is in one."""
    driss = Person.objects.get(email="driss@valmont.example")
    gathering = Gathering.objects.order_by("pk").first()
    assert gathering is not None
    with facts.quietly():
        if had == 0:
            for seed in (2, 5, 9):
                _decision(gathering.circle, driss, seed)
        for number in range(had, wanted):
            _circle(number)
    return {"circle": gathering.circle_id, "gathering": gathering.pk, "session": session(driss)}


def _decision(circle: Circle, driss: Person, seed: int) -> None:
    """A whole gathering by consent, answered with each kind's examples."""
    guide: Any = guides.guide("consent")
    gathering = gatherings.call_gathering(
        circle, guide=guide, mode="live", by=driss, subject=f"Question {seed}"
    )
    gathering = gatherings.open_gathering(gathering, by=driss)
    for person in Person.objects.filter(email__in=["amina@valmont.example", "claire@valmont.example"]):
        gatherings.enter(gathering, person=person, voice=Voice.PATIENT, by=person)
        for role in guide.roles:
            gatherings.give_role(gathering, role=role, person=person.pk, by=driss)
    while gatherings.open_next(gathering, by=driss) is not None:
        gathering.rehearsal = (
            True  # in memory alone: `play` answers for everybody, the rows stay a real gathering's
        )
        gatherings.play(gathering, seed=seed)
        gatherings.close_step(gathering, by=driss, anyway=True)
    gatherings.close_gathering(gathering, by=driss)


def _circle(number: int) -> Circle:
    founder = Person.objects.create_user(name=f"Personne {number}", email=f"p{number}@valmont.example")
    circle = circles.found_circle(
        name=f"Cercle {number}", kind=Kind.TEAM, by=founder, voice=Voice.PROFESSIONAL
    )
    circles.write_charter(circle, text="Chacun parle depuis ce qu’il vit.", by=founder)
    gathering = gatherings.call_gathering(circle, guide=guides.guide("meteo"), mode="live", by=founder)
    gathering = gatherings.open_gathering(gathering, by=founder)
    for n in (1, 2):
        gatherings.welcome_guest(gathering, name=f"Invité {n}", voice=Voice.PATIENT)
    gatherings.open_next(gathering, by=founder)
    gatherings.close_gathering(gathering, by=founder)
    return circle
