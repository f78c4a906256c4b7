"""How well the whole search finds, index included: the sixty judged questions over the demo's sheets, as a member of its network
asks them, beside the ranking of the database itself over the same words."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from polyphonie.base import clock, facts
from polyphonie.base.scope import open_door
from polyphonie.cli.valmont_practices import Sheets, told
from polyphonie.people.queries import Person
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.wording import words
from polyphonie.practices.queries.indexing import text_of
from polyphonie.practices.queries.indexing import told as told_by
from tests.practices.test_finding import QUERIES, _mean, ndcg


def furnished() -> tuple[Person, list[int]]:
    """The demo's sheets, told in the past by its people; who asks, and the numbers of the sheets in the order of the file."""
    driss = Person.objects.create_user(email="driss@valmont.example", name="Driss")
    with facts.quietly():
        sheets = Sheets({"Driss": driss}, {}, driss, lambda days: clock.now() - timedelta(days=days))
        sheets.furnish()
    commands.index_what_is_missing()
    return driss, [sheets.made[sheet["id"]].pk for sheet in told()["sheet"]]


def bare(numbers: list[int]):
    """The database alone: full text, any of the words, its own ranking; French where it knows French."""
    with open_door():
        rows = [(one.row.pk, "\n".join(part for _, part in text_of(one).parts)) for one in told_by(numbers)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE bare USING fts5(t, tokenize='unicode61 remove_diacritics 2')"
            )
            cursor.executemany("INSERT INTO bare(rowid, t) VALUES (%s, %s)", rows)
        else:
            cursor.execute("CREATE TABLE bare (id bigint, t tsvector)")
            cursor.executemany("INSERT INTO bare VALUES (%s, to_tsvector('french', %s))", rows)

    def search(question: str) -> list[int]:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                asked = " OR ".join(f'"{word}"' for word in words(question))
                cursor.execute("SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY bm25(bare)", [asked])
            else:
                asked = " | ".join(words(question))
                cursor.execute(
                    "SELECT id FROM bare, to_tsquery('french', %s) q WHERE t @@ q ORDER BY ts_rank(t, q) DESC, id",
                    [asked],
                )
            return [number for (number,) in cursor.fetchall()]

    return search


def test_the_search_finds_better_than_the_database_alone(db):
    driss, numbers = furnished()
    at, alone = {number: place for place, number in enumerate(numbers)}, bare(numbers)
    ours, theirs = [], []
    for query in QUERIES:
        found = [one.sheet.row.pk for one in queries.leaf(to=driss, words=query["text"], most=10).found]
        ours.append(ndcg([at[number] for number in found], query["judged"]))
        theirs.append(ndcg([at[number] for number in alone(query["text"])], query["judged"]))
    print(f"{connection.vendor}: nDCG@10 {_mean(ours):.3f}, the database alone {_mean(theirs):.3f}")
    assert len(numbers) == 40
    assert _mean(ours) > _mean(theirs) + 0.03
    assert _mean(ours) > 0.65
