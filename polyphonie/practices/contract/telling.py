"""A public sheet as the catalogue tells it: plain values, of the shape that `catalogue.schema()` describes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID, uuid5

from polyphonie.practices.contract.catalogue import FORMAT, LISTS, MOST_BYTES, MOST_QUOTES, NAME, PART, WORDS
from polyphonie.practices.contract.reading import legible

AddressOf = Callable[[int], str]


def sheet_id(house: str, practice: int) -> str:
    """The id of a sheet of this house: always the same, whatever becomes of its text."""
    return uuid5(UUID(house), f"sheet:{practice}").urn


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sheet_told(public: Any, *, house: str, address_of: AddressOf) -> dict[str, Any]:
    """`public` is a `queries.PublicSheet`: all that anybody may read of it, and nothing else."""
    row, source = public.row, public.source
    told: dict[str, Any] = {
        "id": sheet_id(house, row.pk),
        "version": row.number,
        "address": address_of(row.pk),
        "public_since": moment(public.since),
        "licence": public.licence,
        "language": row.entry.language,
        "situation": row.situation,
        "tried_on": row.tried_on.isoformat() if row.tried_on else None,
        **{name: legible(getattr(row, name), lines=lines)[:longest] for name, (longest, lines, _) in WORDS.items()},
        **{name: _said(getattr(row, name), longest)[:most] for name, (_, most, longest) in LISTS.items()},
        "authors": [{"name": one.name, "voice": one.voice} for one in public.seen.authors],
        "quotes": [
            {"words": legible(one.words, lines=True)[:2000], "name": one.name, "voice": one.voice}
            for one in public.seen.quotes
            if legible(one.words)
        ][:MOST_QUOTES],
        "parts": [
            {"id": part.id, "words": legible(said, lines=True)[: PART[1]]}
            for part, said in public.seen.parts
            if legible(said)
        ],
        "adapted_from": None,
    }  # fmt: skip
    if source is not None and source.practice:
        address = address_of(source.practice)
        told["adapted_from"] = {
            "id": sheet_id(house, source.practice),
            "title": source.title,
            "house": "",
            "address": address,
        }
    elif source is not None:
        known = {"id": source.id, "title": source.title, "house": source.house, "address": source.address}
        told["adapted_from"] = known if source.id else {}
    return told


def _said(given: Iterable[str], longest: int) -> list[str]:
    """What of this list can be read: a house refuses a file in which one of a list says nothing."""
    return [said[:longest] for said in map(legible, given) if said]


def that_fit(told: Sequence[dict[str, Any]], most: int = MOST_BYTES * 9 // 10) -> list[dict[str, Any]]:
    """The first of these sheets, as many as a house that reads the file takes at once; one at least."""
    sizes = accumulate(len(json.dumps(one, ensure_ascii=False, indent=1).encode()) for one in told)
    return list(told[: max(1, sum(size <= most for size in sizes))])


def page_told(
    sheets: Iterable[dict[str, Any]], *, house: tuple[str, str, str], made_at: datetime, schema: str,
    after: int | None = None, next_after: int | None = None, next_address: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One file of the catalogue. `house`: its id, name and address."""
    id, name, address = house
    return {
        "$schema": schema,
        "format": FORMAT,
        "house": {"id": id, "name": name[:NAME], "address": address},
        "made_at": moment(made_at),
        "after": after,
        "next_after": next_after,
        "next": next_address,
        "sheets": list(sheets),
    }
