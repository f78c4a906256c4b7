"""The database alone: full text as it ships, over the same sheets, for nobody in particular; any of the words, its own ranking."""

from __future__ import annotations

import re

from django.db import connection

MOST = 24
WORDS = "title || ' ' || for_whom || ' ' || with_whom || ' ' || {tried} || ' ' || means || ' ' || changed || ' ' || surprised || ' ' || advice"


def furnish() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE bare USING fts5(t, tokenize = 'unicode61 remove_diacritics 2')"
            )
            cursor.execute(
                f"INSERT INTO bare(rowid, t) SELECT id, {WORDS.format(tried='tried')} FROM practices_practice"
            )
        else:
            words = f"to_tsvector('french', {WORDS.format(tried='tried::text')})"
            cursor.execute(f"CREATE TABLE bare AS SELECT id, {words} AS t FROM practices_practice")
            cursor.execute("CREATE INDEX bare_t ON bare USING gin (t)")


def settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def search(question: str) -> list[int]:
    asked = re.findall(r"\w+", question)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " OR ".join(f'"{word}"' for word in asked)
            cursor.execute(
                "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY bm25(bare) LIMIT %s", [match, MOST]
            )
        else:
            cursor.execute(
                "SELECT id FROM bare, to_tsquery('french', %s) q WHERE t @@ q ORDER BY ts_rank(t, q) DESC LIMIT %s",
                [" | ".join(asked), MOST],
            )
        return [number for (number,) in cursor.fetchall()]
