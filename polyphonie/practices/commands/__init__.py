"""Practices: the verbs. Writing a sheet, signing it together, making something of somebody else's."""

from polyphonie.practices.commands.arriving import Brought, bring, decide, remove_import
from polyphonie.practices.commands.circulating import adapt, tell_trial
from polyphonie.practices.commands.journal import gather, note
from polyphonie.practices.commands.public import make_public, read_for_public, take_back
from polyphonie.practices.commands.signing import add_author, sign, step_out
from polyphonie.practices.commands.writing import begin, topic, write

__all__ = [
    "Brought",
    "adapt",
    "add_author",
    "begin",
    "bring",
    "decide",
    "gather",
    "make_public",
    "note",
    "read_for_public",
    "remove_import",
    "sign",
    "step_out",
    "take_back",
    "tell_trial",
    "topic",
    "write",
]
