"""Programmes: the verbs. A cohort and its calendar, a call, applying, pairing; the pair's place and its conversations."""

from polyphonie.programmes.commands.applying import apply_to, empty, save_application, withdraw_application
from polyphonie.programmes.commands.calls import end_call, open_call
from polyphonie.programmes.commands.cohorts import begin_cohort, move_cohort, move_workshop
from polyphonie.programmes.commands.conversations import note_conversation, plan_conversation, stand_back
from polyphonie.programmes.commands.pairing import (
    answer_proposal,
    choose_rules,
    end_proposal,
    propose_pairs,
    retain_pair,
    say_of_two,
    take_back_word,
)
from polyphonie.programmes.commands.pairs import (
    agree,
    change_page,
    keep_between,
    leave_pair,
    part,
    write_page,
    write_project,
)

__all__ = [
    "agree",
    "answer_proposal",
    "apply_to",
    "begin_cohort",
    "change_page",
    "choose_rules",
    "empty",
    "end_call",
    "end_proposal",
    "keep_between",
    "leave_pair",
    "move_cohort",
    "move_workshop",
    "note_conversation",
    "open_call",
    "part",
    "plan_conversation",
    "propose_pairs",
    "retain_pair",
    "save_application",
    "say_of_two",
    "stand_back",
    "take_back_word",
    "withdraw_application",
    "write_page",
    "write_project",
]
