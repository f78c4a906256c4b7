"""The index as SQLite keeps it: an FTS5 table, ranked by its own BM25. Keys stand in a column that weighs nothing.

FTS5 keeps neither the text nor its length: it would read that length again for each sheet that answers. What it was given of a
sheet stands in a table beside it, since that is what it must be told to lose it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection

from polyphonie.practices.contract.finding import Among
from polyphonie.practices.contract.terms import Asked

if TYPE_CHECKING:
    from polyphonie.practices.index import Keys, Row

GIVEN, WORDS = "practices_index", "practices_index_words"  # triggers hand each row of the first to the second
WEIGHTS = "3.0, 2.0, 1.5, 1.0, 0.0"
# Since 3.42 a row leaves FTS5's own pages at once; before, only where all of them are written anew.
LEAVES_AT_ONCE = sqlite3.sqlite_version_info >= (3, 42)


def put(rows: Sequence[Row]) -> None:
    forget([row.sheet for row in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {GIVEN} (rowid, title, whom, tried, rest, keys) VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608
            [(row.sheet, *map(" ".join, row.stems), " ".join(row.keys)) for row in rows],
        )


def forget(sheets: list[int]) -> None:
    with connection.cursor() as cursor:
        if LEAVES_AT_ONCE:
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        these = json.dumps(sheets)
        cursor.execute(f"DELETE FROM {GIVEN} WHERE rowid IN (SELECT value FROM json_each(%s))", [these])  # noqa: S608
        if cursor.rowcount and not LEAVES_AT_ONCE:
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('optimize')")  # noqa: S608


def likeliest(asked: Sequence[Asked], keys: Keys, among: Among | None, start: int, most: int) -> list[int]:
    return _numbers(
        f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s ORDER BY bm25({WORDS}, {WEIGHTS}), rowid DESC LIMIT %s OFFSET %s",  # noqa: S608
        [_match(keys, asked), most, start],
    )


def newest(keys: Keys, before: int | None, most: int) -> list[int]:
    below = "" if before is None else "AND rowid < %s"
    given = [] if before is None else [before]
    return _numbers(
        f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s {below} ORDER BY rowid DESC LIMIT %s",  # noqa: S608
        [_match(keys), *given, most],
    )


def among(asked: Sequence[Asked], keys: Keys, most: int) -> Among:
    latest = newest(keys, None, most)
    if not latest:
        return Among()
    counting = f"SELECT count(*) FROM {WORDS} WHERE {WORDS} MATCH %s AND rowid >= %s"  # noqa: S608
    having = {one.stem: _numbers(counting, [_match(keys, [one]), latest[-1]])[0] for one in asked}
    return Among(len(latest), having)


def standing(terms: Sequence[str], keys: Keys) -> list[str]:
    each = json.dumps([_match(keys, [Asked(term, (term,))]) for term in terms])
    one = f"SELECT 1 FROM {WORDS} WHERE {WORDS} MATCH asked.value"  # noqa: S608
    here = _numbers(f"SELECT key FROM json_each(%s) AS asked WHERE EXISTS ({one})", [each])  # noqa: S608
    return [terms[at] for at in here]


def _match(keys: Keys, asked: Iterable[Asked] = ()) -> str:
    """The question in FTS5's own language. Each term stands between quotes: nothing that is typed is an operator."""
    groups = [f"{{keys}} : ({_any(group)})" for group in keys]
    wanted = [_any(one.terms, one.beginnings) for one in asked]
    if wanted:
        groups.insert(0, f"{{title whom tried rest}} : ({' OR '.join(wanted)})")
    return " AND ".join(groups)


def _any(terms: Iterable[str], beginnings: Sequence[str] = ()) -> str:
    """Any of these. A beginning stands for itself too."""
    whole = [_quoted(term) for term in terms if term not in beginnings]
    return " OR ".join([*whole, *(f"{_quoted(term)} *" for term in beginnings)])


def _quoted(term: str) -> str:
    doubled = term.replace('"', '""')
    return f'"{doubled}"'


def _numbers(sql: str, given: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [number for (number,) in cursor.fetchall()]
