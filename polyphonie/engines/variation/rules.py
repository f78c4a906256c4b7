"""The four rules by which a point shows something, as the NHS « plot the dots » charts apply them (v0.2.2).

Source: nhs-r-community/NHSRplotthedots, MIT, facts only; cases in `tests/cases/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from polyphonie.engines.variation.charts import Limits, Sign

RUN = 7


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def ends_of_runs(sides: Sequence[int]) -> list[int]:
    """1 where a point and the six before it all lie on one side. On the centre is on no side."""
    return [int(at >= RUN - 1 and abs(sum(sides[at - RUN + 1 : at + 1])) == RUN) for at in range(len(sides))]


def ends_of_trends(values: Sequence[float]) -> list[int]:
    """At each point, +1 (-1) when it ends seven that always rise (fall); an equal neighbour breaks it."""
    steps = [0, *(sign(b - a) for a, b in pairwise(values))]
    return [
        step if at >= RUN - 1 and step and set(steps[at - RUN + 2 : at + 1]) == {step} else 0
        for at, step in enumerate(steps)
    ]


def members(ends: Sequence[int]) -> list[int]:
    """1 for each of the seven points that one of these ends."""
    return [int(any(ends[at : at + RUN])) for at in range(len(ends))]


def two_of_three(close: Sequence[int], sides: Sequence[int]) -> list[int]:
    """1 for each of three neighbours, all on one side, two of them near the limit."""
    found = [0] * len(close)
    for at in range(len(close) - 2):
        if abs(sum(sides[at : at + 3])) == 3 and sum(close[at : at + 3]) >= 2:
            found[at : at + 3] = [1, 1, 1]
    return found


def flagged_two_of_three(close: Sequence[int], sides: Sequence[int]) -> list[int]:
    """Of those, the ones that are near."""
    return [int(both and near) for both, near in zip(two_of_three(close, sides), close, strict=True)]


def sides(values: Sequence[float], limits: Sequence[Limits]) -> list[int]:
    return [sign(value - limit.centre) for value, limit in zip(values, limits, strict=True)]


def outside(value: float, limits: Limits) -> int:
    """+1 above the upper limit, -1 under the lower; on a limit is inside."""
    above = limits.upper is not None and value > limits.upper
    return int(above) - int(limits.lower is not None and value < limits.lower)


def close(value: float, limits: Limits) -> int:
    if outside(value, limits) or limits.near_lower is None or limits.near_upper is None:
        return 0
    return int(value < limits.near_lower or value > limits.near_upper)


def read(values: Sequence[float], limits: Sequence[Limits]) -> list[tuple[Sign, int]]:
    """What each point of one part shows, and on which side."""
    around = sides(values, limits)
    beyond = [outside(value, limit) for value, limit in zip(values, limits, strict=True)]
    near = [close(value, limit) for value, limit in zip(values, limits, strict=True)]
    trends, shifts = members(ends_of_trends(values)), members(ends_of_runs(around))
    pairs = flagged_two_of_three(near, around)
    return [
        (Sign.OUTSIDE, beyond[at]) if beyond[at]
        else (Sign.TREND, _heading(values, trends, at)) if trends[at]
        else (Sign.NEAR, around[at]) if pairs[at]
        else (Sign.SHIFT, around[at]) if shifts[at]
        else (Sign.CALM, 0)
        for at in range(len(values))
    ]  # fmt: skip


def _heading(values: Sequence[float], trends: Sequence[int], at: int) -> int:
    """Towards the next point while the trend goes on, else from the one before."""
    goes_on = at + 1 < len(values) and trends[at + 1]
    return sign(values[at + 1] - values[at]) if goes_on else sign(values[at] - values[at - 1])
