"""How well a search finds: sixty questions as people type them, judged beforehand, beside the database's own ranking."""

from __future__ import annotations

import sqlite3
import tomllib
from math import log2
from pathlib import Path

import pytest

from polyphonie.cli.valmont_practices import told
from polyphonie.practices.contract.finding import Text, find
from polyphonie.practices.contract.ingredients import ingredients
from polyphonie.practices.contract.wording import words

QUERIES = tomllib.loads((Path(__file__).parents[1] / "data" / "relevance.toml").read_text("utf-8"))["query"]
FIRST = 10


def texts() -> list[Text]:
    """The forty sheets of the demo, as the list of sheets weighs them."""
    teams = {team["key"]: team["name"] for team in told()["team"]}
    return [Text(at, _parts(sheet, teams)) for at, sheet in enumerate(told()["sheet"])]


def _parts(sheet, teams) -> tuple[tuple[float, str], ...]:
    named = [
        words
        for id in sheet["ingredients"]
        for words in (ingredients()[id].title.fr, ingredients()[id].title.en)
    ]
    rest = [sheet[part] for part in ("with_whom", "means", "changed", "surprised", "advice")]
    return (
        (3.0, sheet["title"]), (2.0, sheet["for_whom"]), (2.0, teams[sheet["circle"]]), (1.5, "\n".join(sheet["tried"])),
        (1.0, "\n".join([*rest, *named])),
    )  # fmt: skip


def ndcg(found: list[int], judged: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002), gains 2^grade - 1."""
    ids = [sheet["id"] for sheet in told()["sheet"]]
    return _gain([judged.get(ids[at], 0) for at in found[:FIRST]]) / _gain(
        sorted(judged.values(), reverse=True)[:FIRST]
    )


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def bare(question: str, database: sqlite3.Connection) -> list[int]:
    """The database alone: full text without accents, any of the words, its own ranking."""
    asked = " OR ".join(f'"{word}"' for word in words(question))
    return [
        at for (at,) in database.execute("SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f)", (asked,))
    ]


def test_it_finds_better_than_the_database_alone():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize='unicode61 remove_diacritics 2')")
    for text in texts():
        database.execute(
            "INSERT INTO f(rowid, t) VALUES (?, ?)", (text.number, "\n".join(p for _, p in text.parts))
        )
    ours = [ndcg(find(q["text"], texts()), q["judged"]) for q in QUERIES]
    theirs = [ndcg(bare(q["text"], database), q["judged"]) for q in QUERIES]
    print(f"nDCG@10 over {len(QUERIES)} questions: {_mean(ours):.3f}, the database alone {_mean(theirs):.3f}")
    assert len(QUERIES) == 60
    assert _mean(ours) > _mean(theirs) + 0.03
    assert _mean(ours) > 0.65


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


SOME = [
    Text(1, ((3, "Appeler les familles la veille"), (1, "Un téléphone, dix minutes."))),
    Text(2, ((3, "Écrire une page avant l’hospitalisation"), (1, "La famille relit. Une sortie à pied."))),
    Text(3, ((3, "Sortir à pied le mardi"), (1, "Des chaussures. La chimiothérapie du lundi."))),
]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", [1, 2, 3]), ("   ", [1, 2, 3]), ("familles", [1, 2]), ("FAMILLE", [2, 1]), ("appelé", [1]), ("ecrit", [2]),
        ("chimio", [3]), ("telefone", [1]), ("sortie", [2, 3]), ("sortir", [3, 2]), ("xylophone", []), ("de la", []),
        ('"; DROP TABLE', []), ("é" * 500, []),
    ],
)  # fmt: skip
def test_accents_endings_beginnings_and_slips_are_forgiven(question, found):
    assert find(question, SOME) == found


def test_what_is_not_given_weighs_nothing():
    """The words of a sheet that its reader may not read change neither what is found nor its order."""
    assert find("famille page", SOME[:2]) == find("famille page", SOME[:2])
    assert find("chimio", SOME[:2]) == []
