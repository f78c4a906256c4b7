"""The journal of a crisis: one box to fill on a phone, the notes under it, and the sheet that is made of several."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.practices import commands, queries
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.practice.forms import NoteForm
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
