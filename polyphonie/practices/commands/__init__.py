"""Practices: the verbs. Writing a sheet, signing it together, making something of somebody else's."""

from polyphonie.practices.commands.arriving import Brought, bring, decide, remove_import
from polyphonie.practices.commands.circulating import adapt, tell_trial
from polyphonie.practices.commands.indexing import index_sheets, index_what_is_missing
from polyphonie.practices.commands.journal import gather, lay_out_journal, note, sort_into_sheets
from polyphonie.practices.commands.outside import note_what_is_told
from polyphonie.practices.commands.public import make_public, read_for_public, take_back, take_back_again
from polyphonie.practices.commands.sending import (
    compare_with_the_server,
    send_unsent,
    tell_everything_again,
)
from polyphonie.practices.commands.signing import (
    add_author,
    keep_lines_again,
    keep_my_lines,
    lend_my_lines,
    sign,
    step_out,
)
from polyphonie.practices.commands.synthesising import (
    join_synthesis,
    keep_synthesis,
    leave_synthesis,
    sign_synthesis,
    topic_of,
    write_synthesis,
)
from polyphonie.practices.commands.writing import begin, topic, write, write_parts

__all__ = [
    "Brought",
    "adapt",
    "add_author",
    "begin",
    "bring",
    "compare_with_the_server",
    "decide",
    "gather",
    "index_sheets",
    "index_what_is_missing",
    "join_synthesis",
    "keep_lines_again",
    "keep_my_lines",
    "keep_synthesis",
    "lay_out_journal",
    "leave_synthesis",
    "lend_my_lines",
    "make_public",
    "note",
    "note_what_is_told",
    "read_for_public",
    "remove_import",
    "send_unsent",
    "sign",
    "sign_synthesis",
    "sort_into_sheets",
    "step_out",
    "take_back",
    "take_back_again",
    "tell_everything_again",
    "tell_trial",
    "topic",
    "topic_of",
    "write",
    "write_parts",
    "write_synthesis",
]
