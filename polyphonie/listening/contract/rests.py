"""How long a sentence rests between two waves. Pure.

Nearly the same people, asked the same again too soon: the difference of two figures would speak for those few.
"""

from __future__ import annotations

from datetime import timedelta

REST = timedelta(days=7)  # between two waves of a circle
# Where one to four people came or left meanwhile; where other people were asked, some of them the same.
NEAR = timedelta(days=28)
FEW = range(1, 5)
# A séance that comes back every four weeks, at the same hour, is not nearer than that.
LATELY = NEAR - timedelta(hours=12)
