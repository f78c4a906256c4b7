"""What remains possible, one stage after another: the most pairs first, then the least of one cost, then of the next.

After each stage only the edges that some best answer uses remain. With the most pairs, every edge that remains has
exactly one end in a least cover: call that end left. All the left are paired, and so are the right whose price fell
under zero. Prices are whole numbers: no rounding enters the proof.
"""

from __future__ import annotations

from copy import copy

import numpy as np

from polyphonie.engines.pairing import flow
from polyphonie.engines.pairing.flow import Flags
from polyphonie.engines.pairing.ground import Ints


class Stages:
    """`rows` and `columns` name the edges. People are numbered rows first, then columns; so are their prices."""

    def __init__(self, rows: Ints, columns: Ints, height: int, width: int) -> None:
        self.size = height + width
        mate = flow.most(rows, columns, height, width)
        covered = flow.cover(rows, columns, mate, width)
        self.count = -covered.astype(np.int64)  # the prices that prove that no answer has more pairs
        self.many = int(covered.sum())
        columns = columns + height
        self.alive = np.flatnonzero(
            covered[rows] != covered[columns]
        )  # the edges that remain, by their place
        rows, columns = rows[self.alive], columns[self.alive]
        self.left = np.where(covered[rows], rows, columns)
        self.right = np.where(covered[rows], columns, rows)
        paired = np.flatnonzero(mate >= 0)
        self.partner = np.full(self.size, -1, np.int64)
        self.partner[paired], self.partner[mate[paired] + height] = mate[paired] + height, paired
        self.needed = np.zeros(self.size, bool)  # right people without whom no answer is best

    def fork(self) -> Stages:
        """The same stage, to go on from in another way."""
        other = copy(self)
        other.partner, other.needed = self.partner.copy(), self.needed.copy()
        return other

    def at_best(self, quality: Ints) -> int:
        """The least, over all the left, of the best that remains possible for each: no answer is all above it."""
        best = np.full(self.size, -1, np.int64)
        np.maximum.at(best, self.left, quality)
        return int(best[self.left].min()) if len(self.left) else 0

    def enough(self, which: Flags) -> bool:
        """Can all the left still be paired with these edges alone?"""
        found = flow.most(self.left[which], self.right[which], self.size, self.size)
        return int((found >= 0).sum()) == self.many

    def cheapest(self, cost: Ints) -> Ints:
        """Pair at the least sum of `cost` (one an edge that remains); the prices that prove it."""
        prices = np.zeros(self.size, np.int64)
        there = self._concerned(cost)
        if there.any():
            self._solve(there, cost[there], prices)
        tight = cost == prices[self.left] + prices[self.right]
        self.alive, self.left, self.right = self.alive[tight], self.left[tight], self.right[tight]
        lefts = self.count < 0
        self.needed |= (prices < 0) & ~lefts
        return prices

    def _concerned(self, cost: Ints) -> Flags:
        """The edges of the parts in which something costs: elsewhere the pairs are good as they are."""
        part = flow.parts(self.left, self.right, self.size)
        touched = np.zeros(self.size, bool)
        touched[part[self.left[cost != 0]]] = True
        return np.asarray(touched[part[self.left]])

    def _solve(self, there: Flags, cost: Ints, prices: Ints) -> None:
        lefts, left = np.unique(self.left[there], return_inverse=True)
        rights, right = np.unique(self.right[there], return_inverse=True)
        # Somebody needed must be paired: a bonus larger than all that the stage could save otherwise.
        bonus = (int(cost.max() - cost.min()) * len(lefts) + 1) * self.needed[rights].astype(np.int64)
        if len(lefts) == len(rights):
            bonus[:] = 0
        helped = cost - bonus[right]
        mate = flow.least(left, right, helped, len(lefts), len(rights))
        prices[lefts], of_rights = flow.prices(left, right, helped, mate, len(rights))
        prices[rights] = of_rights + bonus
        self.partner[self.partner[lefts]] = -1
        self.partner[lefts], self.partner[rights[mate]] = rights[mate], lefts
