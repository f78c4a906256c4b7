"""The essentials of the sheets that somebody may read and chose: computed for each reader, from what they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polyphonie.practices.contract.ingredients import Family, Ingredient
from polyphonie.practices.contract.synthesis import Holding, Together, by_family, together
from polyphonie.practices.queries.sheets import SheetSeen

SIDE_BY_SIDE = 2


@dataclass(frozen=True)
class Essential:
    """An ingredient that comes back: in how many of the sheets, and two of them that tell what it changed."""

    ingredient: Ingredient
    times: int
    told_by: tuple[SheetSeen, ...]


@dataclass(frozen=True)
class FamilyTold:
    family: Family
    essentials: tuple[Essential, ...]

    @property
    def voices(self) -> tuple[SheetSeen, ...]:
        """The sheets that tell here what changed."""
        return tuple(sheet for one in self.essentials for sheet in one.told_by)


@dataclass(frozen=True)
class Synthesis:
    """What these sheets have in common. Every number counts sheets that this reader may open."""

    sheets: tuple[SheetSeen, ...]
    families: tuple[FamilyTold, ...]
    together: Together


def synthesis(sheets: Sequence[SheetSeen]) -> Synthesis:
    """Of these sheets, those that are signed; each tells what changed once, under one of its ingredients."""
    signed = {seen.row.pk: seen for seen in sheets if seen.shown}
    held = [Holding(pk, frozenset(seen.row.ingredients)) for pk, seen in signed.items()]
    told: set[int] = set()
    found = []
    for part in by_family(held):
        essentials = []
        for counted in part.counted:
            here = [pk for pk in counted.sheets if pk not in told and signed[pk].row.changed][:SIDE_BY_SIDE]
            told.update(here)
            essentials.append(
                Essential(counted.ingredient, len(counted.sheets), tuple(signed[pk] for pk in here))
            )
        found.append(FamilyTold(part.family, tuple(essentials)))
    return Synthesis(tuple(signed.values()), tuple(found), together(held))
