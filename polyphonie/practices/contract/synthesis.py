"""What several sheets have in common: which ingredients come back, family by family, and which go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from polyphonie.practices.contract.ingredients import Family, Ingredient, families, ingredients

MOST_TOGETHER = 12  # ingredients in the picture: beyond, nobody reads it


@dataclass(frozen=True)
class Holding:
    """A sheet by its number, and the ingredients it names."""

    sheet: int
    ingredients: frozenset[str]


@dataclass(frozen=True)
class Counted:
    """An ingredient, and the sheets that name it, in the order they were given."""

    ingredient: Ingredient
    sheets: tuple[int, ...]


@dataclass(frozen=True)
class InFamily:
    """A family, and those of its ingredients that come back, the most frequent first."""

    family: Family
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class Together:
    """Ingredients from the most to the least frequent, and in how many sheets each two of them stand side by side.

    `times[a][b]` is the same as `times[b][a]`; `times[a][a]` counts the sheets that name it.
    """

    ingredients: tuple[Ingredient, ...]
    times: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The greatest number of times that two of them stand together; 0 where none do."""
        return max((self.times[a][b] for a, b in combinations(range(len(self.ingredients)), 2)), default=0)


def by_family(sheets: Sequence[Holding]) -> tuple[InFamily, ...]:
    """Every family that comes back in these sheets, in the order of the library."""
    found = []
    for family in families():
        counted = [
            Counted(one, tuple(s.sheet for s in sheets if one.id in s.ingredients))
            for one in family.ingredients
        ]
        named = sorted((c for c in counted if c.sheets), key=lambda c: -len(c.sheets))
        if named:
            found.append(InFamily(family, tuple(named)))
    return tuple(found)


def together(sheets: Sequence[Holding]) -> Together:
    """The most frequent ingredients of these sheets, two by two."""
    times = Counter(id for sheet in sheets for id in sheet.ingredients)
    order = list(ingredients())
    kept = sorted((id for id in times if id in ingredients()), key=lambda id: (-times[id], order.index(id)))
    kept = kept[:MOST_TOGETHER]
    pairs = tuple(
        tuple(sum({one, other} <= sheet.ingredients for sheet in sheets) for other in kept) for one in kept
    )
    return Together(tuple(ingredients()[id] for id in kept), pairs)
