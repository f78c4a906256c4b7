"""Reads of listening."""

from __future__ import annotations

from typing import Any

from polyphonie.base.scope import reading
from polyphonie.listening.contract.pulse import lasting_gaps
from polyphonie.listening.contract.sets import Question, QuestionSet, UnreadableSet, read_set
from polyphonie.listening.contract.signals import LEARNT
from polyphonie.listening.models import OwnSet, Pace, Pulse, Rhythm, Signal, Wave
from polyphonie.listening.queries.charts import Answered, asked, moments, own_charts, plain_points
from polyphonie.listening.queries.ends import apart_at_both_ends
from polyphonie.listening.queries.groups import groups_of
from polyphonie.listening.queries.pairs import halves_of, next_on, pace_for, pair_for, pulse_sets
from polyphonie.listening.queries.pulses import (
    Prompt,
    PulseSeen,
    answers_of,
    asked_to_talk,
    halves_asked,
    prompt_for,
    pulse,
    pulse_by_link,
    pulse_link,
    pulses_of,
    pulses_waiting,
    resealed,
    unanswered_within,
)
from polyphonie.listening.queries.rhythms import rhythm, rhythms_of
from polyphonie.listening.queries.rooms import told_in_rooms
from polyphonie.listening.queries.series import Series, moments_of, series_of
from polyphonie.listening.queries.sets import file_text, library, question_set, sentences_of, set_for, sets_of
from polyphonie.listening.queries.signals import (
    SignalSeen,
    Watched,
    cohorts_signalling,
    hears_of,
    rings_for_nothing,
    signal,
    signals_of_cohort,
    signals_of_pair,
    signals_waiting,
    told_of_signal,
    watched_in,
)
from polyphonie.listening.queries.starts import NewStartSeen, comes_after_another, reasons_of, starts_of
from polyphonie.listening.queries.telling import (
    Told,
    ToldOf,
    side_by_side,
    told_before,
    told_during,
    told_of,
)
from polyphonie.listening.queries.waves import (
    WaveSeen,
    by_link,
    eligible,
    ending_within,
    in_a_gathering,
    is_open,
    link_of,
    waiting_for,
    wave,
    wave_during,
    waves_of,
)
from polyphonie.people.queries import Person

__all__ = [
    "LEARNT",
    "Answered",
    "NewStartSeen",
    "Prompt",
    "Pulse",
    "PulseSeen",
    "Question",
    "QuestionSet",
    "Series",
    "Signal",
    "SignalSeen",
    "Told",
    "ToldOf",
    "UnreadableSet",
    "Watched",
    "Wave",
    "WaveSeen",
    "apart_at_both_ends",
    "asked",
    "asked_to_talk",
    "by_link",
    "cohorts_signalling",
    "comes_after_another",
    "eligible",
    "ending_within",
    "file_text",
    "groups_of",
    "halves_asked",
    "halves_of",
    "hears_of",
    "held_about",
    "in_a_gathering",
    "is_open",
    "lasting_gaps",
    "library",
    "link_of",
    "moments",
    "moments_of",
    "next_on",
    "own_charts",
    "pace_for",
    "pair_for",
    "plain_points",
    "prompt_for",
    "pulse",
    "pulse_by_link",
    "pulse_link",
    "pulse_sets",
    "pulses_of",
    "pulses_waiting",
    "question_set",
    "read_set",
    "resealed",
    "rhythm",
    "rhythms_of",
    "rings_for_nothing",
    "sentences_of",
    "series_of",
    "set_for",
    "sets_of",
    "side_by_side",
    "signal",
    "signals_of_cohort",
    "signals_of_pair",
    "signals_waiting",
    "starts_of",
    "told_before",
    "told_during",
    "told_in_rooms",
    "told_of",
    "told_of_signal",
    "unanswered_within",
    "waiting_for",
    "watched_in",
    "wave",
    "wave_during",
    "waves_of",
]


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """What this person opened, began and brought; what they answered to the pulses of their pair, and nothing of the other half.
    What they answered to a wave is known to nobody: it cannot be given back."""
    opened = Wave.objects.filter(opened_by=of).order_by("pk")
    begun = Rhythm.objects.filter(begun_by=of).order_by("pk")
    brought = OwnSet.objects.filter(brought_by=of).order_by("pk")
    paces = Pace.objects.filter(chosen_by=of).order_by("pk")
    closed = Signal.objects.filter(closed_by=of).order_by("pk")
    return [
        *({"opened": w.asked["title"]["fr"], "at": w.opened_at.isoformat()} for w in opened),
        *({"every_weeks": r.weeks, "questions": r.set, "at": r.begun_at.isoformat()} for r in begun),
        *({"brought": row.toml, "at": row.brought_at.isoformat()} for row in brought),
        *reasons_of(of),
        *answers_of(of),
        *({"pulses every so many weeks": row.weeks, "at": row.chosen_at.isoformat()} for row in paces),
        *({"closed a signal": row.kind, "learnt": row.learnt} for row in closed),
    ]
