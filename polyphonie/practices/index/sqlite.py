"""The index as SQLite keeps it: an FTS5 table, ranked by its own BM25. Keys stand in a column that weighs nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from polyphonie.practices.contract.terms import Asked

if TYPE_CHECKING:
    from polyphonie.practices.index import Keys, Row

TABLE = "practices_index"
WEIGHTS = "3.0, 2.0, 1.5, 1.0, 0.0"
# Since 3.42 a row leaves FTS5's own pages at once; before, only where all of them are written anew.
LEAVES_AT_ONCE = sqlite3.sqlite_version_info >= (3, 42)


def put(rows: Sequence[Row]) -> None:
    forget([row.sheet for row in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, title, whom, tried, rest, keys) VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608
            [(row.sheet, *map(" ".join, row.stems), " ".join(row.keys)) for row in rows],
        )


def forget(sheets: list[int]) -> None:
    with connection.cursor() as cursor:
        if LEAVES_AT_ONCE:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        gone = sum(_delete(cursor, sheet) for sheet in sheets)
        if gone and not LEAVES_AT_ONCE:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608


def _delete(cursor: object, sheet: int) -> int:
    cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [sheet])  # type: ignore[attr-defined]  # noqa: S608
    return int(cursor.rowcount > 0)  # type: ignore[attr-defined]


def likeliest(asked: Sequence[Asked], keys: Keys, start: int, most: int) -> list[int]:
    return _numbers(
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY bm25({TABLE}, {WEIGHTS}), rowid DESC LIMIT %s OFFSET %s",  # noqa: S608
        [_match(keys, asked), most, start],
    )


def any_has(asked: Asked, keys: Keys) -> bool:
    sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT 1"  # noqa: S608
    return bool(_numbers(sql, [_match(keys, [asked])]))


def newest(keys: Keys, before: int | None, most: int) -> list[int]:
    below = "" if before is None else "AND rowid < %s"
    given = [] if before is None else [before]
    return _numbers(
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s {below} ORDER BY rowid DESC LIMIT %s",  # noqa: S608
        [_match(keys), *given, most],
    )


def count(keys: Keys, asked: Asked | None) -> int:
    asking = [asked] if asked else []
    return _numbers(f"SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH %s", [_match(keys, asking)])[0]  # noqa: S608


def _match(keys: Keys, asked: Iterable[Asked] = ()) -> str:
    """The question in FTS5's own language. Each term stands between quotes: nothing that is typed is an operator."""
    groups = [f"{{keys}} : ({_any(group)})" for group in keys]
    wanted = [_any(one.terms, one.beginnings) for one in asked]
    if wanted:
        groups.insert(0, f"{{title whom tried rest}} : ({' OR '.join(wanted)})")
    return " AND ".join(groups)


def _any(terms: Iterable[str], beginnings: Iterable[str] = ()) -> str:
    return " OR ".join([*map(_quoted, terms), *(f"{_quoted(term)} *" for term in beginnings)])


def _quoted(term: str) -> str:
    doubled = term.replace('"', '""')
    return f'"{doubled}"'


def _numbers(sql: str, given: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [number for (number,) in cursor.fetchall()]
