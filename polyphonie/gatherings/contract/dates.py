"""Choosing a date together: what each said, told by voice. Nothing here names a winner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice

FEWEST, MOST = 2, 6


class Answer(StrEnum):
    """What somebody says of one date."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    NO = "no"


Counts = tuple[tuple[Voice, int], ...]

NO_PATIENT_CAN = Text(
    "Aucun patient, aucune patiente ne peut venir à cette date.",
    "No patient can come on this date.",
)
NO_PATIENT_YET = Text(
    "Aucun patient, aucune patiente n’a encore dit pouvoir venir à cette date.",
    "No patient has said yet that they can come on this date.",
)


@dataclass(frozen=True)
class Tally:
    """What the members of a circle said of one date: how many can, by voice, in the order of the voices."""

    yes: Counts
    if_needed: Counts
    no: int
    silent: int
    patients: Text | None  # what is to be said of patients who will not be there

    @property
    def no_patient_can(self) -> bool:
        return self.patients is NO_PATIENT_CAN


def tally(said: Iterable[tuple[Voice, Answer | None]]) -> Tally:
    """One line for each member: the voice, and what they said (None: nothing yet)."""
    each = Counter(said)
    of = {answer: sum(n for (_, a), n in each.items() if a == answer) for answer in (Answer.NO, None)}
    return Tally(
        yes=_by_voice(each, Answer.YES),
        if_needed=_by_voice(each, Answer.IF_NEEDED),
        no=of[Answer.NO],
        silent=of[None],
        patients=_without_patients(each),
    )


def _by_voice(each: Counter[tuple[Voice, Answer | None]], answer: Answer) -> Counts:
    return tuple((voice, each[voice, answer]) for voice in Voice if each[voice, answer])


def _without_patients(each: Counter[tuple[Voice, Answer | None]]) -> Text | None:
    """In a circle that has patients, a date at which none of them comes is no date like the others.

    As long as nobody has answered, nothing is to be said.
    """
    patients = {answer: each[Voice.PATIENT, answer] for answer in (*Answer, None)}
    nobody_answered = not any(answer for _, answer in each)
    if nobody_answered or not sum(patients.values()) or patients[Answer.YES] or patients[Answer.IF_NEEDED]:
        return None
    return NO_PATIENT_YET if patients[None] else NO_PATIENT_CAN
