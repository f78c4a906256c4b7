"""The journal of a crisis: one box to fill on a phone, the notes under it, and the sheets that are made of them, alone or after
a gathering that looked back on them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.practices import commands, queries
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.practice.journal_forms import DaysForm, NoteForm, SortForm
from polyphonie.web.practice.writing import language
from polyphonie.web.rendering import go, page


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    return _journal(request, circle, NoteForm())


def _journal(request: Request, circle: Circle, form: NoteForm, status: int = 200) -> HttpResponse:
    notes = queries.journal(circle, to=request.user)
    return page(request, "practice/journal.html", status=status, circle=circle, notes=notes, form=form)


@known
@writes
def _note(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _journal(request, circle, form, 422)
    commands.note(circle, **form.cleaned_data, by=request.user)
    return go("practice:journal", pk)


journal = by_method(get=_read, post=_note)


@known
@writes
def gather(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    chosen = [number(given) for given in request.POST.getlist("note")]
    made = commands.gather(circle, notes=chosen, by=request.user, language=language())
    return go("practice:write", made.pk)


def _facilitated(request: Request, pk: int) -> Gathering:
    """A gathering that may look at its circle's journal, for those who facilitate it and read that journal."""
    gathering = found(gatherings.gathering_for(pk, to=request.user))
    mine = circles.facilitates(gathering.assembly_id, request.user)
    return found(
        gathering if mine and queries.could_look_at_the_journal(gathering, to=request.user) else None
    )


@known
@reads
def _ask_days(request: Request, pk: int) -> HttpResponse:
    gathering = _facilitated(request, pk)
    period, notes = queries.journal_period(gathering), queries.journal(gathering.circle, to=request.user)
    return _laying(request, gathering, DaysForm(period=period, notes=notes))


def _laying(request: Request, gathering: Gathering, form: DaysForm, status: int = 200) -> HttpResponse:
    here = {"period": queries.journal_period(gathering), "form": form}
    notes = queries.on_the_table(gathering, to=request.user)
    return page(request, "practice/lay_out.html", status=status, gathering=gathering, notes=notes, **here)


@known
@writes
def _lay_out(request: Request, pk: int) -> HttpResponse:
    gathering = _facilitated(request, pk)
    if request.POST.get("none"):
        commands.lay_out_journal(gathering, first_day=None, last_day=None, by=request.user)
        return go("practice:lay_out", pk)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _laying(request, gathering, form, 422)
    commands.lay_out_journal(gathering, **form.cleaned_data, by=request.user)
    return go("practice:lay_out", pk)


lay_out = by_method(get=_ask_days, post=_lay_out)


def _looked_back(request: Request, pk: int) -> Gathering:
    """A gathering on whose chronology the journal stood, for a member of its circle."""
    gathering = found(gatherings.gathering_for(pk, to=request.user))
    found(circles.membership(gathering.circle_id, request.user))
    return found(gathering if queries.journal_period(gathering) else None)


@known
@reads
def _ask_sort(request: Request, pk: int) -> HttpResponse:
    gathering = _looked_back(request, pk)
    return _sorting(request, gathering, SortForm(**_on_the_table(request, gathering)))


def _on_the_table(request: Request, gathering: Gathering) -> dict[str, Any]:
    notes = queries.on_the_table(gathering, to=request.user)
    held = queries.sheets_holding([one.number for one in notes], to=request.user)
    return {"on_the_table": notes, "held": held}


def _sorting(request: Request, gathering: Gathering, form: SortForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/sort.html", status=status, gathering=gathering, form=form)


@known
@writes
def _sort(request: Request, pk: int) -> HttpResponse:
    gathering = _looked_back(request, pk)
    form = SortForm(request.POST, **_on_the_table(request, gathering))
    if not form.is_valid():
        return _sorting(request, gathering, form, 422)
    made = commands.sort_into_sheets(gathering, piles=form.piles(), by=request.user, language=language())
    return (
        go("practice:write", made[0].pk) if len(made) == 1 else go("practice:of_circle", gathering.circle_id)
    )


sort = by_method(get=_ask_sort, post=_sort)
