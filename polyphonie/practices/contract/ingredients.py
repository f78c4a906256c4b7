"""Ingredients: what makes practices work, in five families. Data says; this reads it and reports every mistake.

The file holds `[[family]]` tables (`id`, `fr`, `en`), each with its `[[family.ingredient]]` tables (`id`, `fr`, `en`).
Ids are kept for ever: sheets name an ingredient by its id.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from polyphonie.base.text import Text

FILE = Path(__file__).resolve().parents[1] / "library" / "ingredients.toml"
ID = re.compile(r"[a-z][a-z0-9-]{1,39}")


class Unreadable(ValueError):
    """The file says something that cannot be. The message names every place."""


@dataclass(frozen=True)
class Ingredient:
    id: str
    title: Text
    family: str


@dataclass(frozen=True)
class Family:
    id: str
    title: Text
    ingredients: tuple[Ingredient, ...]


def read(toml: str) -> tuple[Family, ...]:
    """The families in the order of the file. Raises `Unreadable` with all that is wrong, one line each."""
    tables = tomllib.loads(toml).get("family", [])
    wrong = list(_mistakes(tables))
    if wrong:
        raise Unreadable("\n".join(wrong))
    return tuple(
        Family(
            family["id"],
            Text.of(family),
            tuple(Ingredient(one["id"], Text.of(one), family["id"]) for one in family["ingredient"]),
        )
        for family in tables
    )


def _mistakes(tables: list[dict[str, Any]]) -> Iterable[str]:
    seen: set[str] = set()
    for family in tables:
        yield from _table(family, "family", seen)
        if not family.get("ingredient"):
            yield f"family “{family.get('id', '?')}” has no ingredient"
        for one in family.get("ingredient", []):
            yield from _table(one, f"ingredient of “{family.get('id', '?')}”", seen)


def _table(table: dict[str, Any], place: str, seen: set[str]) -> Iterable[str]:
    id = str(table.get("id", ""))
    if not ID.fullmatch(id):
        yield f"{place}: “{id}” is not an id (small letters, figures, hyphens)"
    elif id in seen:
        yield f"{place}: “{id}” stands twice"
    seen.add(id)
    for language in ("fr", "en"):
        if not str(table.get(language, "")).strip():
            yield f"{place} “{id}” has no “{language}”"


@cache
def families() -> tuple[Family, ...]:
    """The five families that the house ships."""
    return read(FILE.read_text("utf-8"))


@cache
def ingredients() -> dict[str, Ingredient]:
    """Every ingredient by its id, in the order of the file."""
    return {one.id: one for family in families() for one in family.ingredients}


def known(ids: Iterable[str]) -> list[str]:
    """Those of these ids that exist, once each, in the order of the file."""
    wanted = set(ids)
    return [id for id in ingredients() if id in wanted]
