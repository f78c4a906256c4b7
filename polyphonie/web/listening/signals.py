"""The signals of a cohort, for those who facilitate it; closing one, for whoever sees it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from polyphonie.circles import queries as circles
from polyphonie.listening import commands, queries
from polyphonie.web.doors import Request, found, known, reads, where_next, writes
from polyphonie.web.listening.forms import ClosedSignal
from polyphonie.web.rendering import page


@known
@reads
def signals(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    seen = found(queries.signals_of_cohort(circle, to=request.user))
    return page(
        request,
        "listening/signals.html",
        circle=circle,
        waiting=[(one, ClosedSignal(signal=one.row.pk)) for one in seen if one.row.closed_at is None],
        closed=[one for one in seen if one.row.closed_at],
        watched=queries.watched_in(circle, to=request.user),
    )


@known
@writes
def close(request: Request, pk: int) -> HttpResponse:
    commands.close_signal(
        found(queries.signal(pk, to=request.user)), learnt=request.POST.get("learnt", ""), by=request.user
    )
    return redirect(where_next(request))
