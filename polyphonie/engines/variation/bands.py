"""Shares that were told in a few broad bands, over time: on which side of a line between two bands each one lies.

Around their median such series cannot be read: most points are on it, and where the median is an outer band all the others are on
one side, which the rules of a run chart take for a change (in up to 43 series of 100 where nothing changes). Here the line lies *between* two
bands, so that no point is on it; it is drawn where it parts the points most evenly, whatever their order. If nothing changes, every
order of the same points is as likely: how long a run and how few crossings are ordinary is counted over all of them (Wald and
Wolfowitz 1940), each at 25 in 1,000 at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import comb, prod

from polyphonie.engines.variation.charts import Rebase, Runs, parts
from polyphonie.engines.variation.few import RUNS_FROM

RARE = (1, 40)  # each of the two rules: a bound so rarely passed, where nothing changes
Words = tuple[str, str]


@dataclass(frozen=True)
class Telling:
    """One time: in which band, from 0; None where it is not drawn. `words`: what was told, or why nothing was."""

    label: str
    band: int | None
    words: str


@dataclass(frozen=True)
class Stretch:
    """What lies between two new starts. `line`: the band that begins just above it; None where there is nothing to part.
    `runs`: None where nothing can be said of a change. `for_nothing`: how often such points, in any order, would show one."""

    places: range
    line: int | None
    runs: Runs | None
    for_nothing: float | None


@dataclass(frozen=True)
class Banded:
    """A series told in bands. `names`: of each band, from low to high."""

    title: str
    names: tuple[str, ...]
    tellings: tuple[Telling, ...]
    starts: tuple[Rebase, ...]
    stretches: tuple[Stretch, ...]

    @property
    def drawn(self) -> int:
        return sum(each.band is not None for each in self.tellings)

    @property
    def shows(self) -> bool:
        return any(stretch.runs is not None and stretch.runs.signal for stretch in self.stretches)

    @property
    def for_nothing(self) -> float | None:
        """How often one at least of its stretches shows something for nothing; None where none can."""
        told = [stretch.for_nothing for stretch in self.stretches if stretch.for_nothing is not None]
        return 1 - prod(1 - chance for chance in told) if told else None


def banded(
    tellings: Sequence[Telling], names: Sequence[str], *, title: str = "", starts: Sequence[Rebase] = ()
) -> Banded:
    """The series, read stretch by stretch. Under ten points drawn in a stretch, nothing is said of a change.

    Raises `ValueError` for a band without a name, or a new start outside the series.
    """
    if any(each.band is not None and not 0 <= each.band < len(names) for each in tellings):
        raise ValueError("every band has a name")
    between = parts(len(tellings), tuple(starts)) if tellings else []
    stretches = tuple(_stretch(places, tellings, len(names)) for places in between)
    return Banded(title, tuple(names), tuple(tellings), tuple(starts), stretches)


def _stretch(places: range, tellings: Sequence[Telling], many: int) -> Stretch:
    bands = [band for at in places if (band := tellings[at].band) is not None]
    line = _line(bands, many)
    if line is None or len(bands) < RUNS_FROM:
        return Stretch(places, None, None, None)
    found = runs_across([band >= line for band in bands])
    if found is None:
        return Stretch(places, line, None, None)
    high = sum(band >= line for band in bands)
    return Stretch(places, line, found, chance_across(high, len(bands) - high))


def _line(bands: Sequence[int], many: int) -> int | None:
    """Where the points are parted most evenly, the lowest of equals; None when all are in one band."""
    fewest = {at: min(high := sum(band >= at for band in bands), len(bands) - high) for at in range(1, many)}
    best = max(fewest, key=lambda at: (fewest[at], -at), default=None)
    return best if best is not None and fewest[best] else None


def runs_across(high: Sequence[bool]) -> Runs | None:
    """How points on two sides follow each other; None where no order of them would be rare enough to say anything."""
    above = sum(high)
    most, fewest = bounds_across(above, len(high) - above)
    if chance_across(above, len(high) - above) == 0:
        return None
    longest = max(len(list(run)) for _, run in groupby(high))
    return Runs(len(high), longest, most, sum(a != b for a, b in pairwise(high)), fewest)


@cache
def bounds_across(above: int, below: int) -> tuple[int, int]:
    """The longest run and the fewest crossings that are still ordinary, over every order of so many points on two sides."""
    every, points = comb(above + below, above), above + below
    rare, of = RARE
    most = next(r for r in range(1, points + 1) if of * (every - _orders(above, below, r, 0)) <= rare * every)
    fewest = max(c for c in range(points) if of * (every - _orders(above, below, points, c)) <= rare * every)
    return most, fewest


@cache
def chance_across(above: int, below: int) -> float:
    """How many of all orders show something: exact, one in twenty at most."""
    calm = _orders(above, below, *bounds_across(above, below))
    return 1 - calm / comb(above + below, above)


def _orders(above: int, below: int, most: int, fewest: int) -> int:
    """How many orders have no run longer than `most`, and at least `fewest` crossings."""
    found = 0
    for runs in range(fewest + 1, above + below + 1):
        half, more = runs // 2, runs - runs // 2
        found += _runs_of(above, more, most) * _runs_of(below, half, most)
        found += _runs_of(above, half, most) * _runs_of(below, more, most)
    return found


@cache
def _runs_of(points: int, runs: int, most: int) -> int:
    """In how many ways so many points make so many runs, none longer than `most`."""
    if runs == 0:
        return int(points == 0)
    left = ((gone, points - gone * most) for gone in range(runs + 1))
    return sum((-1) ** gone * comb(runs, gone) * comb(rest - 1, runs - 1) for gone, rest in left if rest > 0)
