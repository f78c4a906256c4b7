"""Cohorts, their calendar, tables and time; calls, who applies, and what teams need; pairs, from what a coordinator says to
what two people answer, then to what they write in their own place, and sign for the report."""

from polyphonie.programmes.models.applying import (
    Application,
    Call,
    CareAgreement,
    PairAnswer,
    PairingChoice,
    PairProposal,
    PairWord,
    Parting,
)
from polyphonie.programmes.models.cohorts import (
    Attendance,
    Cohort,
    HoursAndPlace,
    OwnTemplate,
    Seat,
    Seating,
    TimeGiven,
    Workshop,
)
from polyphonie.programmes.models.needs import Need, NeedAnswer
from polyphonie.programmes.models.pairs import (
    ABOUT,
    ConversationCircle,
    ConversationNote,
    KeptBetween,
    PairPage,
    PairProject,
)
from polyphonie.programmes.models.report import PairShare, Report, ShareSignature, Tally

__all__ = [
    "ABOUT",
    "Application",
    "Attendance",
    "Call",
    "CareAgreement",
    "Cohort",
    "ConversationCircle",
    "ConversationNote",
    "HoursAndPlace",
    "KeptBetween",
    "Need",
    "NeedAnswer",
    "OwnTemplate",
    "PairAnswer",
    "PairPage",
    "PairProject",
    "PairProposal",
    "PairShare",
    "PairWord",
    "PairingChoice",
    "Parting",
    "Report",
    "Seat",
    "Seating",
    "ShareSignature",
    "Tally",
    "TimeGiven",
    "Workshop",
]
