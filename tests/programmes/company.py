"""Twelve people who walk the road of the tests: eight of the cohort, and two pairs who do not belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.models import Workshop
from tests import cast
from tests.programmes.road import Road

MEMBERS = {
    "Abel": Voice.PATIENT,
    "Berthe": Voice.FAMILY,
    "Carlos": Voice.PATIENT,
    "Dora": Voice.PROFESSIONAL,
    "Emil": Voice.PROFESSIONAL,
    "Flore": Voice.SUPPORT,
    "Gabin": Voice.PATIENT,
    "Hilda": Voice.MANAGER,
}
PAIRS = (("Ines", "Jules"), ("Kim", "Leon"))


@dataclass
class Company:
    people: dict[str, Person]
    pairs: list[Circle]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def numbers(self, *names: str) -> set[int]:
        return {self.people[name].pk for name in names or self.people}


def company(r: Road) -> Company:
    people = {name: cast.person(name) for name in (*MEMBERS, *(name for pair in PAIRS for name in pair))}
    for name, voice in MEMBERS.items():
        circles.enter(r.cohort.circle, person=people[name], voice=voice, by=r.driss)
    pairs = [
        circles.found_pair(
            r.cohort.circle,
            name="Binôme",
            halves=[(people[one], Voice.PATIENT), (people[other], Voice.PROFESSIONAL)],
        )
        for one, other in PAIRS
    ]
    return Company(people, pairs)


def days(r: Road) -> list[Workshop]:
    return list(r.cohort.workshops.order_by("week"))


def seated(workshop: Workshop, to: Person) -> list[list[str]]:
    """The tables as somebody reads them, by first names; none where they see none."""
    seen = queries.at_workshop(workshop.pk, to=to)
    return [[each.name for each in table.people] for table in seen.tables] if seen else []
