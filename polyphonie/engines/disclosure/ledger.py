"""The audit: may these figures stand beside each other, and beside all that was told before of overlapping people?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from polyphonie.engines.disclosure.algebra import TooMany, derivable
from polyphonie.engines.disclosure.cells import Published
from polyphonie.engines.disclosure.reasons import Why
from polyphonie.engines.disclosure.worlds import exposes


def audit(figures: Sequence[Published], *, k: int, insiders: int) -> Why | None:
    """What is wrong with the figures together; None when nothing is. It never looks at an answer."""
    groups = list(dict.fromkeys(figure.people for figure in figures))
    try:
        if derivable(groups, k=k):
            return Why.SUBTRACTION
    except TooMany:
        return Why.TANGLED
    if any(not one.isdisjoint(other) and len(one ^ other) < k for one, other in combinations(groups, 2)):
        return Why.CLOSE
    exposed = exposes([(figure.people, figure.starts) for figure in figures], insiders=insiders)
    return Why.TANGLED if exposed is None else Why.INSIDER if exposed else None


def quarrel(figures: Sequence[Published], *, k: int, insiders: int) -> tuple[Why, list[Published]] | None:
    """What is wrong, with figures none of which can be taken away without ending it."""
    why = audit(figures, k=k, insiders=insiders)
    if why is None:
        return None
    kept = list(figures)
    for figure in figures:
        fewer = [one for one in kept if one is not figure]
        if fewer and (still := audit(fewer, k=k, insiders=insiders)):
            kept, why = fewer, still
    return why, kept
