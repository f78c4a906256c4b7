"""Time and expenses: one's own, or those of everybody for whoever coordinates."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.base import clock
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import TimeSeen
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.programme.forms import TimeNote
from polyphonie.web.rendering import go, page


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.time_given(pk, to=request.user))
    return _show(
        request, seen, TimeNote(walkers=seen.walkers, by=request.user, initial={"on": clock.today()})
    )


def _show(request: Request, seen: TimeSeen, form: TimeNote, status: int = 200) -> HttpResponse:
    inside = queries.cohort(seen.cohort.circle_id, to=request.user) is not None
    return page(
        request,
        "programme/time.html",
        status=status,
        seen=seen,
        circle=seen.cohort.circle if inside else None,
        form=form,
    )


@known
@writes
def _note(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.time_given(pk, to=request.user))
    form = TimeNote(request.POST, walkers=seen.walkers, by=request.user)
    if not form.is_valid():
        return _show(request, seen, form, 422)
    commands.note_time(seen.cohort, **form.cleaned_data, by=request.user)
    return go("programme:time", pk)


time = by_method(get=_read, post=_note)


@known
@writes
def take_back(request: Request, pk: int) -> HttpResponse:
    line = found(queries.time_line(pk, to=request.user))
    commands.take_time_back(line, by=request.user)
    if queries.walks(line.cohort, request.user):
        return go("programme:time", line.cohort.circle_id)
    return go("home:home")  # somebody who has left since: the page of these lines is no longer theirs
