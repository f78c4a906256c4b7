"""The ground: for any first and second, how good their pair would be (−1: it may not be), and its number in the lottery.

It is read in blocks of rows, so that no more than a few million pairs are ever held at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
CELLS = 1 << 18  # how many pairs are looked at together: what a processor holds near
MOST_LUCK = 1023
_ODD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)


class Ground(Protocol):
    """`height` people of the first side, `width` of the second."""

    height: int
    width: int
    first_keys: NDArray[np.uint64]
    second_keys: NDArray[np.uint64]

    def block(self, first: int, last: int) -> NDArray[Any]:
        """Qualities of rows `first` to `last`, for every column; −1 where the pair may not be."""
        ...

    def at(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        """Qualities of pairs given one by one."""
        ...


class Matrix:
    """A ground given whole."""

    def __init__(self, qualities: Sequence[Sequence[int]] | NDArray[Any], seed: int = 0) -> None:
        self.qualities = np.asarray(qualities, np.int64)
        self.height, self.width = self.qualities.shape
        self.first_keys = keys([f"first {at}" for at in range(self.height)], seed)
        self.second_keys = keys([f"second {at}" for at in range(self.width)], seed)

    def block(self, first: int, last: int) -> NDArray[Any]:
        return self.qualities[first:last]

    def at(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        return self.qualities[rows, columns]


def blocks(ground: Ground) -> Iterator[tuple[int, NDArray[Any]]]:
    """The whole ground: where each block begins, and its qualities."""
    step = max(1, CELLS // max(1, ground.width))
    for first in range(0, ground.height, step):
        yield first, ground.block(first, min(ground.height, first + step))


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
