"""A call, for those who coordinate: opening it, its link, who applied."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from polyphonie.base import clock
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Application, CohortSeen, NeedRead
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.programme.forms import NewCall
from polyphonie.web.rendering import go, page


def _coordinated(request: Request, pk: int) -> CohortSeen:
    seen = found(queries.cohort(pk, to=request.user))
    return found(seen if seen.coordinates else None)


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    seen = _coordinated(request, pk)
    return _new(request, seen, NewCall(initial={"closes_on": clock.today() + timedelta(days=42)}))


def _new(request: Request, seen: CohortSeen, form: NewCall, status: int = 200) -> HttpResponse:
    return page(
        request, "programme/call_new.html", status=status, cohort=seen, circle=seen.row.circle, form=form
    )


@known
@writes
def _opened(request: Request, pk: int) -> HttpResponse:
    seen = _coordinated(request, pk)
    form = NewCall(request.POST)
    if not form.is_valid():
        return _new(request, seen, form, 422)
    return go("programme:call", commands.open_call(seen.row, **form.cleaned_data, by=request.user).pk)


new = by_method(get=_ask, post=_opened)


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.call(pk, to=request.user))
    needs = queries.needs_of(seen.row, to=request.user)
    return page(
        request,
        "programme/call.html",
        call=seen,
        circle=seen.row.cohort.circle,
        applications=_with_needs(queries.applications_of(seen.row, to=request.user), needs),
        needs=needs,
        link=request.build_absolute_uri(reverse("programme:apply", args=[queries.link_of(pk)])),
    )


def _with_needs(rows: list[Application], needs: list[NeedRead]) -> list[tuple[Application, str, str]]:
    """Each application, with the team whose need it carries and the one whose need it answers."""
    carried = {need.row.application_id: need.row.team for need in needs}
    answered = {answer.application_id: need.row.team for need in needs for answer in need.answers}
    return [(row, carried.get(row.pk, ""), answered.get(row.pk, "")) for row in rows]


@known
@writes
def end(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.call(pk, to=request.user))
    commands.end_call(seen.row, by=request.user)
    return go("programme:call", pk)


@known
@reads
def application(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.application(pk, to=request.user))
    return page(
        request,
        "programme/application.html",
        seen=seen,
        row=seen.row,
        need=queries.need_of(seen.row),
        answering=queries.answered_by(seen.row),
    )
