"""Sheets of other houses: brought as a file, read, then shown or not. Nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse

from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.practices import commands, queries
from polyphonie.practices.commands import Brought
from polyphonie.practices.contract.reading import Unreadable
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.practice.forms_outside import BringForm
from polyphonie.web.rendering import go, page


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    told = {name: number(request.GET.get(name, "")) for name in ("new", "updates", "gone", "same")}
    return _arrivals(request, circle, BringForm(), brought=Brought(**told) if any(told.values()) else None)


def _arrivals(
    request: Request, circle: Circle, form: BringForm, *, status: int = 200, wrong: Sequence[Text] = (),
    brought: Brought | None = None,
) -> HttpResponse:  # fmt: skip
    waiting = queries.arrivals(circle, to=request.user)
    context = {"circle": circle, "form": form, "wrong": wrong, "brought": brought, "arrivals": waiting}
    return page(request, "practice/arrivals.html", status=status, **context)


@known
@writes
def _bring(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _arrivals(request, circle, form, status=422)
    try:
        brought = commands.bring(circle, files=form.given(), ours=settings.HOUSE_ID, by=request.user)
    except Unreadable as unreadable:
        return _arrivals(request, circle, form, status=422, wrong=unreadable.mistakes)
    response = go("practice:arrivals", pk)
    counted = "&".join(f"{name}={getattr(brought, name)}" for name in ("new", "updates", "gone", "same"))
    response["Location"] += f"?{counted}"
    return response


arrivals = by_method(get=_ask, post=_bring)


@known
@reads
def _ask_arrival(request: Request, pk: int) -> HttpResponse:
    arrived = found(queries.arrival(pk, to=request.user))
    return page(request, "practice/arrival.html", arrived=arrived, sheet=arrived.seen, here=arrived.here)


@known
@writes
def _decide(request: Request, pk: int) -> HttpResponse:
    arrived = found(queries.arrival(pk, to=request.user))
    commands.decide(arrived.row, accept=request.POST.get("accept") == "1", by=request.user)
    return go("practice:arrivals", arrived.row.circle_id)


arrival = by_method(get=_ask_arrival, post=_decide)


@known
@writes
def remove(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    commands.remove_import(seen.row, by=request.user)
    return go("practice:of_circle", seen.row.circle_id)
