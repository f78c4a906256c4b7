"""Run chart with the Anhøj rules: is a run too long, or are there too few crossings of the median?

Facts from qicharts2 0.8.1 (definitions only) and Anhøj & Wentzel-Larsen; bounds and probabilities in `tests/cases/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from math import comb, log2
from statistics import median

from polyphonie.engines.variation.charts import Better, Chart, Kind, Limits, Point, Rebase, Runs, parts
from polyphonie.engines.variation.few import RUNS_FROM
from polyphonie.engines.variation.rules import sign


def longest_expected(useful: int) -> int:
    """The longest run that is still ordinary."""
    return round(log2(useful)) + 3 if useful else 0


def crossings_expected(useful: int) -> int:
    """The fewest crossings that are still ordinary: the 5th percentile of heads in `useful` - 1 throws. Exact."""
    throws, reached = max(useful - 1, 0), 0
    for heads in range(throws + 1):
        reached += comb(throws, heads)
        if 20 * reached >= 2**throws:
            return heads
    return throws


def runs(values: Sequence[float], centres: Sequence[float]) -> Runs:
    """How values sit around the centre; those exactly on it are left out."""
    around = [side for value, centre in zip(values, centres, strict=True) if (side := sign(value - centre))]
    longest = max((len(list(run)) for _, run in groupby(around)), default=0)
    crossings = sum(a != b for a, b in pairwise(around))
    useful = len(around)
    return Runs(useful, longest, longest_expected(useful), crossings, crossings_expected(useful))


@cache
def chance_of_a_signal(useful: int) -> float:
    """How often independent values around a fixed centre show a signal for nothing. Exact, by counting the series."""
    if useful < 1:
        return 0.0
    longest, fewest = longest_expected(useful), crossings_expected(useful)
    # (length of the run under way, crossings so far) → number of series; every run is at most `longest`.
    calm = {(1, 0): 2}
    for _ in range(useful - 1):
        after: dict[tuple[int, int], int] = {}
        for (run, crossed), series in calm.items():
            after[1, crossed + 1] = after.get((1, crossed + 1), 0) + series
            if run < longest:
                after[run + 1, crossed] = after.get((run + 1, crossed), 0) + series
        calm = after
    return 1 - sum(n for (_, crossed), n in calm.items() if crossed >= fewest) / 2**useful


def run_chart(
    values: Sequence[float],
    *,
    labels: Sequence[str] = (),
    title: str = "",
    rebases: Sequence[Rebase] = (),
    better: Better = Better.NEITHER,
) -> Chart:
    """Values around the median of their part. Under ten useful points no signal is told."""
    named = list(labels) or [str(at + 1) for at in range(len(values))]
    points, found = list[Point](), list[Runs]()
    for part in parts(len(values), tuple(rebases)):
        mine = [values[at] for at in part]
        centre = median(mine)
        found.append(runs(mine, [centre] * len(mine)))
        points += [Point(named[at], values[at], values[at], Limits(centre)) for at in part]
    told = tuple(one for one in found if one.useful >= RUNS_FROM)
    chance = None
    if len(told) == len(found):
        calm = 1.0
        for one in told:
            calm *= 1 - chance_of_a_signal(one.useful)
        chance = 1 - calm
    return Chart(Kind.RUN, tuple(points), title, tuple(rebases), better, told, chance)
