"""What programmes announce. Ids only: who said no to whom is in no fact."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CohortBegun(Fact):
    """A circle begins to walk a programme."""

    cohort: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class CohortMoved(Fact):
    """The start of a cohort moved, and its whole calendar with it."""

    cohort: int


@dataclass(frozen=True, kw_only=True)
class WorkshopMoved(Fact):
    """One workshop moved by itself, or came back to the calendar."""

    workshop: int


@dataclass(frozen=True, kw_only=True)
class CallOpened(Fact):
    """A cohort looks for people."""

    call: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class CallEnded(Fact):
    """Nobody applies any more."""

    call: int


@dataclass(frozen=True, kw_only=True)
class ApplicationSent(Fact):
    """Somebody applied: the coordinators may read it from now on."""

    application: int
    call: int


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(Fact):
    """Somebody took their application back; its words are gone."""

    application: int


@dataclass(frozen=True, kw_only=True)
class PairingChosen(Fact):
    """The coordinators changed the rules or the weights of a pairing, or kept two people together or apart."""

    call: int


@dataclass(frozen=True, kw_only=True)
class PairProposed(Fact):
    """Two people are asked whether they would be a pair."""

    proposal: int
    first: int
    second: int


@dataclass(frozen=True, kw_only=True)
class PairFormed(Fact):
    """Both said yes: the pair has its circle."""

    proposal: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ProposalEnded(Fact):
    """A pair that was proposed will not be, without blame."""

    proposal: int
