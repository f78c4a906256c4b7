"""A hospital and the services inside it. Driss looks after all of them, and belongs to each."""

from __future__ import annotations

from dataclasses import dataclass, field

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.people.queries import Person
from tests import cast
from tests.listening.team import BEGINS, Team, join

NAMES = ("Cardiologie", "Gériatrie", "Mémoire", "Néphrologie")


@dataclass
class Hospital(Team):
    services: list[Circle] = field(default_factory=list)
    inside: list[list[Person]] = field(default_factory=list)  # who is in each, Driss first

    def open(self, **more):
        return super().open(**{"services": self.services} | more)


def hospital(*sizes: int, others: int = 0, patients: int = 0) -> Hospital:
    """Services of so many people, Driss among them; `others` are in none. The last `patients` of each service are patients."""
    with clock.at(BEGINS):
        driss, farid = cast.person("Driss"), cast.person("Farid")
        whole = circles.found_circle(
            name="Valmont", kind=Kind.ORGANISATION, by=driss, voice=Voice.PROFESSIONAL
        )
        circles.found_circle(name="Diabète", kind=Kind.TEAM, by=farid, voice=Voice.PROFESSIONAL)
        made = Hospital(whole, driss, [driss], farid)
        for name, size in zip(NAMES, sizes, strict=False):
            _service(made, name, size, patients)
        made.people += [join(whole, 900 + at, Voice.PROFESSIONAL, driss) for at in range(others)]
    return made


def _service(made: Hospital, name: str, size: int, patients: int) -> None:
    service = circles.found_circle(
        name=name, kind=Kind.TEAM, by=made.driss, voice=Voice.PROFESSIONAL, parent=made.circle
    )
    there = [made.driss]
    for at in range(1, size):
        voice = Voice.PATIENT if at >= size - patients else Voice.PROFESSIONAL
        person = join(service, at, voice, made.driss)
        circles.enter(made.circle, person=person, voice=voice, by=made.driss)
        there.append(person)
    made.services.append(service)
    made.inside.append(there)
    made.people += there[1:]
