"""A frozen answer, and the prices that prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from polyphonie.engines.pairing.people import Objective

Hearer = Callable[[str, int, int], None]  # what is being done, how far, of how much


class Cancelled(Exception):
    """Raised by a hearer that wants the work to stop; nothing is left half done."""


@dataclass(frozen=True)
class Component:
    """One thing that is made least, before the next: what it counts, and a price for each person (none: all 0).

    `count` (−1 a pair), `below` (1 a pair under `level`), `level` (1 a pair at it), `total` (minus the quality, then
    the lottery), `chance` (the lottery).
    """

    kind: str
    level: int = 0
    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pair:
    first: str
    second: str
    quality: int
    locked: bool = False

    @property
    def names(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True)
class Answer:
    """Pairs in the order of the first side, who remains, and the proof. `seed` decided among equals, and is published."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[str, ...]
    objective: Objective
    seed: int
    certificate: tuple[Component, ...]

    @property
    def total(self) -> int:
        return sum(pair.quality for pair in self.pairs)

    @property
    def chosen(self) -> tuple[Pair, ...]:
        """The pairs that this answer formed: a locked one was there before."""
        return tuple(pair for pair in self.pairs if not pair.locked)

    @property
    def worst(self) -> Pair | None:
        return min(self.chosen, key=lambda pair: (pair.quality, pair.names), default=None)
