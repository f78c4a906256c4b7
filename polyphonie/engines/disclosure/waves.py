"""From one wave to the next: whether a change may be told."""

from __future__ import annotations

from enum import StrEnum

from polyphonie.engines.disclosure.cells import People
from polyphonie.engines.disclosure.planning import K
from polyphonie.engines.disclosure.releasing import Figure


class Change(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"
    HIDDEN = "hidden"  # a few came or left: the change would be theirs
    OTHER_BANDS = "other_bands"  # told more or less finely than before: nothing to compare
    UNKNOWN = "unknown"  # nobody can say who came or left


def change(before: Figure, after: Figure, was: People | None, now: People | None, *, k: int = K) -> Change:
    """How a figure moved. `was`, `now`: who could have answered, None when it is not known: then nothing is compared.

    When one to k-1 people came or left, no change is told.
    """
    if was is None or now is None:
        return Change.UNKNOWN
    if 1 <= len(was ^ now) < k:
        return Change.HIDDEN
    if before.shape != after.shape:
        return Change.OTHER_BANDS
    moved = after.band - before.band
    return Change.UP if moved > 0 else Change.DOWN if moved else Change.SAME
