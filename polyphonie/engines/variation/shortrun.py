"""The pulses of a cohort: short series that lend each other their spread, and keep the centre of their beginning.

For pulse t, history only: one variance for all, from the moves of all series; each series' centre is the mean of its
first four, drawn towards the cohort's by as much as four pulses leave unsure; what comes after is smoothed. A missing
pulse (None) is skipped and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean, variance

BASE = 4
LEAST_SERIES = 6
WEIGHT = 0.3
WIDTH = 3.5
WIDER = 4.0
LONG_FROM = 16
LEANING = 0.10

Series = Sequence[float | None]


@dataclass(frozen=True)
class Watch:
    """One series at one pulse. `alarm`: +1 above, -1 below, 0 none."""

    series: int
    pulse: int
    centre: float
    smoothed: float
    reach: float

    @property
    def alarm(self) -> int:
        away = self.smoothed - self.centre
        return 0 if abs(away) <= self.reach else 1 if away > 0 else -1


@dataclass(frozen=True)
class Pooled:
    """What the cohort knows at a pulse: the common variance, its mean, how far each series keeps its own centre."""

    variance: float
    mean: float
    own: float


def pooled(cohort: Sequence[Series], pulse: int) -> Pooled:
    """From the pulses before this one. Raises `ValueError` when fewer than six series have four of them."""
    before = [_given(series[:pulse]) for series in cohort]
    begun = [fmean(given[:BASE]) for given in before if len(given) >= BASE]
    if len(begun) < LEAST_SERIES:
        raise ValueError(f"at least {LEAST_SERIES} series of {BASE} pulses are needed")
    moves = [(b - a) ** 2 for given in before for a, b in pairwise(given)]
    spread = sum(moves) / (2 * len(moves))
    between = max(variance(begun) - spread / BASE, 0.0)
    own = between / (between + spread / BASE) if between else 0.0
    return Pooled(spread, fmean(begun), own)


def watch(
    cohort: Sequence[Series], pulse: int, *, weight: float = WEIGHT, width: float = WIDTH
) -> list[Watch]:
    """Every series that has a beginning, at pulse `pulse` (from 0; at least the fifth)."""
    known = pooled(cohort, pulse)
    found = []
    for at, series in enumerate(cohort):
        given = _given(series[: pulse + 1])
        if len(_given(series[:pulse])) < BASE or series[pulse] is None:
            continue
        centre = known.mean + known.own * (fmean(given[:BASE]) - known.mean)
        held = centre
        for value in given[BASE:]:
            held = weight * value + (1 - weight) * held
        reach = width * sqrt(_variance(known, len(given) - BASE, weight))
        found.append(Watch(at, pulse, centre, held, reach))
    return found


def _variance(known: Pooled, steps: int, weight: float) -> float:
    """Of a smoothed value less its centre: what is smoothed, and what the centre leaves unsure."""
    forgotten = (1 - weight) ** steps
    smoothing = known.variance * weight / (2 - weight) * (1 - forgotten**2)
    return smoothing + (1 - forgotten) ** 2 * known.own * known.variance / BASE


def alarms(cohort: Sequence[Series], *, weight: float = WEIGHT, width: float | None = None) -> list[Watch]:
    """Every alarm of a cohort, pulse after pulse, as it would have rung at the time.

    Without `width`: 3.5, and 4 at a pulse where the cohort is past sixteen pulses or its pulses lean on each other.
    """
    longest = max(map(len, cohort), default=0)
    level = [[*series, *[None] * (longest - len(series))] for series in cohort]
    rung = []
    for pulse in range(BASE, longest):
        if begun(level, pulse) < LEAST_SERIES:
            continue
        chosen = width_at(level, pulse) if width is None else width
        rung += [one for one in watch(level, pulse, weight=weight, width=chosen) if one.alarm]
    return rung


def begun(cohort: Sequence[Series], pulse: int) -> int:
    """How many series have four pulses before this one."""
    return sum(len(_given(series[:pulse])) >= BASE for series in cohort)


def width_at(cohort: Sequence[Series], pulse: int) -> float:
    long = pulse + 1 > LONG_FROM
    return WIDER if long or leaning([series[: pulse + 1] for series in cohort]) > LEANING else WIDTH


def leaning(cohort: Sequence[Series]) -> float:
    """How much a pulse resembles the one before, over all series: the pooled correlation at lag one."""
    products, squares = 0.0, 0.0
    for series in cohort:
        given = _given(series)
        mean = fmean(given) if given else 0.0
        away = [value - mean for value in given]
        products += sum(a * b for a, b in pairwise(away))
        squares += sum(value**2 for value in away)
    return products / squares if squares else 0.0


def _given(series: Series) -> list[float]:
    return [value for value in series if value is not None]
