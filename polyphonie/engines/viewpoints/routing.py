"""Which statement to show next: new ones, those that tell people apart, those that gather agreement.

Source: Polis, `comment-priority`. A statement never seen has a high priority, which fades as votes come.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.votes import Floats, Mask, Tally

# What tells people apart by who they are, rather than by what they think, keeps one priority.
ABOUT_ONESELF = 49.0


def importance(tally: Tally, extremity: Any) -> Floats:
    """How much one more vote on it would tell."""
    seen = tally.seen + 2.0
    passed = (tally.neither + 1) / seen
    return np.asarray((1 - passed) * (np.asarray(extremity) + 1) * (tally.agree + 1) / seen)


def priorities(tally: Tally, extremity: Any, *, about_oneself: Mask | None = None) -> Floats:
    """(statements,): the weight with which each is drawn. `extremity`: how far it pulls in the plane."""
    weight = (importance(tally, extremity) * (1 + 8 * 2.0 ** (-tally.seen / 5))) ** 2
    return weight if about_oneself is None else np.where(about_oneself, ABOUT_ONESELF, weight)


def next_statement(weight: Floats, unseen: NDArray[Any], *, seed: int) -> int | None:
    """The place of one statement among those where `unseen` is true, drawn by weight. None when all were seen."""
    left = np.where(unseen, weight, 0.0)
    if not left.sum() > 0:
        return None
    return int(np.random.default_rng(seed).choice(len(left), p=left / left.sum()))
