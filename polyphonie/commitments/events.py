"""What commitments announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CommitmentMade(Fact):
    """Somebody chose a small step."""

    commitment: int
    person: int


@dataclass(frozen=True, kw_only=True)
class NewsTold(Fact):
    """Somebody told how their small step goes."""

    commitment: int


@dataclass(frozen=True, kw_only=True)
class CommitmentConcluded(Fact):
    """A small step came to its end: done, changed or stopped; each teaches something."""

    commitment: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RequestMade(Fact):
    """A circle asked something of a named person."""

    request: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(Fact):
    """The person asked answered, or a member noted what they said."""

    request: int
    stance: str
