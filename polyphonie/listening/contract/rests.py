"""How long a sentence rests between two waves. Pure.

Nearly the same people, asked the same again too soon: the difference of two figures would speak for those few.
"""

from __future__ import annotations

from datetime import timedelta

REST = timedelta(days=7)  # between two waves of a circle
NEAR = timedelta(
    days=28
)  # where one to four people came or left meanwhile; where other people were asked, some of them the same
FEW = range(1, 5)
LATELY = NEAR - timedelta(
    hours=12
)  # a séance that comes back every four weeks, at the same hour, is not nearer than that
