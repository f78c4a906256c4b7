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


@dataclass(frozen=True, kw_only=True)
class ProjectWritten(Fact):
    """One of two wrote what they would like to change, or wrote it anew."""

    circle: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PageWritten(Fact):
    """Somebody wrote a page of the log of their pair."""

    page: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class PageChanged(Fact):
    """Its author shows a page to the other half, keeps it to themselves again, or says what it is about."""

    page: int


@dataclass(frozen=True, kw_only=True)
class KeptBetweenUs(Fact):
    """One of two added a line to what they want kept between them."""

    kept: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class PairParted(Fact):
    """A pair has ended. By nobody: the log does not tell who left."""

    proposal: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ConversationPlanned(Fact):
    """A pair and whoever facilitates have a date to talk."""

    proposal: int
    gathering: int


@dataclass(frozen=True, kw_only=True)
class ConversationNoted(Fact):
    """Whoever facilitates noted something of a conversation; the two read it."""

    proposal: int
    note: int
