"""The proof. Prices are compared component after component, like words in a dictionary.

Everybody's price is at most 0, and 0 for who is unpaired; two prices together never exceed what the pair costs, and
equal it on the pairs of the answer. Then no other answer costs less: its cost is at least the prices of its people,
hence at least all prices, which is what this answer costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from polyphonie.engines.pairing.answers import Component
from polyphonie.engines.pairing.ground import MOST_LUCK, Ground, Ints, Kept, luck
from polyphonie.engines.pairing.people import Objective


@dataclass(frozen=True)
class Prices:
    """One component as numbers: prices of the rows, of the columns."""

    kind: str
    level: int
    first: Ints
    second: Ints

    @classmethod
    def of(cls, component: Component, ground: Kept) -> Prices:
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


def signs(ground: Kept, prices: list[Prices], i: Ints, j: Ints, quality: Ints) -> Ints:
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


def too_cheap(ground: Kept, prices: list[Prices]) -> Iterator[tuple[Ints, Ints, Ints]]:
    """A few rows at a time, the pairs that the prices overvalue (rows, columns, qualities). None anywhere is the proof."""
    for _, _, i, j, quality in ground.possible():
        below = signs(ground, prices, i, j, quality) < 0
        yield i[below], j[below], quality[below]


def few(ground: Kept) -> int:
    return min(ground.height, ground.width)


def what_is_wrong(
    read: Ground, pairs: list[tuple[int, int]], certificate: tuple[Component, ...], objective: Objective
) -> str | None:
    """None when the certificate proves that these pairs are best; else what fails, for whoever reads the code."""
    ground = Kept(read)
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


def _complete(ground: Kept, certificate: tuple[Component, ...], quality: Ints, objective: Objective) -> bool:
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


def levels_of(ground: Kept) -> list[int]:
    """Every quality that some pair would have, from the least."""
    seen: set[int] = set()
    for _, _, _, _, quality in ground.possible():
        few_values = quality.size and quality.max() < 1 << 16  # then counting is much faster than sorting
        seen.update((np.flatnonzero(np.bincount(quality)) if few_values else np.unique(quality)).tolist())
    return sorted(seen)
