"""Every answer of a small ground, one after another; and the proof read again without the house's own code."""

from __future__ import annotations

from itertools import permutations

import numpy as np


def best_of_all(quality: np.ndarray) -> tuple[int, int, list[int]]:
    """The most pairs; among those answers the largest total; and the sorted qualities whose worst is best, then the next.

    Any answer is what some order of the columns allows, or less than it.
    """
    size = max(quality.shape)
    square = np.full((size, size), -1)
    square[: quality.shape[0], : quality.shape[1]] = quality
    values = square[np.arange(size), ORDERS[size]]
    most = int((values >= 0).sum(1).max())
    values = np.sort(values[(values >= 0).sum(1) == most], 1)[:, size - most :]
    return most, int(values.sum(1).max()), list(max(map(tuple, values.tolist())))


ORDERS = {size: np.array(list(permutations(range(size)))) for size in range(1, 8)}


def proved(
    quality: list[list[int]], pairs: list[tuple[int, int]], certificate, lucks: list[list[int]]
) -> bool:
    """A few lines that need nothing else: prices in dictionary order."""
    few = min(len(quality), len(quality[0]))
    first, second = [
        list(zip(*(getattr(c, side) or (0,) * size for c in certificate), strict=True))
        for side, size in (("first", len(quality)), ("second", len(quality[0])))
    ]

    def over(i: int, j: int) -> tuple[int, ...]:
        q, drawn = quality[i][j], lucks[i][j]
        costs = {"count": -1, "total": -q * (1023 * few + 1) + drawn, "chance": drawn}
        levels = {"below": lambda level: q < level, "level": lambda level: q == level}
        cost = [levels[c.kind](c.level) if c.kind in levels else costs[c.kind] for c in certificate]
        return tuple(c - u - v for c, u, v in zip(cost, first[i], second[j], strict=True))

    nothing = (0,) * len(certificate)
    alone = [p for at, p in enumerate(first) if at not in {i for i, _ in pairs}]
    alone += [p for at, p in enumerate(second) if at not in {j for _, j in pairs}]
    allowed = [(i, j) for i, row in enumerate(quality) for j, q in enumerate(row) if q >= 0]
    return (
        all(price <= nothing for price in first + second)
        and all(price == nothing for price in alone)
        and all(over(i, j) >= nothing for i, j in allowed)
        and all(over(i, j) == nothing for i, j in pairs)
    )
