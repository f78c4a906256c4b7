"""How often an alarm rings for nothing: figures from seeded simulations of series in which nothing changes.

Each is the part of 4,000 stable, independent series of that length with at least one sign (standard error at most 0.8 %;
shares: 40 answers, seven in ten). `tests/engines/test_variation_rates.py` finds them again. Whole grades, and series that
lean on their past, ring up to three times as often.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import prod

STABLE: dict[str, dict[int, float]] = {
    "xmr": {
        6: 0.021, 8: 0.033, 12: 0.071, 16: 0.103, 20: 0.152, 26: 0.208, 40: 0.311, 60: 0.470, 100: 0.672,
    },
    "xmr fixed": {13: 0.090, 16: 0.157, 20: 0.260, 26: 0.352, 40: 0.533, 60: 0.671, 100: 0.824},
    "p": {
        6: 0.008, 8: 0.010, 12: 0.035, 16: 0.074, 20: 0.107, 26: 0.168, 40: 0.300, 60: 0.466, 100: 0.672,
    },
    "ewma": {13: 0.012, 16: 0.039, 20: 0.074, 26: 0.117, 40: 0.183, 60: 0.234, 100: 0.317},
}  # fmt: skip

# The pooled watch, for each series of a cohort of twelve: independent pulses, and pulses that lean on the last (0.3).
POOLED: dict[float, dict[int, tuple[float, float]]] = {
    3.5: {12: (0.010, 0.025), 26: (0.020, 0.081)},
    4.0: {12: (0.004, 0.007), 26: (0.007, 0.035)},
}

# A pair watched by `pairs.moved`, three series, stages and widening included: the part of the pairs of stable cohorts of twelve
# that ring within so many pulses (400 cohorts; standard error at most 0.5 %): independent pulses, and pulses that lean (0.3).
# Spreads on the scale from 1 to 5: between people 0.4, mood 0.45, item 0.6. They are assumed: to be measured again on the first
# real cohort.
OF_PAIRS: dict[int, tuple[float, float]] = {
    6: (0.002, 0.014), 8: (0.010, 0.043), 12: (0.021, 0.083), 16: (0.029, 0.109), 20: (0.031, 0.123), 26: (0.035, 0.140),
}  # fmt: skip


def for_nothing(kind: str, lengths: Iterable[int]) -> float:
    """The chance that one at least of several stretches of these lengths shows a sign."""
    return 1 - prod(1 - _of(STABLE[kind], length) for length in lengths)


def for_nothing_in_cohort(length: int) -> tuple[float, float]:
    """For one series watched with others: (independent pulses, pulses that lean). Past sixteen pulses the watch widens."""
    short, long = (
        [{at: pair[way] for at, pair in POOLED[width].items()} for way in (0, 1)] for width in (3.5, 4.0)
    )
    alone, lean = (
        _of(short[way], min(length, 16)) + (_of(long[way], length) if length > 16 else 0.0) for way in (0, 1)
    )
    return alone, lean


def for_nothing_in_pair(pulses: int) -> tuple[float, float]:
    """The chance that a pair in which nothing changes rings within so many pulses: (independent pulses, pulses that lean)."""
    alone, lean = (_of({at: two[way] for at, two in OF_PAIRS.items()}, pulses) for way in (0, 1))
    return alone, lean


def _of(held: dict[int, float], length: int) -> float:
    """In proportion between the nearest lengths; nearer nought or beyond, the first or the last."""
    lengths = sorted(held)
    at = bisect_left(lengths, length)
    if at == 0 or at == len(lengths):
        return held[lengths[min(at, len(lengths) - 1)]]
    low, high = lengths[at - 1], lengths[at]
    return held[low] + (held[high] - held[low]) * (length - low) / (high - low)
