"""Exports: the verbs."""

from polyphonie.exports.commands.asking import ask_for_export, make_anew, throw_away
from polyphonie.exports.commands.keeping import keep_the_living
from polyphonie.exports.commands.making import make_in_background, make_next

__all__ = [
    "ask_for_export",
    "keep_the_living",
    "make_anew",
    "make_in_background",
    "make_next",
    "throw_away",
]
