"""What two people answer at a pulse, and what is computed of it. Pure.

Nothing here is a measure of somebody: a composite and a balance feed the watch for change (`engines/variation`), and are shown to
nobody but, of one's own answers, to oneself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

Marks = Mapping[str, int]  # question → 1 to 5; a question left out is not there
RELATION = ("but", "parole", "savoirs", "facon", "confiance")
LOAD = "tenable"
DECIDES = "decide"
ITEMS = (*RELATION, LOAD, DECIDES)
SPEAKING = "parole"
MOST_MISSING = 1
GAP = 2


def composite(marks: Marks) -> float | None:
    """The mean of the five questions on the relation, where four at least were answered. The load is not part of it."""
    given = [marks[item] for item in RELATION if item in marks]
    return fmean(given) if len(given) >= len(RELATION) - MOST_MISSING else None


def share(mark: int) -> float:
    """Who decides, from 0 (almost always the other) to 1 (almost always me)."""
    return (mark - 1) / 4


def balance(first: Marks, second: Marks) -> float | None:
    """0: the second decides; 0.5: both as much; 1: the first decides. None where one of the two did not say."""
    if DECIDES not in first or DECIDES not in second:
        return None
    return (share(first[DECIDES]) + 1 - share(second[DECIDES])) / 2


def claim(first: Marks, second: Marks) -> float | None:
    """0: their accounts agree; above, both say “me”; below, both say “the other”: nobody owns what is decided."""
    if DECIDES not in first or DECIDES not in second:
        return None
    return share(first[DECIDES]) + share(second[DECIDES]) - 1


def apart(first: Marks, second: Marks) -> dict[str, int] | None:
    """How far from one another two accounts of one pulse are: of the relation, in twentieths of a point of its mean; of who
    decides, in steps away from equal shares. None where one of the two left too much out."""
    means = composite(first), composite(second)
    if means[0] is None or means[1] is None or DECIDES not in first or DECIDES not in second:
        return None
    return {
        "relation": abs(round(20 * (means[0] - means[1]))),
        DECIDES: abs(first[DECIDES] - second[DECIDES]),
    }


def lasting_gaps(mine: Sequence[Marks | None], theirs: Sequence[Marks | None]) -> tuple[str, ...]:
    """The questions on which two people are two points apart or more, at this pulse and the one before, both opened.

    One gap, once, is mostly chance. Who decides is left out: there, to answer alike is to disagree.
    """
    last = list(zip(mine, theirs, strict=True))[-2:]
    if len(last) < 2:
        return ()
    return tuple(item for item in (*RELATION, LOAD) if all(_apart(item, *two) for two in last))


def _apart(item: str, mine: Marks | None, theirs: Marks | None) -> bool:
    if not mine or not theirs or item not in mine or item not in theirs:
        return False
    return abs(mine[item] - theirs[item]) >= GAP
