"""What the pairs of Valmont tell their cohort near its end: six signed, one text waits for Amina. Every word is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from polyphonie.base import clock
from polyphonie.circles import queries as belonging
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import queries as listening
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import PairSeen

# What was tried, small wins, what changed between the two, the name under it.
TOLD = (
    ("Une visite du service à deux, avant l’entrée. Huit familles sont venues.",
     "« J’ai su où m’asseoir. »",
     "Je demande avant d’expliquer. Elle m’arrête quand je parle trop vite.",
     "Claire et Hanna"),
    ("Le numéro à appeler le soir, écrit en gros sur la feuille de sortie.",
     "Trois appels la première semaine, aucun à la mauvaise porte.",
     "Nous relisons à voix haute, tous les deux.",
     ""),
    ("Un brancardier et une patiente racontent le trajet vers la radio aux nouveaux.",
     "On dit bonjour dans l’ascenseur.",
     "",
     "Pauline et Mathis"),
    ("Une lettre d’une page à la place de la brochure. La première version était trop gaie : nous l’avons reprise.",
     "Un mot que personne ne comprenait n’y est plus.",
     "On a appris à ne pas être d’accord sans se fâcher.",
     ""),
    ("Un café par mois à l’accueil, avec l’association.",
     "Deux personnes sont revenues avec une voisine.",
     "Il décide moins vite. Je décide plus souvent.",
     "Samira et Victor"),
    ("Compter les pas entre le bus et la porte, et le dire à la direction. Le banc n’est pas encore là.",
     "La demande a été lue en réunion.",
     "",
     "Un binôme patient"),
)  # fmt: skip
WAITING = (
    "La feuille que l’on donne le jour de la sortie : trois lignes à la place de trente.",
    "« C’est la première feuille que j’ai gardée. »",
)
AROUND = {
    "aims": "Apprendre à travailler d’égal à égal, à deux, sur une petite chose qui compte pour l’un et pour l’autre.",
    "methods": "Sept binômes, quatre ateliers tenus, un entretien par binôme. Les patients et les proches ont choisi les sujets ; "
    "leurs trajets et leur temps ont été remboursés.",
    "results": "Des feuilles plus courtes, une visite à deux, un café. Deux idées n’ont rien donné, et c’est dit ici.",
    "outcomes": "Les réunions du service commencent par la question d’un patient. Rien n’a changé la nuit.",
    "critical": "Peu de personnes qui travaillent la nuit. Nous referions les ateliers en fin de journée.",
}


def furnish(people: dict[str, Person], ago: Callable[..., datetime]) -> None:
    """Each pair but Amina’s has signed; Bruno proposed theirs; Driss wrote around them and had them counted."""
    mine = belonging.circles_of(people["Amina"]).filter(kind=Kind.PAIR).get()
    others = Circle.objects.filter(kind=Kind.PAIR, parent=mine.parent_id).exclude(pk=mine.pk).order_by("pk")
    for number, (circle, told) in enumerate(zip(others, TOLD, strict=True)):
        tried, wins, changed, name = told
        first, second = (half.person for half in listening.halves_of(circle))
        with clock.at(ago(12 - number)):
            made = commands.share_with_cohort(
                _pair(circle, first), tried=tried, wins=wins, changed=changed, signed_as=name, counted=True, by=first
            )  # fmt: skip
            if waiting := queries.share(made.pk, to=second):
                commands.sign_share(waiting, by=second)
    driss = people["Driss"]
    with clock.at(ago(2)):
        tried, wins = WAITING
        commands.share_with_cohort(_pair(mine, people["Bruno"]), tried=tried, wins=wins, by=people["Bruno"])
        seen = queries.report(mine.parent_id or 0, to=driss)
        assert seen is not None  # noqa: S101 -- Driss coordinates it
        commands.write_report(seen, number=0, **AROUND, by=driss)
        commands.tally_pairs(seen.cohort, by=driss)


def _pair(circle: Circle, by: Person) -> PairSeen:
    seen = queries.pair(circle.pk, to=by)
    assert seen is not None  # noqa: S101 -- one of its two halves asks
    return seen
