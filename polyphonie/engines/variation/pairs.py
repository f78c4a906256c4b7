"""Watching the pairs of a cohort: three series for each, and the pulse at which one of them begins to ring.

The two people of a pair are watched each for themselves, as an average of the two would hide one who falls; and so is who
decides. The series of one side lend each other their spread (`shortrun`); `first` and `second` are those of the two sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyphonie.engines.variation.few import allowed
from polyphonie.engines.variation.shortrun import BASE, LEAST_SERIES, Series, Watch, begun, watch, width_at


@dataclass(frozen=True)
class PairSeries:
    """What a pair answered, pulse after pulse from the first; None for a pulse that was missed."""

    first: Series
    second: Series
    balance: Series


def moved(cohort: Sequence[PairSeries], pulse: int) -> frozenset[int]:
    """The pairs (their places in `cohort`) of which one series rings at this pulse, and did not at its own one before.

    Nobody rings before six pulses of their own, nor where fewer than six series have a beginning (`few`, `shortrun`).
    What goes on ringing is told once: what is known is not said again.
    """
    level = [
        _clipped([getattr(pair, name) for pair in cohort], pulse) for name in ("first", "second", "balance")
    ]
    width = width_at([*level[0], *level[1]], pulse)
    return frozenset(
        one.series
        for series in level
        for one in _ringing(series, pulse, width)
        if not _rang_before(series, one.series, pulse, width)
    )


def _clipped(series: Sequence[Series], pulse: int) -> list[list[float | None]]:
    """As it was known then: nothing after this pulse, and a place for each pulse up to it."""
    return [[*each[: pulse + 1], *[None] * (pulse + 1 - len(each))] for each in series]


def _ringing(series: Sequence[Series], pulse: int, width: float) -> Iterator[Watch]:
    if pulse < BASE or begun(series, pulse) < LEAST_SERIES:
        return
    for one in watch(series, pulse, width=width):
        if one.alarm and allowed(sum(value is not None for value in series[one.series][: pulse + 1])).alarm:
            yield one


def _rang_before(series: Sequence[Series], mine: int, pulse: int, width: float) -> bool:
    given = [at for at in range(pulse) if series[mine][at] is not None]
    return bool(given) and any(one.series == mine for one in _ringing(series, given[-1], width))
