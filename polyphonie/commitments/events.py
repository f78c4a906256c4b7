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
