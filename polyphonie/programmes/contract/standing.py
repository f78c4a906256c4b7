"""What stands of applications, by numbers and moments alone: what a restored copy must not bring back to life. Pure.

Needs, answers and agreements are rows that go when they are taken back: what is no longer among those that stand, of an
application that is known, was taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Known = tuple[int, datetime]  # an application, and when it was begun: numbers come again in another house


@dataclass(frozen=True)
class Standing:
    """`agreements`: the two, and which of the three wrote (0 for the coordination). `withheld`: applications whose need is kept off
    the page."""

    known: frozenset[Known] = frozenset()
    withdrawn: frozenset[Known] = frozenset()
    needs: frozenset[tuple[int, datetime]] = frozenset()
    answering: frozenset[int] = frozenset()
    agreements: frozenset[tuple[int, int, int]] = frozenset()
    withheld: frozenset[int] = frozenset()
