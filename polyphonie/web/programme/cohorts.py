"""A cohort: beginning one, its calendar, moving its dates."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.listening import queries as listening
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import CohortSeen
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.programme.forms import NewCohort, Start
from polyphonie.web.rendering import go, page


@known
@reads
def _choose(request: Request) -> HttpResponse:
    chosen = {"template": request.GET.get("template", "")}
    return _new(request, NewCohort(by=request.user, initial=chosen))


def _new(request: Request, form: NewCohort, status: int = 200) -> HttpResponse:
    return page(request, "programme/new.html", status=status, form=form, templates=queries.library())


@known
@writes
def _begun(request: Request) -> HttpResponse:
    form = NewCohort(request.POST, by=request.user)
    if not form.is_valid():
        return _new(request, form, 422)
    cohort = commands.begin_cohort(**form.wanted(request.user), by=request.user)
    return go("programme:cohort", cohort.circle_id)


new = by_method(get=_choose, post=_begun)


@known
@reads
def _show(request: Request, pk: int) -> HttpResponse:
    return _calendar(request, found(queries.cohort(pk, to=request.user)))


def _calendar(
    request: Request, seen: CohortSeen, start: Start | None = None, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "programme/cohort.html",
        status=status,
        cohort=seen,
        circle=seen.row.circle,
        hears=listening.hears_of(seen.row.circle, request.user),
        pairs=queries.accompanied(seen.row, to=request.user),
        calls=queries.calls_of(seen.row, to=request.user) if seen.coordinates else [],
        start=(start or Start(initial={"starts_on": seen.row.starts_on})) if seen.coordinates else None,
    )


@known
@writes
def _moved(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.cohort(pk, to=request.user))
    form = Start(request.POST)
    if not form.is_valid():
        return _calendar(request, seen, form, 422)
    commands.move_cohort(seen.row, starts_on=form.cleaned_data["starts_on"], by=request.user)
    return go("programme:cohort", pk)


cohort = by_method(get=_show, post=_moved)
