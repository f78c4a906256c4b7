"""The plane: where people stand by what they voted, along the two directions in which votes differ most.

What was not seen counts as the mean of its statement, hence as nothing once centred: the matrix stays sparse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from polyphonie.engines.viewpoints.votes import Floats, Votes

# Up to here the whole decomposition is quicker than steps; above, threads would fight over a small matrix.
DENSE_CELLS, DENSE_SIDE = 400_000, 25
# How near the steps come, and how many are held: for figures that are shown, and for worlds that are only compared.
FINE, ROUGH = (1e-12, 24), (1e-4, 12)


@dataclass(frozen=True, eq=False)
class Centred:
    """The matrix people × statements `cells − 1·shift`, of which only `cells` (sparse) and `shift` are held."""

    cells: Any
    shift: Floats

    @property
    def total(self) -> float:
        """The sum of its squared singular values."""
        people = self.cells.shape[0]
        return float((self.cells.data**2).sum() - people * (self.shift**2).sum())

    def along(self, axes: Floats) -> Floats:
        """(people, axes): the matrix times `axes` (statements, axes)."""
        return np.asarray(self.cells @ axes) - self.shift @ axes

    def weighted(self, weight: Floats) -> Centred:
        """Each statement counted `weight` times."""
        from scipy.sparse import csc_array

        root = np.sqrt(weight)
        values = self.cells.data * np.repeat(root, np.diff(self.cells.indptr))
        cells = csc_array((values, self.cells.indices, self.cells.indptr), shape=self.cells.shape)
        return Centred(cells, self.shift * root)


def centred(votes: Votes, *, by_person: bool) -> Centred:
    """Votes minus the mean of their statement; statements left out count as nothing.

    `by_person` takes away each person's own mean too, so that saying yes to everything is not a viewpoint.
    """
    from scipy.sparse import csc_array

    tally = votes.tally
    mean = (tally.agree - tally.disagree) / np.maximum(tally.seen, 1)
    values = np.where(votes.left_out[votes.statement], 0.0, votes.vote - mean[votes.statement])
    shift = np.zeros(len(votes.statements))
    people, statements = votes.shape
    if by_person:
        own = np.bincount(votes.person, values, people) / np.maximum(votes.seen_by, 1)
        values -= own[votes.person]
        shift = np.bincount(votes.statement, values, statements) / max(people, 1)
    cells = csc_array((values, votes.person, votes.ends), shape=(people, statements))
    return Centred(cells, shift)


def axes(matrix: Centred, count: int = 2, *, near: tuple[float, int] = FINE) -> tuple[Floats, Floats]:
    """The first right singular vectors (statements, count) and their squared singular values (count,).

    A sign is free: the largest loading of each is positive. Axes that do not exist are zero.
    """
    people, statements = matrix.cells.shape
    vectors, values = np.zeros((statements, count)), np.zeros(count)
    if min(people, statements) == 0 or matrix.total <= 1e-12:
        return vectors, values
    small = statements <= DENSE_SIDE and people * statements <= DENSE_CELLS
    if small or statements <= count + 1:
        found, strength = _at_once(matrix, count)
    else:
        found, strength = _by_steps(matrix, count, near)
    vectors[:, : found.shape[1]], values[: len(strength)] = found, strength
    signs = np.sign(vectors[np.abs(vectors).argmax(0), np.arange(count)])
    return vectors * np.where(signs == 0, 1, signs), np.maximum(values, 0)


def _at_once(matrix: Centred, count: int) -> tuple[Floats, Floats]:
    whole = matrix.cells.toarray() - matrix.shift
    values, vectors = np.linalg.eigh(whole.T @ whole)
    return vectors[:, ::-1][:, :count], values[::-1][:count]


def _by_steps(matrix: Centred, count: int, near: tuple[float, int]) -> tuple[Floats, Floats]:
    from scipy.sparse.linalg import LinearOperator, eigsh

    people, statements = matrix.cells.shape
    cells, turned, shift = matrix.cells, matrix.cells.T, matrix.shift

    def product(x: Floats) -> Floats:
        return turned @ (cells @ x) - shift * (people * (shift @ x))

    square = LinearOperator((statements, statements), matvec=product, dtype=np.float64)
    close, steps = near[0], min(statements, near[1])
    values, vectors = eigsh(square, k=count, v0=np.ones(statements), tol=close, ncv=steps)
    order = np.argsort(-values)
    return vectors[:, order], values[order]


def places(matrix: Centred, directions: Floats, seen: Any, whole: float) -> Floats:
    """(people, 2). Who saw `seen` of `whole` statements is moved out by √(whole / seen), as unseen ones pull inwards."""
    return matrix.along(directions) * np.sqrt(whole / np.maximum(seen, 1))[:, None]


def pulls(mean: Floats, directions: Floats) -> Floats:
    """(statements, 2): where somebody would stand who had agreed with this statement and seen no other."""
    return np.sqrt(len(mean)) * (1 - mean)[:, None] * directions
