"""The index as PostgreSQL keeps it: one tsvector a sheet, its keys among the words (behind a sign that no word has), one GIN index.

`ts_rank` does not know that a rare word says more than a common one: it is told how rare each is among the reader's own sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection

from polyphonie.practices.contract.finding import Among
from polyphonie.practices.contract.terms import Asked

if TYPE_CHECKING:
    from polyphonie.practices.index import Keys, Row

TABLE = "practices_index"
LABELS = "ABCD"  # title, whom, tried, rest
WEIGHTS = "'{0.33, 0.5, 0.67, 1.0}'"  # of D, C, B, A: what the fields weigh, the title being one
KEY = "="
LAST = 16383  # the last place in a text that a tsvector tells apart
# One sheet that has a word, with these keys. The planner sees neither: it would read the whole table, in the hope of meeting one soon.
ONE = f"SELECT rowid FROM {TABLE} WHERE said @@ {{word}}::tsquery AND said @@ (SELECT %s::tsquery) LIMIT 1"  # noqa: S608


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


def likeliest(asked: Sequence[Asked], keys: Keys, among: Among | None, start: int, most: int) -> list[int]:
    weights: list[str | float] = []
    for one in asked:
        # `ts_rank` divides by the number of variants: a word that may be shortened often weighs as much as another.
        weights += [_word(one), len(_variants(one)) * (among.rare(one.stem) if among else 1.0)]
    weight = " + ".join(f"ts_rank({WEIGHTS}, said, %s::tsquery) * %s" for _ in asked)
    return _numbers(
        f"SELECT rowid FROM {TABLE} WHERE said @@ %s::tsquery ORDER BY {weight} DESC, rowid DESC LIMIT %s OFFSET %s",  # noqa: S608
        [_match(keys, asked), *weights, most, start],
    )


def newest(keys: Keys, before: int | None, most: int) -> list[int]:
    below = "" if before is None else "AND rowid < %s"
    given = [] if before is None else [before]
    return _numbers(
        f"SELECT rowid FROM {TABLE} WHERE said @@ %s::tsquery {below} ORDER BY rowid DESC LIMIT %s",  # noqa: S608
        [_match(keys), *given, most],
    )


def among(asked: Sequence[Asked], keys: Keys, most: int) -> Among:
    having = "".join(", count(*) FILTER (WHERE said @@ %s::tsquery)" for _ in asked)
    latest = f"SELECT said FROM {TABLE} WHERE said @@ %s::tsquery ORDER BY rowid DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*){having} FROM ({latest}) AS latest",  # noqa: S608
            [*map(_word, asked), _match(keys), most],
        )
        texts, *counts = cursor.fetchone()
    return (
        Among(texts, {one.stem: count for one, count in zip(asked, counts, strict=True)})
        if texts
        else Among()
    )


def standing(terms: Sequence[str], keys: Keys) -> list[str]:
    each = "unnest(%s::text[]) WITH ORDINALITY AS asked (word, at)"
    here = f"SELECT at FROM {each} WHERE ({ONE.format(word='word')}) IS NOT NULL ORDER BY at"  # noqa: S608
    return [terms[at - 1] for at in _numbers(here, [list(map(_quoted, terms)), _match(keys)])]


def _match(keys: Keys, asked: Sequence[Asked] = ()) -> str:
    groups = [" | ".join(_quoted(KEY + key) for key in group) for group in keys]
    wanted = " | ".join(map(_word, asked))
    return " & ".join(f"({group})" for group in [*([wanted] if wanted else []), *groups])


def _word(one: Asked) -> str:
    return " | ".join(_variants(one))


def _variants(one: Asked) -> list[str]:
    """The terms by which a text answers. A beginning stands for itself too."""
    whole = [_quoted(term) for term in one.terms if term not in one.beginnings]
    return [*whole, *(f"{_quoted(term)}:*" for term in one.beginnings)]


def _quoted(term: str) -> str:
    """A lexeme of a tsquery: nothing that is typed is an operator."""
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _numbers(sql: str, given: Sequence[str | float | list[str]]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [number for (number,) in cursor.fetchall()]
