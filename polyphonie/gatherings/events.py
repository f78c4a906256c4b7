"""What gatherings announce. The log of one gathering is enough to rebuild where it stands (`contract/state.py`)."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GatheringPlanned(Fact):
    """A guide will be run in a circle."""

    gathering: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class GatheringOpened(Fact):
    """People may come in."""

    gathering: int


@dataclass(frozen=True, kw_only=True)
class PersonEntered(Fact):
    """Somebody takes part from now on."""

    gathering: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PersonLeft(Fact):
    """Somebody takes part no longer."""

    gathering: int
    person: int


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Fact):
    """Somebody carries a role of the guide."""

    gathering: int
    role: str
    person: int


@dataclass(frozen=True, kw_only=True)
class FacilitationHandedOver(Fact):
    """Somebody facilitates from now on; nobody ever does by accident."""

    gathering: int
    person: int


@dataclass(frozen=True, kw_only=True)
class StepOpened(Fact):
    """A step begins, until a deadline that the server sets."""

    gathering: int
    run: int
    step: str
    turn: int
    deadline: str


@dataclass(frozen=True, kw_only=True)
class TimeExtended(Fact):
    """The step has more time."""

    gathering: int
    run: int
    deadline: str


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(Fact):
    """Somebody answered, or changed their answer. Who, not what."""

    gathering: int
    run: int
    contribution: int


@dataclass(frozen=True, kw_only=True)
class AnswerTakenBack(Fact):
    """An answer is no longer there: its author took it back, or was erased."""

    gathering: int
    run: int
    contribution: int


@dataclass(frozen=True, kw_only=True)
class StepClosed(Fact):
    """A step ends; what it sealed is opened, as its guide says."""

    gathering: int
    run: int


@dataclass(frozen=True, kw_only=True)
class GatheringClosed(Fact):
    """It is over; its record is there."""

    gathering: int


@dataclass(frozen=True, kw_only=True)
class DatesProposed(Fact):
    """A gathering looks for its date: those of its circle are asked when they can come."""

    gathering: int
    dates: list[int]


@dataclass(frozen=True, kw_only=True)
class AvailabilitySaid(Fact):
    """Somebody said when they can come, or changed it. Who, not what."""

    gathering: int
    person: int


@dataclass(frozen=True, kw_only=True)
class DateSettled(Fact):
    """The gathering has a date, or another one than before."""

    gathering: int
    at: str


@dataclass(frozen=True, kw_only=True)
class DateTakenBack(Fact):
    """The gathering has no date any more."""

    gathering: int
