"""Small changes that last: CUSUM (sums of what is beyond a slack) and EWMA (values smoothed with those before).

Definitions: Montgomery, chapter 9; his table 9.1 is found again from `tests/cases/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from polyphonie.engines.variation.charts import Better, Chart, Kind, Limits, Point, Sign
from polyphonie.engines.variation.few import LOCKED_FROM
from polyphonie.engines.variation.frequency import for_nothing
from polyphonie.engines.variation.rules import outside
from polyphonie.engines.variation.singles import mean_move

MOVE_TO_SIGMA = 1.128
WEIGHT = 0.3
WIDTH = 3.5


@dataclass(frozen=True)
class Cusum:
    """Sums above and below, how long each has been running, and where one is beyond `height`."""

    above: tuple[float, ...]
    below: tuple[float, ...]
    since_above: tuple[int, ...]
    since_below: tuple[int, ...]
    signals: tuple[int, ...]


def cusum(values: Sequence[float], *, centre: float, slack: float, height: float) -> Cusum:
    """`slack` is half the change looked for, `height` four or five standard deviations, all in the units of the values."""
    above, since_above = _sums([value - centre - slack for value in values])
    below, since_below = _sums([centre - slack - value for value in values])
    signals = tuple(at for at in range(len(values)) if above[at] > height or below[at] > height)
    return Cusum(above, below, since_above, since_below, signals)


def _sums(steps: Sequence[float]) -> tuple[tuple[float, ...], tuple[int, ...]]:
    sums, since = [0.0], [0]
    for step in steps:
        held = max(0.0, sums[-1] + step)
        sums.append(held)
        since.append(since[-1] + 1 if held else 0)
    return tuple(sums[1:]), tuple(since[1:])


def smoothed(values: Sequence[float], *, centre: float, weight: float = WEIGHT) -> list[float]:
    made = [centre]
    for value in values:
        made.append(weight * value + (1 - weight) * made[-1])
    return made[1:]


def smoothed_limits(
    length: int, *, centre: float, sigma: float, weight: float = WEIGHT, width: float = WIDTH
) -> list[Limits]:
    made = []
    for at in range(1, length + 1):
        reach = width * sigma * sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * at)))
        made.append(Limits(centre, centre - reach, centre + reach))
    return made


def ewma(
    values: Sequence[float], *, centre: float, sigma: float, weight: float = WEIGHT, width: float = WIDTH
) -> list[tuple[float, Limits, Sign, int]]:
    """For each value: smoothed, its limits, what it shows and on which side. The centre and sigma are known."""
    held = smoothed_limits(len(values), centre=centre, sigma=sigma, weight=weight, width=width)
    made = smoothed(values, centre=centre, weight=weight)
    sides = [outside(value, limits) for value, limits in zip(made, held, strict=True)]
    return [
        (value, limits, Sign.DRIFT if side else Sign.CALM, side)
        for value, limits, side in zip(made, held, sides, strict=True)
    ]


def ewma_chart(
    values: Sequence[float],
    *,
    labels: Sequence[str] = (),
    title: str = "",
    better: Better = Better.NEITHER,
) -> Chart:
    """One long series: what is expected is learnt from the first twelve and never again; the others are watched.

    Raises `ValueError` under thirteen values: there would be nothing to watch.
    """
    if len(values) <= LOCKED_FROM:
        raise ValueError(f"more than {LOCKED_FROM} values are needed")
    named = list(labels) or [str(at + 1) for at in range(len(values))]
    base = values[:LOCKED_FROM]
    centre, sigma = sum(base) / len(base), mean_move(base) / MOVE_TO_SIGMA
    points = [Point(name, value, value, None) for name, value in zip(named, base, strict=False)]
    for at, (drawn, held, sign, side) in enumerate(
        ewma(values[LOCKED_FROM:], centre=centre, sigma=sigma), start=LOCKED_FROM
    ):
        points.append(Point(named[at], values[at], drawn, held, sign, side))
    return Chart(
        Kind.EWMA, tuple(points), title, better=better, for_nothing=for_nothing("ewma", [len(values)])
    )
