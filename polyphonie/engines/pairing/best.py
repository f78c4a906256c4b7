"""The best answer, exactly, on lists of a few partners each: prices show which pairs the lists lack, until none.

A small ground is listed whole, and is then done in one turn.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from polyphonie.engines.pairing.answers import Hearer
from polyphonie.engines.pairing.ground import MOST_LUCK, Ground, Ints, Kept, luck
from polyphonie.engines.pairing.people import Objective
from polyphonie.engines.pairing.proof import Prices, cost, few, levels_of, too_cheap
from polyphonie.engines.pairing.stages import Stages

WHOLE = 1 << 20  # pairs: a ground as large is still listed whole
LISTED = 32  # partners listed for each at first
ADDED = 8  # at most, for each, at every turn


@dataclass(frozen=True)
class Edges:
    rows: Ints
    columns: Ints
    quality: Ints
    drawn: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def joined(self, ground: Kept, places: Ints) -> Edges:
        """With those at `places` (row × width + column) too."""
        return _edges(ground, np.union1d(self.rows * ground.width + self.columns, places))

    def at_least(self, quality: int) -> Edges:
        kept = self.quality >= quality
        return Edges(self.rows[kept], self.columns[kept], self.quality[kept], self.drawn[kept])


def best(
    read: Ground, objective: Objective, hear: Hearer, whole: int = WHOLE, many: int = LISTED
) -> tuple[list[tuple[int, int]], list[Prices]]:
    """Pairs (row, column) in the order of rows, and the prices that prove them best.

    A ground of at most `whole` pairs is listed whole.
    """
    ground = Kept(read, hear)
    levels = levels_of(ground) if objective == Objective.LEXIMIN else []
    small = ground.height * ground.width <= whole
    edges = listed(ground, ground.width if small else min(many, ground.width), hear)
    turn = 0
    while True:
        turn += 1
        stages, prices = _answered(ground, objective, edges, levels, hear)
        lacking = np.zeros(0, np.int64) if small else _lacking(ground, prices, hear)
        if not len(lacking):
            rows = np.flatnonzero(stages.partner[: ground.height] >= 0)
            columns = stages.partner[rows] - ground.height
            return list(zip(rows.tolist(), columns.tolist(), strict=True)), prices
        hear(f"lists, turn {turn}", len(edges) + len(lacking), ground.height * ground.width)
        edges = edges.joined(ground, lacking)


def _answered(
    ground: Kept, objective: Objective, edges: Edges, levels: list[int], hear: Hearer
) -> tuple[Stages, list[Prices]]:
    stages = Stages(edges.rows, edges.columns, ground.height, ground.width)
    prices = [_prices(ground, "count", 0, stages.count)]

    def make_least(kind: str, level: int = 0) -> int:
        """How many pairs, or what sum, it came to."""
        there = stages.alive
        spent = cost(kind, level, edges.quality[there], edges.drawn[there], few(ground))
        prices.append(_prices(ground, kind, level, found := stages.cheapest(spent)))
        return int(found.sum())

    if objective == Objective.TOTAL:
        hear("total", 0, 1)
        make_least("total")
        return stages, prices
    floor = _floor(stages, edges, levels)
    make_least("below", floor)
    paired = 0
    for at, level in enumerate(levels):
        if level >= floor and paired < stages.many:
            hear("levels", at, len(levels))
            paired += make_least("level", level)
    make_least("chance")
    return stages, prices


def _floor(stages: Stages, edges: Edges, levels: list[int]) -> int:
    """The highest level under which nobody needs to be paired.

    It is at most the least of what each one may have at best; most often that can be had, and is tried first.
    """
    quality = edges.quality[stages.alive]
    low, high = 0, max(0, bisect_right(levels, stages.at_best(quality)) - 1)
    middle = high
    while low < high:
        if stages.enough(quality >= levels[middle]):
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return levels[low] if levels else 0


def _prices(ground: Kept, kind: str, level: int, prices: Ints) -> Prices:
    return Prices(kind, level, prices[: ground.height], prices[ground.height :])


def listed(ground: Kept, many: int, hear: Hearer) -> Edges:
    """The best partners of each row and each column, the lottery deciding among equals; all, where few are possible."""
    chosen = []
    tops = np.full((min(8, many), ground.width), -1, np.int64)  # for each column, its best so far
    of_rows = np.zeros_like(tops)
    for begins, ends, i, j, quality in ground.possible():
        hear("lists", begins, ground.height)
        rows = ends - begins
        if many < ground.width and len(i) > 4 * many * rows:
            drawn = luck(ground.first_keys[i], ground.second_keys[j])
            wanted = quality * (MOST_LUCK + 1) + MOST_LUCK - drawn
            _keep_tops(tops, of_rows, wanted * rows + i - begins, j, begins, rows)
            order = np.argsort((i - begins) * (wanted.max() + 1) + wanted.max() - wanted)
            i, j = i[order], j[order]
            best_ones = np.arange(len(i)) - np.searchsorted(i, i) < many
            i, j = i[best_ones], j[best_ones]
        chosen.append(i * ground.width + j)
    places, columns = np.nonzero(tops >= 0)
    chosen.append(of_rows[places, columns] * ground.width + columns)
    return _edges(ground, np.unique(np.concatenate(chosen)))


def _keep_tops(tops: Ints, of_rows: Ints, wanted: Ints, j: Ints, begins: int, rows: int) -> None:
    """The best row of this block, for each column where it is better than the least of those kept.

    `wanted` holds how good, times `rows`, plus the row.
    """
    top, columns = np.full(tops.shape[1], -1, np.int64), np.arange(tops.shape[1])
    np.maximum.at(top, j, wanted)
    value, row = np.divmod(top, rows)
    least = tops.argmin(0)
    better = np.flatnonzero(value > tops[least, columns])
    tops[least[better], better] = value[better]
    of_rows[least[better], better] = row[better] + begins


def _lacking(ground: Kept, prices: list[Prices], hear: Hearer) -> Ints:
    """Pairs outside the lists that would be worth more than the prices; a few for each row, the best."""
    added = []
    for rows, columns, quality in too_cheap(ground, prices):
        hear("proof", int(rows[-1]) if len(rows) else 0, ground.height)
        order = np.lexsort((-quality, rows))
        place = np.arange(len(rows)) - np.searchsorted(rows[order], rows[order])
        taken = order[place < ADDED]
        added.append(rows[taken] * ground.width + columns[taken])
    return np.concatenate(added) if added else np.zeros(0, np.int64)


def _edges(ground: Kept, places: Ints) -> Edges:
    rows, columns = np.divmod(places, ground.width)
    quality = ground.at(rows, columns).astype(np.int64)
    return Edges(rows, columns, quality, luck(ground.first_keys[rows], ground.second_keys[columns]))
