"""The parts of a full sheet, as data; this reads them and reports every mistake.

The file holds `[[part]]` tables: `id`, `title` (fr, en), `prompt` (fr, en, falc), `from` (boxes of a guide: step/column).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from polyphonie.base.text import Text
from polyphonie.practices.contract.ingredients import ID, Unreadable

FILE = Path(__file__).resolve().parents[1] / "library" / "full.toml"


@dataclass(frozen=True)
class Part:
    """One part: what it is called, what it asks, and which boxes of a guide fill it."""

    id: str
    title: Text
    prompt: Text
    filled_by: tuple[str, ...] = ()


def read(toml: str) -> tuple[Part, ...]:
    """The parts in the order of the file. Raises `Unreadable` with all that is wrong, one line each."""
    tables = tomllib.loads(toml).get("part", [])
    wrong = list(_mistakes(tables))
    if wrong:
        raise Unreadable("\n".join(wrong))
    return tuple(
        Part(one["id"], Text.of(one["title"]), Text.of(one["prompt"]), tuple(one.get("from", ())))
        for one in tables
    )


def _mistakes(tables: list[dict[str, Any]]) -> Iterable[str]:
    seen: set[str] = set()
    for one in tables:
        id = str(one.get("id", ""))
        if not ID.fullmatch(id):
            yield f"part: “{id}” is not an id (small letters, figures, hyphens)"
        for name in (id, *one.get("from", ())):
            if name in seen:
                yield f"part “{id}”: “{name}” stands twice"
            seen.add(name)
        for text, languages in (("title", ("fr", "en")), ("prompt", ("fr", "en", "falc"))):
            said = one.get(text, {})
            yield from (
                f"part “{id}” has no “{text}” in “{x}”" for x in languages if not str(said.get(x, "")).strip()
            )


@cache
def parts() -> tuple[Part, ...]:
    """The parts that the house ships."""
    return read(FILE.read_text("utf-8"))


@cache
def _boxes() -> dict[str, str]:
    return {box: part.id for part in parts() for box in part.filled_by}


def part_of(step: str, column: str) -> str:
    """The part that a box of a guide fills; empty where it fills none."""
    return _boxes().get(f"{step}/{column}", "")


def known(told: Iterable[dict[str, str]]) -> dict[str, str]:
    """What is told of the parts that exist here, in the order of the file."""
    said = {one["id"]: one["words"] for one in told}
    return {part.id: said[part.id] for part in parts() if part.id in said}
