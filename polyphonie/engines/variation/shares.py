"""How evenly something is shared among people: the time each spoke, the turns each took. Two numbers and a ratio, without names.

Amounts are what each person present had, in any unit, nought for whoever had none. Evenness is Shannon's entropy over the
largest there could be; concentration is Gini's index times n/(n-1), so that one who has everything is at 1 in a group of any
size. In a pair, evenness hides much (60 and 40 give 0.97): show the shares themselves, and follow concentration over time.
Neither has a threshold.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log


def evenness(amounts: Sequence[float]) -> float | None:
    """1 where all have the same, 0 where one has everything. None of fewer than two people, or where nobody has anything."""
    shares = _shares(amounts)
    return -sum(p * log(p) for p in shares if p) / log(len(shares)) if shares else None


def concentration(amounts: Sequence[float]) -> float | None:
    """0 where all have the same, 1 where one has everything: half the mean difference between two people, over the mean.
    None as above."""
    shares = sorted(_shares(amounts))
    n = len(shares)
    return sum((2 * at - n - 1) * p for at, p in enumerate(shares, start=1)) / (n - 1) if shares else None


def fair_share(amounts: Sequence[float], some: Collection[int]) -> float | None:
    """What some of them (their places in `amounts`) have, over their part of the people: 1 is a fair share, 2 is twice as much.
    None as above, or where `some` are nobody."""
    shares, here = _shares(amounts), set(some)
    return sum(shares[at] for at in here) * len(shares) / len(here) if shares and here else None


def _shares(amounts: Sequence[float]) -> list[float]:
    if any(amount < 0 for amount in amounts):
        raise ValueError("nobody has less than nothing")
    whole = sum(amounts)
    return [amount / whole for amount in amounts] if len(amounts) > 1 and whole > 0 else []
