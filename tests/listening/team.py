"""A team large enough for a wave: seven professionals, two patients; and Farid, who is of another circle."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.queries import Wave
from polyphonie.people.queries import Person
from tests import cast

BEGINS = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PULSE = queries.question_set("pouls-equipe")
QUESTIONS = [question.id for question in PULSE.questions]


@dataclass
class Team:
    circle: Circle
    driss: Person
    people: list[Person]
    farid: Person
    receipts: dict[int, str] = field(default_factory=dict)

    def open(self, **more) -> Wave:
        given = {"chosen": PULSE, "days": 7} | more
        return commands.open_wave(self.circle, by=self.driss, **given)

    def answer(self, wave: Wave, person: Person, mark: int | dict[str, int], receipt: str = "") -> str:
        receipt = receipt or commands.new_receipt()
        marks = mark if isinstance(mark, dict) else dict.fromkeys(QUESTIONS, mark)
        seen = queries.wave(wave.pk, to=person)
        commands.answer_wave(seen, marks=marks, receipt=receipt, by=person)
        self.receipts[person.pk] = receipt
        return receipt

    def told(self, wave: Wave, to: Person) -> list:
        return queries.told_of(queries.wave(wave.pk, to=to))


def join(circle: Circle, number: int, voice: str, by: Person) -> Person:
    person = cast.person(f"Membre{number}c{circle.pk}")
    circles.enter(circle, person=person, voice=voice, by=by)
    return person


def team(professionals: int = 7, patients: int = 2, kind: str = Kind.TEAM) -> Team:
    """Driss facilitates and is one of the professionals."""
    with clock.at(BEGINS):
        driss, farid = cast.person("Driss"), cast.person("Farid")
        circle = circles.found_circle(name="Mémoire", kind=kind, by=driss, voice=Voice.PROFESSIONAL)
        circles.found_circle(name="Diabète", kind=Kind.TEAM, by=farid, voice=Voice.PROFESSIONAL)
        voices = [Voice.PROFESSIONAL] * (professionals - 1) + [Voice.PATIENT] * patients
        people = [driss, *(join(circle, at, voice, driss) for at, voice in enumerate(voices))]
    return Team(circle, driss, people, farid)


def another(*size, **more) -> Team:
    """A second team in the same house, with a Driss and a Farid of its own."""
    Person.objects.filter(name__in=("Driss", "Farid")).update(email=None, name="Autre")
    return team(*size, **more)
