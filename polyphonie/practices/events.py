"""What practices announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PracticeBegun(Fact):
    """Somebody began a sheet, blank or from what a gathering left."""

    practice: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class PracticeWritten(Fact):
    """The text of a sheet changed; nobody has signed it any more."""

    practice: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PracticeSigned(Fact):
    """One author signed a sheet as it is."""

    practice: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PracticeShown(Fact):
    """All its authors signed: the circle reads the sheet."""

    practice: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class AuthorAdded(Fact):
    """A sheet has one more author."""

    practice: int
    person: int


@dataclass(frozen=True, kw_only=True)
class AuthorSteppedOut(Fact):
    """Somebody is no longer an author of a sheet; the words it took from their answers are gone from it."""

    practice: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PracticeAdapted(Fact):
    """Another circle began its own version of a sheet."""

    practice: int
    adaptation: int


@dataclass(frozen=True, kw_only=True)
class PublicAgreed(Fact):
    """One author agrees that everybody reads this text of a sheet."""

    practice: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PublicTakenBack(Fact):
    """One author no longer agrees: the sheet has no public page from this instant."""

    practice: int


@dataclass(frozen=True, kw_only=True)
class PeerRead(Fact):
    """Somebody who did not write it read a sheet for its public page."""

    practice: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SheetArrived(Fact):
    """A sheet of another house, or word of one, waits for somebody of the circle to read it."""

    arrival: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ArrivalDecided(Fact):
    """Somebody read what had arrived, and accepted or refused it. `practice` is the sheet here, 0 where there is none."""

    arrival: int
    practice: int


@dataclass(frozen=True, kw_only=True)
class ImportRemoved(Fact):
    """A sheet that came from elsewhere is no longer here."""

    practice: int


@dataclass(frozen=True, kw_only=True)
class TrialTold(Fact):
    """Somebody told what happened when their circle tried what a sheet tells."""

    practice: int
    trial: int


@dataclass(frozen=True, kw_only=True)
class BricolageNoted(Fact):
    """Somebody noted what was improvised."""

    bricolage: int
    circle: int
