"""What sums of published groups give away: every small group whose own total can be computed from the others.

Let M be the 0/1 matrix of groups by atoms. The total of a union S of atoms follows from the totals of the groups if and
only if its indicator lies in the row space of M, that is, if it is orthogonal to the null space of M. The null space is
computed over the rationals: nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from polyphonie.engines.disclosure.cells import People, atoms

MOST_ATOMS = 60
MOST_UNIONS = 1_000_000


class TooMany(ValueError):
    """More small atoms than can be looked at one by one: the breakdown is refused."""


def derivable(groups: Sequence[People], *, k: int) -> tuple[People, ...]:
    """Every union of atoms of 1 to k-1 people whose total the totals of `groups` give, smallest first."""
    parts = atoms(groups)
    small = [(at, people) for at, (_, people) in enumerate(parts) if len(people) < k]
    if len(small) > MOST_ATOMS:
        raise TooMany(f"more than {MOST_ATOMS} small groups")
    weights = _null_weights([[int(at in among) for among, _ in parts] for at in range(len(groups))])
    found = [union for weight, union in _unions([(weights[at], p) for at, p in small], k) if weight == 0]
    return tuple(sorted(found, key=lambda people: (len(people), sorted(map(str, people)))))


def _unions(small: list[tuple[int, People]], k: int) -> Iterator[tuple[int, People]]:
    """Every union of small atoms of fewer than k people, with the sum of their weights."""
    seen = 0
    waiting: list[tuple[int, int, People]] = [(0, 0, frozenset())]
    while waiting:
        begin, weight, people = waiting.pop()
        for at in range(begin, len(small)):
            more, others = small[at]
            if len(people) + len(others) >= k:
                continue
            seen += 1
            if seen > MOST_UNIONS:
                raise TooMany(f"more than {MOST_UNIONS} unions of small groups")
            waiting.append((at + 1, weight + more, people | others))
            yield weight + more, people | others


def _null_weights(matrix: list[list[int]]) -> list[int]:
    """One integer per column, such that a set of columns is in the row space exactly when its integers sum to zero.

    The coordinates of the null space are written as digits in a base that no sum can overflow.
    """
    basis = _null_space(matrix)
    widest = sum(abs(digit) for vector in basis for digit in vector)
    base = 2 * widest + 1
    return [
        sum(vector[at] * base**place for place, vector in enumerate(basis)) for at in range(len(matrix[0]))
    ]


def _null_space(matrix: list[list[int]]) -> list[list[int]]:
    """Integer vectors that every row is orthogonal to, and that generate all of them."""
    reduced, pivots = _reduced(matrix)
    width = len(matrix[0])
    basis = []
    for free in (at for at in range(width) if at not in pivots):
        vector = [Fraction(int(at == free)) for at in range(width)]
        for row, pivot in zip(reduced, pivots, strict=True):
            vector[pivot] = -row[free]
        scale = lcm(*(part.denominator for part in vector))
        basis.append([int(part * scale) for part in vector])
    return basis


def _reduced(matrix: list[list[int]]) -> tuple[list[list[Fraction]], list[int]]:
    """The reduced rows that are not zero, and the column of each one's leading 1."""
    rows = [[Fraction(value) for value in row] for row in matrix]
    pivots: list[int] = []
    for column in range(len(matrix[0])):
        below = len(pivots)
        chosen = next((at for at in range(below, len(rows)) if rows[at][column]), None)
        if chosen is None:
            continue
        rows[below], rows[chosen] = rows[chosen], rows[below]
        leading = rows[below][column]
        rows[below] = [value / leading for value in rows[below]]
        for at, row in enumerate(rows):
            if at != below and row[column]:
                rows[at] = [a - row[column] * b for a, b in zip(row, rows[below], strict=True)]
        pivots.append(column)
    return rows[: len(pivots)], pivots
