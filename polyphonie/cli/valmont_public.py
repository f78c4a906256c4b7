"""What Valmont shows to everybody, and what came from another hospital: two public sheets, one that waits for its second
reader; one sheet from elsewhere that was read and accepted, one that waits to be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

from polyphonie.base import clock
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import LICENCE
from polyphonie.practices.contract.telling import moment, page_told
from polyphonie.practices.queries import Practice

Ago = Callable[[int], datetime]

# Sheet → its authors and how each signs; its readers, whether their name is told, and why they said yes.
PUBLIC: dict[str, tuple[dict[str, bool], dict[str, tuple[bool, str]]]] = {
    "appel-mardi": (
        {"Claire": True, "Amina": True, "Bruno": True},
        {
            "Gaston": (True, "On peut le refaire chez nous dès mardi. Personne n’est reconnaissable."),
            "Ibrahim": (False, "C’est dit simplement. J’aurais aimé qu’on m’appelle comme cela."),
        },
    ),
    "mots-dans-le-linge": (
        {"Gaston": True, "Claire": False, "Ibrahim": True},
        {
            "Hanna": (True, "Clair, et sans nom. Ce qui n’a pas marché est dit aussi."),
            "Amina": (True, "On comprend ce qui a été fait, et pourquoi."),
        },
    ),
    "mot-de-nuit": (
        {"Hanna": True, "Driss": True, "Claire": True},
        {
            "Gaston": (
                True,
                "L’heure et le service ne suffisent pas à reconnaître quelqu’un : c’est bien ainsi.",
            )
        },
    ),
}
HOUSE = (
    "urn:uuid:6d0f1a52-3c1e-4b7e-9a55-2f6f1f0a9c11",
    "Hôpital de Sainte-Combe",
    "https://sainte-combe.example",
)
ELSEWHERE: list[dict[str, Any]] = [
    {
        "id": "urn:uuid:0b8a4f0e-55d2-4a39-8b51-b2f0b2a6e001",
        "version": 2,
        "address": "https://sainte-combe.example/public/sheets/12/",
        "title": "Garder une chaise libre à côté de celui qui parle",
        "for_whom": "Les personnes qui viennent à deux en consultation",
        "with_whom": "L’accueil et les consultants",
        "context": "Le proche restait debout, ou dans le couloir.",
        "tried": [
            "Poser deux chaises du même côté de la table",
            "Inviter le proche à s’asseoir avant de commencer",
            "Demander à la personne si cela lui convient",
        ],
        "means": "Une chaise de plus par bureau, prise dans la réserve",
        "changed": "Les proches posent leurs questions pendant la consultation, et non plus après, dans le couloir.",
        "surprised": "Deux personnes ont préféré venir seules, et l’ont dit pour la première fois.",
        "advice": "Demander chaque fois : ce n’est pas une règle.",
        "ingredients": ["lived-knowledge", "staying-close"],
        "own_words": ["chaise"],
        "authors": [{"name": "Yvette", "voice": "family"}, {"name": "Paul", "voice": "professional"}],
        "quotes": [{"words": "On m’a enfin regardée.", "name": "Yvette", "voice": "family"}],
    },
    {
        "id": "urn:uuid:0b8a4f0e-55d2-4a39-8b51-b2f0b2a6e002",
        "version": 1,
        "address": "https://sainte-combe.example/public/sheets/19/",
        "title": "Écrire au tableau la question du jour",
        "for_whom": "Les familles qui attendent sans savoir quoi demander",
        "with_whom": "Les secrétaires et deux familles",
        "context": "",
        "tried": [
            "Choisir une question avec deux familles",
            "L’écrire le matin sur un tableau blanc",
            "Noter les réponses, et les lire en équipe le vendredi",
        ],
        "means": "Un tableau blanc et un feutre",
        "changed": "On parle d’autre chose que du retard.",
        "surprised": "",
        "advice": "Une question courte, à laquelle chacun peut répondre.",
        "ingredients": ["lived-knowledge"],
        "own_words": [],
        "authors": [{"name": "", "voice": ""}, {"name": "Rachid", "voice": "support"}],
        "quotes": [],
    },
]  # fmt: skip


def show_outside(made: dict[str, Practice], people: dict[str, Person], ago: Ago) -> None:
    """Each author agrees, then each reader says yes, two weeks ago."""
    for name, (authors, readers) in PUBLIC.items():
        with clock.at(ago(16)):
            number = _number(made[name], people["Claire"])
            for author, named in authors.items():
                commands.make_public(
                    made[name], number=number, named=named, licence=LICENCE, by=people[author]
                )
        with clock.at(ago(14)):
            for reader, (named, reasons) in readers.items():
                commands.read_for_public(
                    made[name], number=number, yes=True, reasons=reasons, named=named, by=people[reader]
                )


def _number(practice: Practice, by: Person) -> int:
    seen = queries.sheet(practice.pk, to=by)
    assert seen is not None  # noqa: S101 -- Claire wrote all three
    return int(seen.row.number)


def bring_from_elsewhere(circle: Circle, by: Person, ago: Ago) -> None:
    """Driss brought the catalogue of Sainte-Combe; he has read one of its two sheets."""
    with clock.at(ago(9)):
        since = {
            "public_since": moment(ago(60)),
            "licence": LICENCE,
            "language": "fr",
            "situation": "daily",
            "tried_on": None,
        }
        sheets = [{**one, **since, "adapted_from": None} for one in ELSEWHERE]
        schema = f"{HOUSE[2]}/public/catalogue.schema.json"
        told = page_told(sheets, house=HOUSE, made_at=ago(10), schema=schema, after=0)
        commands.bring(circle, files=[json.dumps(told).encode()], ours=settings.HOUSE_ID, by=by)
        commands.decide(queries.arrivals(circle, to=by)[0], accept=True, by=by)
