"""Reads of listening."""

from __future__ import annotations

from typing import Any

from polyphonie.base.scope import reading
from polyphonie.listening.contract.sets import QuestionSet, UnreadableSet, read_set
from polyphonie.listening.models import OwnSet, Rhythm, Wave
from polyphonie.listening.queries.rhythms import rhythm, rhythms_of
from polyphonie.listening.queries.sets import file_text, library, question_set, sentences_of, set_for, sets_of
from polyphonie.listening.queries.telling import Told, ToldOf, side_by_side, told_before, told_of
from polyphonie.listening.queries.waves import (
    WaveSeen,
    by_link,
    eligible,
    ending_within,
    is_open,
    link_of,
    waiting_for,
    wave,
    waves_of,
)
from polyphonie.people.queries import Person

__all__ = [
    "QuestionSet",
    "Told",
    "ToldOf",
    "UnreadableSet",
    "Wave",
    "WaveSeen",
    "by_link",
    "eligible",
    "ending_within",
    "file_text",
    "held_about",
    "is_open",
    "library",
    "link_of",
    "question_set",
    "read_set",
    "rhythm",
    "rhythms_of",
    "sentences_of",
    "set_for",
    "sets_of",
    "side_by_side",
    "told_before",
    "told_of",
    "waiting_for",
    "wave",
    "waves_of",
]


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """What this person opened, began and brought. What they answered is known to nobody: it cannot be given back."""
    opened = Wave.objects.filter(opened_by=of).order_by("pk")
    begun = Rhythm.objects.filter(begun_by=of).order_by("pk")
    brought = OwnSet.objects.filter(brought_by=of).order_by("pk")
    return [
        *({"opened": w.asked["title"]["fr"], "at": w.opened_at.isoformat()} for w in opened),
        *({"every_weeks": r.weeks, "questions": r.set, "at": r.begun_at.isoformat()} for r in begun),
        *({"brought": row.toml, "at": row.brought_at.isoformat()} for row in brought),
    ]
