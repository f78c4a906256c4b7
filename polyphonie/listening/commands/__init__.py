"""Listening: the verbs."""

from polyphonie.listening.commands.answering import answer_wave, join_two, new_receipt
from polyphonie.listening.commands.closing import close_waves, forget_lost_halves
from polyphonie.listening.commands.coming_back import begin_rhythm, bring_set, end_rhythm, open_what_is_due
from polyphonie.listening.commands.opening import open_wave, stop_wave

__all__ = [
    "answer_wave",
    "begin_rhythm",
    "bring_set",
    "close_waves",
    "end_rhythm",
    "forget_lost_halves",
    "join_two",
    "new_receipt",
    "open_wave",
    "open_what_is_due",
    "stop_wave",
]
