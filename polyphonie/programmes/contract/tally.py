"""Of several pairs, in how many the two came closer: plain counts, and how often chance alone would do as much. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from polyphonie.engines.variation import gaps

FEWEST = 5  # pairs, ten people: fewer would be recognised
CHANCE_FROM = 6  # under six, no throw of signs is rarer than one in twenty


@dataclass(frozen=True)
class Counted:
    """`chance`: how often flipping by lot which end came first gives at least as clear a move. Exact; None under six pairs."""

    closer: int
    same: int
    further: int
    chance: float | None = None

    @property
    def pairs(self) -> int:
        return self.closer + self.same + self.further

    @property
    def in_a_hundred(self) -> int | None:
        """The same, of a hundred draws; at least one, for none is never so rare."""
        return None if self.chance is None else max(1, round(100 * self.chance))


def tally(ends: Sequence[tuple[Mapping[str, int], Mapping[str, int]]]) -> dict[str, dict[str, Any]]:
    """What is compared → its counts, from how far apart each pair was at first and at last. Raises `ValueError` under five pairs."""
    if len(ends) < FEWEST:
        raise ValueError(f"at least {FEWEST} pairs are counted together")
    return {
        what: asdict(_counted([(first[what], last[what]) for first, last in ends])) for what in ends[0][0]
    }


def _counted(moves: Sequence[tuple[int, int]]) -> Counted:
    found = gaps([first for first, _ in moves], [last for _, last in moves])
    chance = found.by_chance if len(moves) >= CHANCE_FROM else None
    return Counted(found.more, found.same, found.less, chance)
