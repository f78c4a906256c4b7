"""A heat wave at Valmont: the journal kept meanwhile, the gathering that looked back on it, and what the sheets of crises have in
common, in words that three people signed; one sheet told in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from polyphonie.base import clock
from polyphonie.circles.queries import Circle
from polyphonie.cli.valmont_practices import Sheets, told
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.guides.contract import registry
from polyphonie.practices import commands, queries
from polyphonie.steps.timeline.kind import Moment

BEGAN, LOOKED_BACK = 26, 12  # days ago
NOTED_BY = ("Gaston", "Claire", "Amina", "Driss", "Hanna", "Ibrahim")
SEEN = {
    "Amina": (
        0,
        "16:00",
        "La salle d’attente était un four. On m’a donné un verre d’eau sans que je demande.",
    ),
    "Driss": (1, "09:00", "Trois personnes n’étaient pas venues. Personne ne savait qui appeler."),
}
INTRODUCTION = (
    "Une canicule, une panne, une inondation : ces fiches viennent de l’hôpital et de la ville. Presque aucune n’a demandé "
    "d’argent ; toutes ont demandé que quelqu’un s’autorise à essayer."
)
FAMILIES = {
    "person": "On tient mieux quand les personnes disent elles-mêmes ce qui leur fait du bien, et à quelle heure.",
    "teams": "Personne n’a attendu de consigne. L’accord d’une cadre, donné dans l’heure, a suffi.",
    "territory": "Un voisin qui frappe à la porte en sait plus que nos listes.",
}
UNKNOWN = "Ce qu’il en reste quand tout redevient calme. Et ce que cela demande, la nuit, à celles et ceux qui veillent déjà."
FULL = {
    "identity": "Une consultation, cinq semaines. Une heure par mardi.",
    "not-known": "Si les familles voudraient qu’on les appelle. Deux d’entre elles l’avaient demandé, c’est tout.",
    "users-part": "Une proche a écrit les trois questions de l’appel. Elle les relit avec nous chaque mois.",
    "limits": "Cela ne marche pas quand il n’y a personne à appeler. Nous n’avons pas trouvé mieux.",
    "transfer": "Connaître la date de sortie la veille. Une pièce où l’on s’entend. Quelqu’un qui aime téléphoner.",
}


def furnish(sheets: Sheets, circle: Circle, ago: Callable[..., datetime]) -> None:
    _journal(sheets, circle, ago)
    _look_back(sheets, circle, ago)
    with clock.at(ago(6)):
        _tell_in_full(sheets)
        _sum_up(sheets)


def _journal(sheets: Sheets, circle: Circle, ago: Callable[..., datetime]) -> None:
    for at, log in enumerate(told()["log"]):
        with clock.at(ago(BEGAN - at // 3, 9 + 3 * (at % 3))):
            by = sheets.people[NOTED_BY[at % len(NOTED_BY)]]
            commands.note(circle, **log, by=by)


def _look_back(sheets: Sheets, circle: Circle, ago: Callable[..., datetime]) -> Gathering:
    """As far as the chronology: sorting the journal into sheets is left to whoever visits."""
    driss = sheets.people["Driss"]
    answer: Any = registry.furnished("timeline").kind.Answer
    first, last = ago(BEGAN).date(), ago(BEGAN - 4).date()
    with clock.at(ago(LOOKED_BACK)):
        called = gatherings.call_gathering(
            circle, guide=guides.guide("rex"), mode="live", by=driss, subject="La semaine de canicule"
        )
        called = gatherings.open_gathering(called, by=driss)
        for name in (*NOTED_BY, "Bruno"):
            if name != "Driss":
                gatherings.enter(
                    called, person=sheets.people[name], voice=sheets.voices[name], by=sheets.people[name]
                )
        commands.lay_out_journal(called, first_day=first, last_day=last, by=driss)
        gatherings.open_next(called, by=driss)
        gatherings.close_step(called, by=driss, anyway=True)
        run = gatherings.open_next(called, by=driss)
        assert run is not None  # noqa: S101 -- the guide goes on
        for name, seen in SEEN.items():
            gatherings.answer(run, answer=answer((Moment(*seen),)), by=sheets.people[name])
        gatherings.close_step(called, by=driss, anyway=True)
        return gatherings.close_gathering(called, by=driss)


def _tell_in_full(sheets: Sheets) -> None:
    row = sheets.made["appel-mardi"]
    authors = [
        sheets.people[name]
        for name in next(s for s in told()["sheet"] if s["id"] == "appel-mardi")["authors"]
    ]
    seen = queries.sheet(row.pk, to=authors[0])
    assert seen is not None  # noqa: S101 -- its first author reads it
    row = commands.write_parts(row, number=seen.row.number, by=authors[0], parts=FULL)
    for person in authors:
        commands.sign(row, number=row.number, may_be_taken_up=True, by=person)


def _sum_up(sheets: Sheets) -> None:
    """What the sheets of the network tell of crises; signed by its three authors."""
    driss, amina, farid = (sheets.people[name] for name in ("Driss", "Amina", "Farid"))
    found = [one.sheet.row.pk for one in queries.look(to=driss, situation="crisis")]
    made = commands.keep_synthesis(
        sheets.network, sheets=found, title="Ce que nos crises nous ont appris", by=driss
    )
    made = commands.write_synthesis(
        made,
        number=1,
        title=made.title,
        introduction=INTRODUCTION,
        families=FAMILIES,
        unknown=UNKNOWN,
        by=driss,
    )
    for person in (amina, farid):
        commands.join_synthesis(made, person=person, by=driss)
    for person in (driss, amina, farid):
        commands.sign_synthesis(made, number=made.number, by=person)
