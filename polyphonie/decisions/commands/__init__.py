"""Decisions: the verbs."""

from polyphonie.decisions.commands.proposing import (
    edit,
    leave_aside,
    propose,
    welcome_latecomers,
    withdraw,
)
from polyphonie.decisions.commands.reviewing import review
from polyphonie.decisions.commands.rounds import (
    answer_objection,
    close_round,
    lift,
    open_round,
    take_position,
)

__all__ = [
    "answer_objection",
    "close_round",
    "edit",
    "leave_aside",
    "lift",
    "open_round",
    "propose",
    "review",
    "take_position",
    "welcome_latecomers",
    "withdraw",
]
