"""Disclosure: the only door through which a figure about several people leaves.

What is decided never looks at the answers: a hidden figure says nothing about them.
"""

from polyphonie.engines.disclosure.algebra import TooMany, derivable
from polyphonie.engines.disclosure.bands import (
    FIFTHS,
    TENTHS,
    THIRDS,
    Audience,
    Shape,
    floor,
    free_text,
    shape,
)
from polyphonie.engines.disclosure.cells import Cell, Published
from polyphonie.engines.disclosure.explaining import band_words, explain, promise
from polyphonie.engines.disclosure.planning import Hidden, Plan, Shown, plan
from polyphonie.engines.disclosure.reasons import Why
from polyphonie.engines.disclosure.releasing import Figure, Release, release
from polyphonie.engines.disclosure.waves import Change, change

__all__ = [
    "FIFTHS",
    "TENTHS",
    "THIRDS",
    "Audience",
    "Cell",
    "Change",
    "Figure",
    "Hidden",
    "Plan",
    "Published",
    "Release",
    "Shape",
    "Shown",
    "TooMany",
    "Why",
    "band_words",
    "change",
    "derivable",
    "explain",
    "floor",
    "free_text",
    "plan",
    "promise",
    "release",
    "shape",
]
