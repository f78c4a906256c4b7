"""The ground: for any first and second, how good their pair would be (−1: it may not be), and its number in the lottery.

It is read a few rows at a time. Of the possible pairs, at most `KEPT` are held, in a few bytes each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.pairing.answers import Hearer

Ints = NDArray[np.int64]
Listed = tuple[int, int, Ints, Ints, Ints]
CELLS = 1 << 18  # how many pairs are looked at together: what a processor holds near
KEPT = 1 << 25  # possible pairs that are read once and held, most often in four bytes each
MOST_LUCK = 1023
_ODD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


class Ground(Protocol):
    """`height` people of the first side, `width` of the second."""

    height: int
    width: int
    first_keys: NDArray[np.uint64]
    second_keys: NDArray[np.uint64]

    def at(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        """Qualities of pairs given one by one."""
        ...

    def listed(self, first: int, last: int) -> tuple[Ints, Ints, NDArray[Any]]:
        """Rows, columns and qualities of the pairs that are possible, in order."""
        ...


class Matrix:
    """A ground given whole."""

    def __init__(self, qualities: Sequence[Sequence[int]] | NDArray[Any], seed: int = 0) -> None:
        self.qualities = np.asarray(qualities, np.int64)
        self.height, self.width = self.qualities.shape
        self.first_keys = keys([f"first {at}" for at in range(self.height)], seed)
        self.second_keys = keys([f"second {at}" for at in range(self.width)], seed)

    def at(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        return self.qualities[rows, columns]

    def listed(self, first: int, last: int) -> tuple[Ints, Ints, NDArray[Any]]:
        rows, columns = where(self.qualities[first:last] >= 0)
        return rows + first, columns, self.qualities[rows + first, columns]


def spans(ground: Ground | Kept) -> Iterator[tuple[int, int]]:
    """The whole ground, a few rows at a time."""
    step = max(1, CELLS // max(1, ground.width))
    for first in range(0, ground.height, step):
        yield first, min(ground.height, first + step)


def where(mask: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Rows and columns of what is true; several times quicker than numpy’s own way in two dimensions."""
    rows, columns = np.divmod(np.flatnonzero(mask), max(1, mask.shape[1]))
    return rows, columns


class Kept:
    """A ground read once and held, a few rows at a time; the rows after the last one held are read again each time."""

    def __init__(self, ground: Ground, hear: Hearer | None = None, most: int = KEPT) -> None:
        self.ground, self.at = ground, ground.at
        self.height, self.width = ground.height, ground.width
        self.first_keys, self.second_keys = ground.first_keys, ground.second_keys
        self.chunks: list[tuple[Ints, NDArray[Any], NDArray[Any]]] = []
        held = 0
        for first, last in spans(ground):
            if hear:
                hear("reading", first, ground.height)
            i, j, quality = ground.listed(first, last)
            if (held := held + len(i)) > most:
                break
            many = np.bincount(i - first, minlength=last - first)
            self.chunks.append(
                (many, j.astype(_least(self.width)), quality.astype(_least(quality.max(initial=0))))
            )

    def possible(self) -> Iterator[Listed]:
        """A few rows at a time: first row, last row, then rows, columns and qualities of the possible pairs."""
        for at, (first, last) in enumerate(spans(self)):
            if at < len(self.chunks):
                many, columns, quality = self.chunks[at]
                rows = np.repeat(np.arange(first, last), many)
            else:
                rows, columns, quality = self.ground.listed(first, last)
            yield first, last, rows, columns.astype(np.int64), quality.astype(np.int64)


def _least(most: int) -> type[np.generic]:
    """The smallest numbers that go so far."""
    return np.uint16 if most < 1 << 16 else np.uint32


def keys(names: Sequence[str], seed: int) -> NDArray[np.uint64]:
    """A number for each name, drawn by the seed: it depends on nobody’s place in the list."""
    drawn = [blake2b(f"{seed}\n{name}".encode(), digest_size=8).digest() for name in names]
    return np.frombuffer(b"".join(drawn), "<u8").astype(np.uint64)


def luck(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> Ints:
    """The lottery number of each pair, 0 to 1023; the smaller wins among equals."""
    mixed = first ^ (second * _ODD)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _ODD
    return (mixed >> np.uint64(54)).astype(np.int64)
