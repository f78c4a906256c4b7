"""Programmes: the verbs. A cohort and its calendar, a call, applying, pairing; the pair's place and its conversations."""

from polyphonie.programmes.commands.adapting import (
    adapt_template,
    bring_template,
    change_template,
    discard_template,
)
from polyphonie.programmes.commands.applying import (
    apply_to,
    empty,
    forget,
    save_application,
    withdraw_application,
)
from polyphonie.programmes.commands.calls import end_call, open_call
from polyphonie.programmes.commands.care import agree_over_care, take_agreement_back
from polyphonie.programmes.commands.cohorts import (
    begin_cohort,
    move_cohort,
    move_workshop,
    say_hours_and_place,
)
from polyphonie.programmes.commands.conversations import (
    come_in,
    note_conversation,
    plan_conversation,
    stand_back,
)
from polyphonie.programmes.commands.needs import (
    answer_need,
    carry_need,
    show_need,
    stop_answering,
    take_need_back,
    withhold_need,
)
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
from polyphonie.programmes.commands.report import (
    forget_report,
    share_with_cohort,
    sign_share,
    tally_pairs,
    write_report,
)
from polyphonie.programmes.commands.restoring import take_back_again
from polyphonie.programmes.commands.tables import compose_tables, keep_tables, note_attendance
from polyphonie.programmes.commands.time import note_time, take_time_back

__all__ = [
    "adapt_template",
    "agree",
    "agree_over_care",
    "answer_need",
    "answer_proposal",
    "apply_to",
    "begin_cohort",
    "bring_template",
    "carry_need",
    "change_page",
    "change_template",
    "choose_rules",
    "come_in",
    "compose_tables",
    "discard_template",
    "empty",
    "end_call",
    "end_proposal",
    "forget",
    "forget_report",
    "keep_between",
    "keep_tables",
    "leave_pair",
    "move_cohort",
    "move_workshop",
    "note_attendance",
    "note_conversation",
    "note_time",
    "open_call",
    "part",
    "plan_conversation",
    "propose_pairs",
    "retain_pair",
    "save_application",
    "say_hours_and_place",
    "say_of_two",
    "share_with_cohort",
    "show_need",
    "sign_share",
    "stand_back",
    "stop_answering",
    "take_agreement_back",
    "take_back_again",
    "take_back_word",
    "take_need_back",
    "take_time_back",
    "tally_pairs",
    "withdraw_application",
    "withhold_need",
    "write_page",
    "write_project",
    "write_report",
]
