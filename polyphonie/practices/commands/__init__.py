"""Practices: the verbs. Writing a sheet, signing it together, making something of somebody else's."""

from polyphonie.practices.commands.circulating import adapt, tell_trial
from polyphonie.practices.commands.indexing import index_sheets, index_what_is_missing
from polyphonie.practices.commands.journal import gather, note
from polyphonie.practices.commands.signing import add_author, sign, step_out
from polyphonie.practices.commands.writing import begin, topic, write

__all__ = [
    "adapt",
    "add_author",
    "begin",
    "gather",
    "index_sheets",
    "index_what_is_missing",
    "note",
    "sign",
    "step_out",
    "tell_trial",
    "topic",
    "write",
]
