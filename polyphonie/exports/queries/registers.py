"""The registers one may take away as a table: one dictionary. A register comes slice by slice, never whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from polyphonie.base.text import Text
from polyphonie.circles.queries import Circle, Widening
from polyphonie.commitments.queries import RequestSeen, concluded, requests, steps
from polyphonie.commitments.queries.steps import Commitment
from polyphonie.decisions import queries as decisions
from polyphonie.decisions.queries import DecisionSeen
from polyphonie.exports.models import Export
from polyphonie.exports.queries.telling import REPLIED
from polyphonie.people.queries import Person
from polyphonie.programmes import queries as programmes
from polyphonie.programmes.queries import TimeGiven

SLICE = 500
AT_ONCE = 2000  # more rows than that take longer than somebody waits for a page

Cells = tuple[object, ...]


@dataclass(frozen=True)
class Register:
    """How a circle's register is read: its size, a slice of it for a reader, a row as cells, where an entry stands."""

    title: Text
    columns: tuple[Text, ...]
    size: Callable[[Circle], int]
    slice: Callable[..., tuple[list[Any], list[int]]]
    cells: Callable[[Any, str], Cells]
    holding: Callable[[int], set[int]]


def _decision(d: DecisionSeen, language: str) -> Cells:
    state = (DUE if d.due else IN_FORCE if d.in_force else ENDED).to(language)
    told = d.proposal
    return (
        d.text, iso(d.adopted_at), told.proposer, state, iso(d.review_on), len(told.objections), len(told.concerns),
    )  # fmt: skip


def _step(c: Commitment, language: str) -> Cells:
    end = c.conclusion if concluded(c) else None
    news = " / ".join(n.text for n in sorted(c.news.all(), key=lambda n: n.pk))
    return (
        c.text, c.smallest, c.owner.shown if c.owner else "—", iso(c.made_at), iso(c.due_on),
        OUTCOMES[end.outcome].to(language) if end else "", end.learnt if end else "", news,
    )  # fmt: skip


def _request(asked: RequestSeen, language: str) -> Cells:
    row, last = asked.row, asked.last
    return (
        row.text, row.why, row.to_name, row.asker.shown if row.asker else "—", iso(row.made_at), iso(row.due_on),
        REPLIED[last.stance].to(language) if last else "", last.reason if last else "",
    )  # fmt: skip


def _time(t: TimeGiven, language: str) -> Cells:
    hours, expenses = (str(n).replace(".", "," if language == "fr" else ".") for n in (t.hours, t.expenses))
    noted = t.noted_by.shown if t.noted_by else "—"
    return iso(t.on), t.person.shown, t.what, hours, expenses, t.thanks, noted, iso(t.noted_at)


def iso(moment: date | datetime) -> str:
    """2027-03-02: every spreadsheet reads it, and sorts it, in any language."""
    return (timezone.localtime(moment).date() if isinstance(moment, datetime) else moment).isoformat()


DUE = Text("à revoir maintenant", "to be reviewed now")
IN_FORCE, ENDED = Text("en vigueur", "in force"), Text("terminée", "over")
OUTCOMES = {
    "done": Text("C’est fait", "Done"),
    "changed": Text("Cela a changé en route", "It changed on the way"),
    "stopped": Text("On arrête là", "We stop there"),
}

REGISTERS = {
    "decisions": Register(
        title=Text("Registre des décisions", "Decision register"),
        columns=(
            Text("Décision", "Decision"), Text("Adoptée le", "Adopted on"), Text("Portée par", "Carried by"),
            Text("État", "State"), Text("À revoir le", "To be reviewed on"), Text("Objections", "Objections"),
            Text("Craintes à surveiller", "Concerns to watch"),
        ),
        size=decisions.register_size, slice=decisions.register_slice, cells=_decision,
        holding=decisions.registers_of,
    ),
    "steps": Register(
        title=Text("Petits pas", "Small steps"),
        columns=(
            Text("Petit pas", "Small step"), Text("Au plus petit", "Smallest version"), Text("Choisi par", "Chosen by"),
            Text("Choisi le", "Chosen on"), Text("D’ici au", "By"), Text("Fin", "End"), Text("Appris", "Learnt"),
            Text("Nouvelles", "News"),
        ),
        size=steps.steps_size, slice=steps.steps_slice, cells=_step, holding=steps.step_registers,
    ),
    "requests": Register(
        title=Text("Demandes", "Requests"),
        columns=(
            Text("Demande", "Request"), Text("Pourquoi", "Why"), Text("Demandé à", "Asked of"),
            Text("Demandé par", "Asked by"), Text("Demandé le", "Asked on"), Text("Réponse attendue le", "Answer by"),
            Text("Réponse", "Answer"), Text("Raison", "Reason"),
        ),
        size=requests.requests_size, slice=requests.requests_slice, cells=_request,
        holding=requests.request_registers,
    ),
    "time": Register(
        title=Text("Temps et frais", "Time and expenses"),
        columns=(
            Text("Jour", "Day"), Text("Personne", "Person"), Text("Pour quoi", "What for"), Text("Heures", "Hours"),
            Text("Frais", "Expenses"), Text("Donné en retour", "Given in return"), Text("Noté par", "Noted by"),
            Text("Noté le", "Noted on"),
        ),
        size=programmes.time_size, slice=programmes.time_slice, cells=_time, holding=programmes.time_registers,
    ),
}  # fmt: skip


def header(what: str, language: str) -> Cells:
    return tuple(column.to(language) for column in REGISTERS[what].columns)


def slices(what: str, circle: Circle, *, to: Person, language: str) -> Iterator[tuple[list[Cells], int]]:
    """What `to` may read, slice by slice, as rows of cells; and how many rows each slice looked at. Who may read is
    asked anew for each slice."""
    register, after = REGISTERS[what], 0
    while True:
        read, looked_at = register.slice(circle, to=to, after=after, most=SLICE)
        if not looked_at:
            return
        yield [register.cells(row, language) for row in read], len(looked_at)
        after = looked_at[-1]


def made_of(entry: int) -> QuerySet[Export]:
    """The files that may hold an entry: those of its circle's register, and of the circles it was opened to."""
    opened = set(Widening.objects.filter(entry=entry).values_list("circle", flat=True))
    found = Export.objects.none()
    for what, register in REGISTERS.items():
        if homes := register.holding(entry):
            found |= Export.objects.filter(what=what, circle__in=homes | opened)
    return found
