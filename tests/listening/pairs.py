"""A cohort that Driss facilitates and in which Élise speaks as a manager; its pairs; Farid, who is of none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Charge, Circle, Kind
from polyphonie.listening import commands, queries
from polyphonie.listening.contract.pulse import DECIDES, ITEMS
from polyphonie.listening.queries import PulseSeen
from polyphonie.people.queries import Person
from tests import cast

BEGINS = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
WELL = {**dict.fromkeys(ITEMS, 4), DECIDES: 3}


@dataclass
class Road:
    """`pairs`: each with its circle, whoever lives with care, whoever works in it."""

    cohort: Circle
    driss: Person
    elise: Person
    farid: Person
    pairs: list[tuple[Circle, Person, Person]] = field(default_factory=list)

    def seen(self, at: int, half: int) -> PulseSeen:
        """The last pulse of a pair, as one half sees it."""
        circle, *halves = self.pairs[at]
        return queries.pulses_of(circle, to=halves[half])[-1]

    def answer(self, at: int, half: int, marks: dict[str, int] = WELL) -> None:
        commands.answer_pulse(self.seen(at, half), marks=marks, by=self.pairs[at][1 + half])

    def pace(self, at: int = 0, weeks: int = 1) -> None:
        commands.choose_pace(self.pairs[at][0], weeks=weeks, by=self.pairs[at][1])


def road(pairs: int = 1) -> Road:
    with clock.at(BEGINS):
        driss, elise, farid = (cast.person(name) for name in ("Driss", "Elise", "Farid"))
        cohort = circles.found_circle(name="Promotion", kind=Kind.COHORT, by=driss, voice=Voice.PROFESSIONAL)
        circles.enter(cohort, person=elise, voice=Voice.MANAGER, by=driss)
        made = Road(cohort, driss, elise, farid)
        for at in range(pairs):
            # The professional came first: the order of the halves is that of their voices, not of their coming.
            other, half = cast.person(f"Soin{at}"), cast.person(f"Vécu{at}")
            circle = circles.found_pair(
                cohort, name="Binôme", halves=[(other, Voice.PROFESSIONAL), (half, Voice.PATIENT)]
            )
            made.pairs.append((circle, half, other))
    return made


def make_manager_facilitate(here: Road) -> None:
    circles.give_charge(here.cohort, person=here.elise, charge=Charge.COFACILITATOR, by=here.driss)


def week(number: int, *, hour: int = 9) -> datetime:
    return BEGINS + timedelta(weeks=number, hours=hour - 9)
