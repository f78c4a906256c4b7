"""The index of sheets, kept by the database itself in the transaction of the sheet: SQLite's FTS5 or PostgreSQL's full text.

It holds stems and keys, no sentence. A key says by whom a sheet may be read (`a12`: its author; `f3`: whoever belongs to circle
3; `m3`: some who belong to it), where it lives, what it is; every question carries the keys of whoever asks, so that what
they may not read is not even looked at. It proposes; `circles.queries.readable` still decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import connection

from polyphonie.practices.contract.finding import Among
from polyphonie.practices.contract.terms import Asked
from polyphonie.practices.models import Unsent

FIELDS = {"title": 3.0, "whom": 2.0, "tried": 1.5, "rest": 1.0}  # what a word weighs, by where it stands
Keys = tuple[tuple[str, ...], ...]  # one of each
COUNTED = (
    1000  # sheets by which it is said how rare a word is: one in a thousand is told from one in a hundred
)


@dataclass(frozen=True)
class Row:
    """What the index holds of one sheet: the stems of each of `FIELDS`, and its keys."""

    sheet: int
    stems: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]


def put(rows: Sequence[Row]) -> None:
    """These sheets as they are now; what they said before is gone. In the database alone: the server is told after the commit."""
    _engine().put(rows)


def forget(sheets: Sequence[int]) -> None:
    """Nothing of these sheets is left in the index of the database."""
    _engine().forget(list(sheets))


def likeliest(
    asked: Sequence[Asked], keys: Keys, among: Among | None = None, *, start: int = 0, most: int
) -> list[int]:
    """The sheets that answer one of these words at least, the likeliest first, as the database ranks them: `among` tells it how
    rare each is, where it cannot tell by itself."""
    found: list[int] = _asked("likeliest", asked, keys, among, start, most)
    return found


def newest(keys: Keys, *, before: int | None = None, most: int) -> list[int]:
    """The sheets that have these keys, the latest begun first, from below the number `before`."""
    found: list[int] = _asked("newest", keys, before, most)
    return found


def among(asked: Sequence[Asked], keys: Keys) -> Among:
    """Of the sheets that have these keys, the latest `COUNTED`: how many answer each of these words."""
    counted: Among = _asked("among", asked, keys, COUNTED)
    return counted


def standing(terms: Sequence[str], keys: Keys) -> list[str]:
    """Those of these terms, hundreds perhaps, that stand in a sheet with these keys."""
    found: list[str] = _asked("standing", terms, keys) if terms else []
    return found


def _asked(question: str, *about: Any) -> Any:
    """What the server says, if it knows what the database knows; else what the database says."""
    from polyphonie.practices.index import opensearch, server

    if server.is_named() and not server.rests() and not Unsent.objects.exists():
        with suppress(server.Unanswered):
            return getattr(opensearch, question)(*about)
    return getattr(_engine(), question)(*about)


def _engine() -> ModuleType:
    from polyphonie.practices.index import postgresql, sqlite

    return sqlite if connection.vendor == "sqlite" else postgresql
