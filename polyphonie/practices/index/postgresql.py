"""The index as PostgreSQL keeps it: one tsvector a sheet, its keys among the words (behind a sign that no word has), one GIN index.

`ts_rank` does not know that a rare word says more than a common one: here each word weighs by how few sheets have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection

from polyphonie.practices.contract.terms import Asked

if TYPE_CHECKING:
    from polyphonie.practices.index import Keys, Row

TABLE = "practices_index"
LABELS = "ABCD"  # title, whom, tried, rest
WEIGHTS = "'{0.33, 0.5, 0.67, 1.0}'"  # of D, C, B, A: what the fields weigh, the title being one
KEY = "="
LAST = 16383  # the last place in a text that a tsvector tells apart


def put(rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, said) VALUES (%s, %s::tsvector) ON CONFLICT (rowid) DO UPDATE SET said = EXCLUDED.said",  # noqa: S608
            [(row.sheet, _vector(row)) for row in rows],
        )


def forget(sheets: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [sheets])  # noqa: S608


def _vector(row: Row) -> str:
    places: dict[str, list[str]] = {}
    at = 0
    for label, stems in zip(LABELS, row.stems, strict=True):
        for stem in stems:
            at = min(at + 1, LAST)
            places.setdefault(stem, []).append(f"{at}{label}")
    words = [f"{_quoted(stem)}:{','.join(where[:250])}" for stem, where in places.items()]
    return " ".join([*words, *(_quoted(KEY + key) for key in row.keys)])


def likeliest(asked: Sequence[Asked], keys: Keys, start: int, most: int) -> list[int]:
    """One pass: how much each sheet says of each word, how many sheets have the word, then the sum of both."""
    each = [_word(one) for one in asked]
    said = ", ".join(f"ts_rank({WEIGHTS}, said, %s::tsquery) AS r{n}" for n, _ in enumerate(each))
    having = ", ".join(
        f"ln(1 + count(*) / (0.5 + count(*) FILTER (WHERE r{n} > 0))) AS w{n}" for n, _ in enumerate(each)
    )
    weight = " + ".join(f"r{n} * w{n}" for n, _ in enumerate(each))
    return _numbers(
        f"WITH hit AS MATERIALIZED (SELECT rowid, {said} FROM {TABLE} WHERE said @@ %s::tsquery),"  # noqa: S608
        f" rare AS (SELECT {having} FROM hit)"
        f" SELECT rowid FROM hit, rare ORDER BY {weight} DESC, rowid DESC LIMIT %s OFFSET %s",
        [*each, _match(keys, asked), most, start],
    )


def any_has(asked: Asked, keys: Keys) -> bool:
    sql = f"SELECT rowid FROM {TABLE} WHERE said @@ %s::tsquery LIMIT 1"  # noqa: S608
    return bool(_numbers(sql, [_match(keys, [asked])]))


def newest(keys: Keys, before: int | None, most: int) -> list[int]:
    below = "" if before is None else "AND rowid < %s"
    given = [] if before is None else [before]
    return _numbers(
        f"SELECT rowid FROM {TABLE} WHERE said @@ %s::tsquery {below} ORDER BY rowid DESC LIMIT %s",  # noqa: S608
        [_match(keys), *given, most],
    )


def count(keys: Keys, asked: Asked | None) -> int:
    asking = [asked] if asked else []
    return _numbers(f"SELECT count(*) FROM {TABLE} WHERE said @@ %s::tsquery", [_match(keys, asking)])[0]  # noqa: S608


def _match(keys: Keys, asked: Sequence[Asked] = ()) -> str:
    groups = [" | ".join(_quoted(KEY + key) for key in group) for group in keys]
    wanted = " | ".join(map(_word, asked))
    return " & ".join(f"({group})" for group in [*([wanted] if wanted else []), *groups])


def _word(one: Asked) -> str:
    return " | ".join([*map(_quoted, one.terms), *(f"{_quoted(term)}:*" for term in one.beginnings)])


def _quoted(term: str) -> str:
    """A lexeme of a tsquery: nothing that is typed is an operator."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _numbers(sql: str, given: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [number for (number,) in cursor.fetchall()]
