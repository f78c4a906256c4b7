"""What decisions announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProposalMade(Fact):
    """Somebody put a text before the group."""

    proposal: int


@dataclass(frozen=True, kw_only=True)
class ProposalEdited(Fact):
    """The text has a new version; all positions are cleared."""

    proposal: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(Fact):
    """Its proposer took it back."""

    proposal: int


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Fact):
    """Everybody is asked, at once."""

    proposal: int
    round: int


@dataclass(frozen=True, kw_only=True)
class PositionTaken(Fact):
    """Somebody said where they stand on one version."""

    proposal: int
    version: int


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Fact):
    """Somebody cannot live with it, or sees it harm what we are here for."""

    proposal: int
    objection: int


@dataclass(frozen=True, kw_only=True)
class ObjectionLifted(Fact):
    """Its author lifted it."""

    proposal: int
    objection: int


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(Fact):
    """A version was written to answer it."""

    proposal: int
    objection: int
    version: int


@dataclass(frozen=True, kw_only=True)
class DecisionAdopted(Fact):
    """No objection stands, everybody concerned has answered: it is decided, until its review."""

    proposal: int
    decision: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ProposalLeft(Fact):
    """The proposal is parked, taken further, or has expired."""

    proposal: int
    stage: str


@dataclass(frozen=True, kw_only=True)
class DecisionReviewed(Fact):
    """The circle looked back: renewed, amended or ended."""

    decision: int
    outcome: str
