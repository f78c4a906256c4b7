"""The catalogue of public sheets, as houses give it to each other: its shape, and its JSON Schema.

One table (`WORDS`, `LISTS`) says how long each text may be: it makes the schema, and it is what reading holds a file to
(`reading.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from polyphonie.base.voices import Voice
from polyphonie.practices.contract.public import LICENCE

FORMAT, PER_PAGE, MOST_BYTES, MOST_FILES = 1, 50, 3_000_000, 10
ON_A_PAGE = 24  # of the list that people read
ID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"20\d\d-\d\d-\d\d")
URL, NAME = 300, 120
SITUATIONS = ("crisis", "daily")
# The texts of a sheet: how long, on one line or several, whether it must say something.
WORDS = {
    "title": (160, False, True), "for_whom": (300, True, True), "with_whom": (300, True, False),
    "context": (2000, True, False), "means": (2000, True, False), "changed": (2000, True, False),
    "surprised": (2000, True, False), "advice": (2000, True, False),
}  # fmt: skip
# Its lists: how many, how long each.
LISTS = {"tried": (3, 7, 300), "ingredients": (0, 60, 40), "own_words": (0, 8, 40)}
MOST_PEOPLE, MOST_QUOTES, MOST_PARTS = 40, 20, 40
PART = (40, 2000)  # of a full sheet: its id, what it says


@dataclass(frozen=True)
class House:
    """Where a catalogue comes from."""

    id: str
    name: str
    address: str


@dataclass(frozen=True)
class Page:
    """What one file says: its house, when it was made, its sheets (plain values of the shape below), and between which
    places of the whole list they stand (`after` None: a file of one sheet, that says nothing of the others)."""

    house: House
    made_at: datetime
    sheets: tuple[dict[str, Any], ...]
    after: int | None = None
    next_after: int | None = None


def is_whole(pages: Iterable[Page]) -> bool:
    """Do these files, together, list everything that their house makes public?"""
    there = sorted((p for p in pages if p.after is not None), key=lambda page: page.after or 0)
    ends: list[int | None] = [page.next_after for page in there]
    return bool(there) and [page.after for page in there] == [0, *ends[:-1]] and ends[-1] is None


def schema() -> dict[str, Any]:
    """The format as JSON Schema (draft 2020-12), for whoever writes or reads a catalogue."""
    text = {"type": "string"}
    id, url = {**text, "pattern": f"^{ID.pattern}$"}, {**text, "pattern": "^https?://", "maxLength": URL}
    person = {"name": {**text, "maxLength": 60}, "voice": {"enum": ["", *Voice]}}
    moment = {**text, "pattern": f"^{MOMENT.pattern}$"}
    place = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}
    named = {**text, "maxLength": NAME}
    source = {"id": id, "title": {**text, "maxLength": WORDS["title"][0]}, "house": named, "address": url}
    sheet: dict[str, Any] = {
        "id": id, "version": {"type": "integer", "minimum": 1, "maximum": 1_000_000}, "address": url,
        "licence": {"enum": [LICENCE]}, "language": {"enum": ["fr", "en"]}, "situation": {"enum": list(SITUATIONS)},
        "public_since": moment, "tried_on": {"anyOf": [{**text, "pattern": f"^{DAY.pattern}$"}, {"type": "null"}]},
        **{name: {**text, "maxLength": longest, **({"minLength": 1} if needed else {})} for name, (longest, _, needed) in WORDS.items()},
        **{name: _list({**text, "minLength": 1, "maxLength": longest}, few, most) for name, (few, most, longest) in LISTS.items()},
        "authors": _list(_object(person), 1, MOST_PEOPLE),
        "quotes": _list(_object({"words": {**text, "minLength": 1, "maxLength": 2000}, **person}), 0, MOST_QUOTES),
        "adapted_from": {"anyOf": [_object(source, ()), {"type": "null"}]},
        "parts": _list(_object(dict(zip(("id", "words"), ({**text, "minLength": 1, "maxLength": n} for n in PART), strict=True))), 0, MOST_PARTS),
    }  # fmt: skip
    needed = [name for name in sheet if name != "parts"]  # houses that told none before are read as they were
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalogue of public sheets",
        "description": "Sheets that their authors made public, as houses give them to each other.",
        **_object(
            {
                "format": {"const": FORMAT},
                "house": _object({"id": id, "name": {**named, "minLength": 1}, "address": url}),
                "made_at": moment,
                "after": place,
                "next_after": place,
                "next": {"anyOf": [url, {"type": "null"}]},
                "sheets": _list({"$ref": "#/$defs/sheet"}, 0, PER_PAGE),
            },
            ("format", "house", "made_at", "sheets"),
        ),
        "$defs": {"sheet": _object(sheet, needed)},
    }


def _object(properties: dict[str, Any], needed: Iterable[str] | None = None) -> dict[str, Any]:
    required = list(properties if needed is None else needed)
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _list(items: dict[str, Any], fewest: int, most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": fewest, "maxItems": most}
