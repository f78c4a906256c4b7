"""Listening: the verbs."""

from polyphonie.listening.commands.answering import answer_wave, join_two, new_receipt
from polyphonie.listening.commands.asking_pairs import choose_pace, open_due_pulses
from polyphonie.listening.commands.beginning_anew import begin_anew
from polyphonie.listening.commands.closing import close_waves, forget_lost_halves
from polyphonie.listening.commands.coming_back import begin_rhythm, bring_set, end_rhythm, open_what_is_due
from polyphonie.listening.commands.gathered import ask_gathered, close_gathered
from polyphonie.listening.commands.opening import open_wave, stop_wave
from polyphonie.listening.commands.sealing import (
    answer_pulse,
    close_envelope,
    seal_again,
    seal_again_after,
    unseal,
)
from polyphonie.listening.commands.signalling import (
    ask_to_talk,
    close_signal,
    forget_old_signals,
    look_at_facts,
    watch_pulses,
)

__all__ = [
    "answer_pulse",
    "answer_wave",
    "ask_gathered",
    "ask_to_talk",
    "begin_anew",
    "begin_rhythm",
    "bring_set",
    "choose_pace",
    "close_envelope",
    "close_gathered",
    "close_signal",
    "close_waves",
    "end_rhythm",
    "forget_lost_halves",
    "forget_old_signals",
    "join_two",
    "look_at_facts",
    "new_receipt",
    "open_due_pulses",
    "open_wave",
    "open_what_is_due",
    "seal_again",
    "seal_again_after",
    "stop_wave",
    "unseal",
    "watch_pulses",
]
