"""How coarsely a share is told, by how many answered and who will read it.

The floors are the smallest numbers from which no set of answers lets somebody who knows their own (two people where
pairs answer) learn another's; the tests find them again by looking at every possible world.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

FREE_TEXT_FROM = 16


class Audience(StrEnum):
    CIRCLE = "circle"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Shape:
    """Bands of a share, from low to high: `edges` are where a new one begins, as parts of 1."""

    name: str
    edges: tuple[Fraction, ...]

    def starts(self, people: int) -> tuple[int, ...]:
        """The first count of each band, of `people` answers. Exact: no share is ever a float."""
        return (0, *(-(-edge.numerator * people // edge.denominator) for edge in self.edges))

    def band(self, yes: int, people: int) -> int:
        return bisect_right(self.starts(people), yes) - 1


THIRDS = Shape("thirds", (Fraction(1, 3), Fraction(2, 3)))
FIFTHS = Shape("fifths", tuple(Fraction(at, 5) for at in range(1, 5)))
# To the nearest ten, except at both ends: « nearly all » and « all » are told alike (homogeneity).
TENTHS = Shape("tenths", tuple(Fraction(at, 20) for at in range(3, 18, 2)))

FROM: dict[Audience, tuple[tuple[int, Shape], ...]] = {
    Audience.CIRCLE: ((7, THIRDS),),
    Audience.OUTSIDE: ((61, TENTHS), (16, FIFTHS), (11, THIRDS)),
}
FROM_IN_PAIRS = ((10, THIRDS),)


def _steps(audience: Audience, pairs: bool) -> tuple[tuple[int, Shape], ...]:
    return FROM_IN_PAIRS if pairs and audience is Audience.CIRCLE else FROM[audience]


def shape(people: int, audience: Audience, *, pairs: bool = False) -> Shape | None:
    """How a share of `people` answers may be told to an audience; None: not at all."""
    return next((shape for least, shape in _steps(audience, pairs) if people >= least), None)


def floor(people: int, audience: Audience, *, pairs: bool = False) -> int:
    """The number of answers a figure may say it rests on: « at least … », never the count itself."""
    steps = _steps(audience, pairs)
    return next((least for least, _ in steps if people >= least), steps[-1][0])


def free_text(people: int) -> bool:
    """Whether free words may be asked for: under sixteen people a way of writing gives its author away."""
    return people >= FREE_TEXT_FROM
