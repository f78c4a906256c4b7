"""Charts of shares (p), of counts for a size (u) and of times between rare events (t). Limits are three standard errors.

Source of the facts: Montgomery, Introduction to Statistical Quality Control; figures of qicharts2 in `tests/cases/`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import sqrt

from polyphonie.engines.variation.charts import Better, Chart, Kind, Limits, Point, Rebase, parts
from polyphonie.engines.variation.few import TRIAL_FROM
from polyphonie.engines.variation.rules import read
from polyphonie.engines.variation.singles import MOVE_TO_SIGMA, mean_move, trust

POWER = 3.6  # makes times between rare events nearly normal


def share_limits(
    counts: Sequence[float], sizes: Sequence[float], left_out: Collection[int] = ()
) -> list[Limits]:
    """Of each count among its size. `left_out`: places that teach nothing of what is expected."""
    return _counted(counts, sizes, left_out, lambda mean, size: sqrt(mean * (1 - mean) / size), 1.0)


def rate_limits(
    counts: Sequence[float], sizes: Sequence[float], left_out: Collection[int] = ()
) -> list[Limits]:
    """Of each count for its size; a size of one each time is a chart of counts."""
    return _counted(counts, sizes, left_out, lambda mean, size: sqrt(mean / size), None)


def _counted(
    counts: Sequence[float],
    sizes: Sequence[float],
    left_out: Collection[int],
    error: Callable[[float, float], float],
    most: float | None,
) -> list[Limits]:
    base = [at for at in range(len(counts)) if at not in left_out]
    mean = sum(counts[at] for at in base) / sum(sizes[at] for at in base)
    return [_around(mean, error(mean, size), most) for size in sizes]


def _around(mean: float, sigma: float, most: float | None) -> Limits:
    def within(value: float) -> float:
        return max(0.0, value if most is None else min(most, value))

    return Limits(mean, *(within(mean + by * sigma) for by in (-3, 3, -2, 2)))


def time_limits(times: Sequence[float]) -> Limits:
    """Of times between events: single-value limits on the times to the power 1/3.6."""
    eased = [time ** (1 / POWER) for time in times]
    mean, sigma = sum(eased) / len(eased), mean_move(eased) / MOVE_TO_SIGMA
    return Limits(*(max(0.0, mean + by * sigma) ** POWER for by in (0, -3, 3, -2, 2)))


def p_chart(
    counts: Sequence[int],
    sizes: Sequence[int],
    *,
    labels: Sequence[str] = (),
    title: str = "",
    rebases: Sequence[Rebase] = (),
    better: Better = Better.NEITHER,
) -> Chart:
    """The share of each time, read by the same rules as single values.

    Raises `ValueError` for a count that its size cannot hold.
    """
    if any(not 0 <= count <= size or size == 0 for count, size in zip(counts, sizes, strict=True)):
        raise ValueError("a count lies between 0 and its size, and a size is at least 1")
    named = list(labels) or [str(at + 1) for at in range(len(counts))]
    points, lengths = list[Point](), list[int]()
    for part in parts(len(counts), tuple(rebases)):
        shares = [counts[at] / sizes[at] for at in part]
        lengths.append(len(shares))
        if len(shares) < TRIAL_FROM:
            points += [Point(named[at], share, share, None) for at, share in zip(part, shares, strict=True)]
            continue
        held = share_limits([counts[at] for at in part], [sizes[at] for at in part])
        points += [
            Point(named[at], share, share, limit, sign, side)
            for at, share, limit, (sign, side) in zip(part, shares, held, read(shares, held), strict=True)
        ]
    trial, chance = trust(lengths, "p")
    return Chart(Kind.P, tuple(points), title, tuple(rebases), better, for_nothing=chance, trial=trial)
