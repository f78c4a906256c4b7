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
class HoursAndPlaceSaid(Fact):
    """The hours or the place of a workshop changed, or are no longer said."""

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
    """Somebody took their application back; its answers are gone."""

    application: int


@dataclass(frozen=True, kw_only=True)
class NeedPosted(Fact):
    """A team says on the page of a call what it looks for; or says it again, in other words."""

    need: int
    call: int


@dataclass(frozen=True, kw_only=True)
class NeedTakenBack(Fact):
    """Whoever carried a need took it back; its words and its answers are gone."""

    need: int
    call: int


@dataclass(frozen=True, kw_only=True)
class NeedWithheld(Fact):
    """A coordinator took a need off the page of its call, or put it back."""

    need: int
    call: int


@dataclass(frozen=True, kw_only=True)
class NeedAnswered(Fact):
    """Somebody who applied answers a need: the coordinators may read who. The fact does not say it."""

    need: int
    call: int


@dataclass(frozen=True, kw_only=True)
class NeedAnswerTakenBack(Fact):
    """Somebody answers a need no longer."""

    need: int
    call: int


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
class AttendanceNoted(Fact):
    """A coordinator said who is at a workshop."""

    workshop: int


@dataclass(frozen=True, kw_only=True)
class TablesComposed(Fact):
    """The tables of a workshop were computed, for its coordinators to look at, or again because somebody is away."""

    workshop: int


@dataclass(frozen=True, kw_only=True)
class TablesKept(Fact):
    """The tables of a workshop are those: everybody who walks may read them."""

    workshop: int


@dataclass(frozen=True, kw_only=True)
class TimeNoted(Fact):
    """Somebody’s time, expenses or thanks were noted."""

    time: int
    cohort: int


@dataclass(frozen=True, kw_only=True)
class TimeTakenBack(Fact):
    """A line of time and expenses was taken back."""

    time: int
    cohort: int


@dataclass(frozen=True, kw_only=True)
class CareAgreementWritten(Fact):
    """One of the three who must agree that care does not keep two people apart has written so."""

    call: int


@dataclass(frozen=True, kw_only=True)
class CareAgreementTakenBack(Fact):
    """One of the three took their agreement back: care keeps the two apart again."""

    call: int


@dataclass(frozen=True, kw_only=True)
class TemplateAdapted(Fact):
    """A circle has a programme of its own: copied, or brought from elsewhere."""

    circle: int
    template: int


@dataclass(frozen=True, kw_only=True)
class TemplateChanged(Fact):
    """A circle’s own programme was changed."""

    circle: int
    template: int
    edition: int


@dataclass(frozen=True, kw_only=True)
class TemplateDiscarded(Fact):
    """A circle keeps its own programme no longer. Cohorts that walk it have it frozen."""

    circle: int
    template: int


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


@dataclass(frozen=True, kw_only=True)
class ShareWritten(Fact):
    """One of two wrote, and signed, what the pair would share with its cohort; the other half is asked to sign."""

    share: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ShareSigned(Fact):
    """Both signed: it is in the report."""

    share: int
    circle: int


@dataclass(frozen=True, kw_only=True)
class ReportWritten(Fact):
    """Those who coordinate wrote the words of the report, or wrote them anew."""

    cohort: int
    number: int


@dataclass(frozen=True, kw_only=True)
class PairsTallied(Fact):
    """The pairs that wished it were counted, once and for all."""

    cohort: int
