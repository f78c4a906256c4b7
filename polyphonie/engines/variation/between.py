"""Two people of each pair answered the same question: what a cohort's gaps say, and what raters of a team share.

One cohort gives a mean gap, its interval and an exact chance; nothing else (twelve pairs show no correlation under 0.73).
Agreement is for teams and for research: in a pair it says no more than the gap itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev, variance

Words = tuple[str, str]


@dataclass(frozen=True)
class Gaps:
    """`by_chance`: how often gaps at least so wide on average come of flipping their signs by lot. Exact."""

    mean: float
    spread: float
    t: float
    t_chance: float
    by_chance: float
    low: float
    high: float
    more: int
    same: int
    less: int


def gaps(first: Sequence[int], second: Sequence[int]) -> Gaps:
    """First less second, pair by pair, with the 95 % interval of the mean. Raises `ValueError` under two pairs."""
    from scipy.stats import t as student

    away = [a - b for a, b in zip(first, second, strict=True)]
    if len(away) < 2:
        raise ValueError("at least two pairs are needed")
    mean, spread = fmean(away), stdev(away)
    error = spread / sqrt(len(away))
    t = mean / error if error else 0.0
    reach = float(student.ppf(0.975, len(away) - 1)) * error
    return Gaps(
        mean,
        spread,
        t,
        float(2 * student.sf(abs(t), len(away) - 1)),
        flips(away),
        mean - reach,
        mean + reach,
        sum(gap > 0 for gap in away),
        sum(gap == 0 for gap in away),
        sum(gap < 0 for gap in away),
    )


def flips(away: Sequence[int]) -> float:
    """The part of all 2^n ways of flipping signs whose sum is at least as far from nought. Counted, not drawn."""
    sums = {0: 1}
    for gap in away:
        after: dict[int, int] = {}
        for total, ways in sums.items():
            for signed in (gap, -gap):
                after[total + signed] = after.get(total + signed, 0) + ways
        sums = after
    far = abs(sum(away))
    return sum(ways for total, ways in sums.items() if abs(total) >= far) / 2 ** len(away)


def explain_gaps(found: Gaps) -> Words:
    count = found.more + found.same + found.less
    return (
        f"Sur {count} binômes, la première personne dit plus que la seconde dans {found.more},"
        f" autant dans {found.same}, moins dans {found.less}.",
        f"Of {count} pairs, the first person says more than the second in {found.more},"
        f" as much in {found.same}, less in {found.less}.",
    )


def agreement(ratings: Sequence[Sequence[int]], *, choices: int = 5) -> tuple[float, float]:
    """(r_wg(J), AD) of raters by items: agreement beside an even spread over the choices, and the mean deviation."""
    items = list(zip(*ratings, strict=True))
    share = fmean(variance(item) for item in items) / ((choices**2 - 1) / 12)
    deviation = fmean(fmean(abs(value - fmean(item)) for value in item) for item in items)
    return len(items) * (1 - share) / (len(items) * (1 - share) + share), deviation


def likeness(groups: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """(MSB, MSW, ICC(1), ICC(2)) of groups of one size. Of one cohort it means nothing: keep it for fifty pairs and more."""
    size, whole = len(groups[0]), fmean(value for group in groups for value in group)
    if any(len(group) != size for group in groups):
        raise ValueError("groups have one size")
    between = size * sum((fmean(group) - whole) ** 2 for group in groups) / (len(groups) - 1)
    within = fmean(variance(group) for group in groups)
    return (
        between,
        within,
        (between - within) / (between + (size - 1) * within),
        (between - within) / between,
    )
