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
class LinesLent(Fact):
    """One author lets other circles take up their lines of a sheet that they signed."""

    practice: int


@dataclass(frozen=True, kw_only=True)
class LinesKept(Fact):
    """One author lets nobody take up their lines of a sheet any more; what was copied stays."""

    practice: int


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
class SynthesisBegun(Fact):
    """Somebody began to write down what several sheets have in common."""

    synthesis: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SynthesisWritten(Fact):
    """The text of a synthesis changed; nobody has signed it any more."""

    synthesis: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SynthesisSigned(Fact):
    """One author signed a synthesis as it is."""

    synthesis: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SynthesisShown(Fact):
    """All its authors signed: the circle reads the synthesis."""

    synthesis: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class SynthesisJoined(Fact):
    """A synthesis has one more author."""

    synthesis: int
    person: int


@dataclass(frozen=True, kw_only=True)
class SynthesisLeft(Fact):
    """Somebody is no longer an author of a synthesis."""

    synthesis: int
    person: int


@dataclass(frozen=True, kw_only=True)
class JournalLaidOut(Fact):
    """Whoever facilitates chose the days of the journal that a gathering looks at; or that it looks at none."""

    gathering: int


@dataclass(frozen=True, kw_only=True)
class BricolageNoted(Fact):
    """Somebody noted what was improvised."""

    bricolage: int
    circle: int
