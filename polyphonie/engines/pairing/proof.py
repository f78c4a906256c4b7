"""The proof. Prices are compared component after component, like words in a dictionary.

Everybody's price is at most 0, and 0 for who is unpaired; two prices together never exceed what the pair costs, and
equal it on the pairs of the answer. Then no other answer costs less: its cost is at least the prices of its people,
hence at least all prices, which is what this answer costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.pairing.answers import Component
from polyphonie.engines.pairing.ground import MOST_LUCK, Ground, Ints, blocks, luck
from polyphonie.engines.pairing.people import Objective


@dataclass(frozen=True)
class Prices:
    """One component as numbers: prices of the rows, of the columns."""

    kind: str
    level: int
    first: Ints
    second: Ints

    @classmethod
    def of(cls, component: Component, ground: Ground) -> Prices:
        first, second = (
            np.array(prices or (0,) * size, np.int64)
            for prices, size in ((component.first, ground.height), (component.second, ground.width))
        )
        return cls(component.kind, component.level, first, second)

    def frozen(self) -> Component:
        first, second = (
            tuple(map(int, prices)) if prices.any() else () for prices in (self.first, self.second)
        )
        return Component(self.kind, self.level, first, second)


def cost(kind: str, level: int, quality: Ints, drawn: Ints | int, people: int) -> Ints:
    """What each pair costs in one component. In `total`, no sum of lottery numbers outweighs one step of quality."""
    if kind == "count":
        return np.full_like(quality, -1, np.int64)
    if kind == "below":
        return (quality < level).astype(np.int64)
    if kind == "level":
        return (quality == level).astype(np.int64)
    if kind == "total":
        return -quality * (MOST_LUCK * people + 1) + drawn
    return np.zeros_like(quality, np.int64) + drawn


def signs(ground: Ground, prices: list[Prices], i: Ints, j: Ints, quality: Ints) -> Ints:
    """For each pair, the sign of what it costs less the prices of its two people: at the first component not 0."""
    found = np.zeros(len(i), np.int64)
    open_ = np.arange(len(i))
    for one in prices:
        drawn = luck(ground.first_keys[i], ground.second_keys[j]) if one.kind in ("total", "chance") else 0
        over = cost(one.kind, one.level, quality, drawn, few(ground)) - one.first[i] - one.second[j]
        found[open_] = np.sign(over)
        left = over == 0
        open_, i, j, quality = open_[left], i[left], j[left], quality[left]
        if not len(open_):
            break
    return found


def too_cheap(ground: Ground, prices: list[Prices]) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Block after block, the pairs that the prices overvalue (rows, columns, qualities). None anywhere is the proof."""
    for begins, block in blocks(ground):
        i, j = np.nonzero(_doubtful(ground, prices[:2], begins, block))
        quality = block[i, j].astype(np.int64)
        below = signs(ground, prices, i + begins, j, quality) < 0
        yield i[below] + begins, j[below], quality[below]


def _doubtful(ground: Ground, prices: list[Prices], begins: int, block: Ints) -> NDArray[np.bool_]:
    """A quick look at two components, the lottery left out: what is surely above 0 needs no second look."""
    undecided = block >= 0
    ends = begins + len(block)
    for one in prices:
        over = cost(one.kind, one.level, block.astype(np.int64), 0, few(ground))
        over -= one.first[begins:ends, None]
        over -= one.second
        undecided &= over <= 0
        if one.kind == "count" and (over[undecided] < 0).any():
            break
    return undecided


def few(ground: Ground) -> int:
    return min(ground.height, ground.width)


def what_is_wrong(
    ground: Ground, pairs: list[tuple[int, int]], certificate: tuple[Component, ...], objective: Objective
) -> str | None:
    """None when the certificate proves that these pairs are best; else what fails, for whoever reads the code."""
    try:
        prices = [Prices.of(component, ground) for component in certificate]
    except (ValueError, OverflowError):
        return "prices"
    if any(p.first.shape != (ground.height,) or p.second.shape != (ground.width,) for p in prices):
        return "prices"
    i, j = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    if len(set(i.tolist())) < len(i) or len(set(j.tolist())) < len(j):
        return "twice"
    quality = ground.at(i, j).astype(np.int64)
    if (quality < 0).any():
        return "forbidden"
    if not _complete(ground, certificate, quality, objective):
        return "components"
    if _misprices(prices, i, j) or signs(ground, prices, i, j, quality).any():
        return "pairs"
    return "better" if any(len(rows) for rows, _, _ in too_cheap(ground, prices)) else None


def _misprices(prices: list[Prices], i: Ints, j: Ints) -> bool:
    """Is somebody's price above 0, or somebody unpaired priced?"""
    for side, paired in (("first", i), ("second", j)):
        whole = np.stack([getattr(one, side) for one in prices])
        place = (whole != 0).argmax(0)
        sign = np.take_along_axis(whole, place[None], 0)[0]
        alone = np.ones(len(sign), bool)
        alone[paired] = False
        if (sign > 0).any() or sign[alone].any():
            return True
    return False


def _complete(
    ground: Ground, certificate: tuple[Component, ...], quality: Ints, objective: Objective
) -> bool:
    """Does it compare what it says it compares, and all of it?"""
    kinds = [component.kind for component in certificate]
    if objective == Objective.TOTAL:
        return kinds == ["count", "total"]
    levels = [component.level for component in certificate if component.kind == "level"]
    if kinds != ["count", "below", *["level"] * len(levels), "chance"]:
        return False
    floor, top = certificate[1].level, max(levels, default=-1)
    asked = levels_of(ground)
    return (
        levels == [level for level in asked if floor <= level <= top]
        and bool((quality >= floor).all())
        and bool((quality <= top).all())
    )


def levels_of(ground: Ground) -> list[int]:
    """Every quality that some pair would have, from the least."""
    seen: set[int] = set()
    for _, block in blocks(ground):
        there = block[block >= 0]
        few_values = there.size and there.max() < 1 << 16  # then counting is much faster than sorting
        seen.update((np.flatnonzero(np.bincount(there)) if few_values else np.unique(there)).tolist())
    return sorted(seen)
