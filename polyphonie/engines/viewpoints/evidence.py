"""How sure a count is: smoothed shares, two z-tests, a lower bound.

Source: Small et al., « Polis: Scaling deliberation by mapping high dimensional opinion spaces », 2021, and the
published figures of its software; the lower bound is ours.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from polyphonie.engines.viewpoints.votes import Floats

# One side of a normal law, 90 %.
SURE = 1.2815515655446004


def smoothed(part: Any, whole: Any) -> Floats:
    """The share `part / whole`, pulled towards one half by one vote on each side: in ]0, 1[."""
    return (np.asarray(part) + 1.0) / (np.asarray(whole) + 2.0)


def against_half(part: Any, whole: Any) -> Floats:
    """z of a share against one half, one vote added."""
    part, whole = np.asarray(part) + 1.0, np.asarray(whole) + 1.0
    return 2 * np.sqrt(whole) * (part / whole - 0.5)


def against_rest(part: Any, rest: Any, whole: Any, rest_whole: Any) -> Floats:
    """z of a share inside against the share outside, one vote added to each count; 0 when everybody said it."""
    inside, outside = np.asarray(part) + 1.0, np.asarray(rest) + 1.0
    n, m = np.asarray(whole) + 1.0, np.asarray(rest_whole) + 1.0
    both = (inside + outside) / (n + m)
    spread = np.sqrt(both * (1 - both) * (1 / n + 1 / m))
    return np.divide(inside / n - outside / m, spread, out=np.zeros_like(spread), where=spread > 0)


def floor(part: Any, whole: Any) -> Floats:
    """The share is at least this with 90 % credibility: 10th percentile of Beta(part + 1, whole − part + 1)."""
    from scipy.special import betaincinv

    part, whole = np.asarray(part), np.asarray(whole)
    return np.asarray(betaincinv(part + 1.0, whole - part + 1.0, 0.1))
