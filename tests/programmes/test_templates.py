"""Programmes as data: those of the house read, and every mistake of another is said with its place."""

import tomllib

import pytest

from polyphonie.programmes import queries
from polyphonie.programmes.contract.naming import labels, meant, named, nobody
from polyphonie.programmes.contract.schema import schema
from polyphonie.programmes.contract.templates import UnreadableTemplate, read_template
from polyphonie.programmes.queries.cohorts import LIBRARY
from tests.base.said import plain
from tests.guides.schema_check import complaints

GUIDES = {"meteo", "consent"}
GOOD = """
id = "x"
version = 1
licence = "CC BY 4.0"
source = "nous"
title = { fr = "Un", en = "One" }
purpose = { fr = "Pour", en = "For" }
conversations = [2]
[[phases]]
id = "a"
week = 1
fr = "Début"
en = "Start"
[[workshops]]
id = "w"
week = 1
title = { fr = "Se voir", en = "Meet" }
guides = ["meteo"]
[[questions]]
id = "moi"
kind = "text"
fr = "Qui ?"
en = "Who?"
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(UnreadableTemplate) as found:
        read_template(text, guides=GUIDES)
    return [plain(said.fr) for said in found.value.mistakes]


def test_the_programmes_of_the_house_read():
    assert [(t.id, len(t.workshops), t.conversations) for t in queries.library()] == [
        ("binomes-4-mois", 3, (4, 12)),
        ("binomes", 6, (4, 9, 14, 19)),
        ("parcours-equipe", 4, ()),
    ]
    assert [w.week for w in queries.template("binomes").workshops] == [1, 6, 11, 16, 22, 39]
    assert sorted(p.stem for p in LIBRARY.glob("*.toml")) == sorted(t.id for t in queries.library())


def test_a_good_one_reads():
    assert read_template(GOOD, guides=GUIDES).workshops[0].guides == ("meteo",)


def test_every_mistake_is_said_with_its_place():
    bad = (
        GOOD.replace("version = 1", "version = 0")
        .replace('"meteo"', '"rien"')
        .replace("week = 1", "week = 999")
    )
    bad = bad.replace('kind = "text"', 'kind = "rang"\ncolumn = "taille"').replace(
        'en = "One"', 'de = "Eins"'
    )
    assert mistakes(bad) == [
        "version : un nombre entier, de 1 à 9999",
        "title.de : ce mot n’est pas attendu ici",
        "title.en : 1 à 300 signes, sur une ligne",
        "phases.1.week : un nombre entier, de 1 à 104",
        "workshops.1.guides : le guide « rien » n’existe pas",
        "workshops.1.week : un nombre entier, de 1 à 104",
        "questions.1.kind : au choix : text, choice, several",
        "questions.1.column : au choix : languages, times, themes, seeks, brings, needs, offers, pour une question où l’on choisit",
    ]  # fmt: skip


def test_what_is_sought_is_what_can_be_brought():
    seeks = '[[questions]]\nid = "c"\nkind = "several"\ncolumn = "seeks"\nfr = "a"\nen = "a"\noptions = [{ id = "p", fr = "p", en = "p" }]\n'
    assert mistakes(GOOD + seeks) == [
        "questions : « seeks » et « brings » vont ensemble, avec les mêmes choix"
    ]


def test_what_is_not_toml_and_what_is_empty():
    assert mistakes("= rien")[0].startswith("Ce fichier ne se lit pas : ")
    assert [said.split(" : ")[0] for said in mistakes("rang = 1")] == [
        "rang", "id", "version", "licence", "source", "title.fr", "title.en", "purpose.fr", "purpose.en", "phases",
        "workshops", "questions",
    ]  # fmt: skip


def test_names_are_understood_and_doubt_keeps_apart():
    people = {"Karim": "Karim", "Élodie": "Élodie", "Karim 2": "Karim"}
    assert labels({3: "Karim", 1: "Karim", 2: "Karim 2"}) == {1: "Karim", 2: "Karim 2", 3: "Karim 3"}
    assert named("Dr Karim Benali, Sophie et Ana") == ["Dr Karim Benali", "Sophie", "Ana"]
    assert meant("le docteur karim BENALI", people) == ["Karim", "Karim 2"]
    assert meant("Dr Elodie", people) == ["Élodie"]
    assert nobody("Élodie, Dr Sophie", people) == ["Dr Sophie"]


def test_the_schema_and_the_reader_agree():
    whole = schema()
    for file in queries.library_files():
        assert complaints(tomllib.loads(file.read_text("utf-8")), whole, whole) == []
    assert complaints(tomllib.loads(GOOD), whole, whole) == []
    bad = GOOD.replace("week = 1", "week = 999").replace('kind = "text"', 'kind = "choice"')
    assert [said.rpartition(": ")[2] for said in complaints(tomllib.loads(bad), whole, whole)] == [
        "999 is over 104",
        "999 is over 104",
        "is missing",
    ]
