"""How far something one wrote goes: who reads it, opening it to one more circle, taking it back. For its authors alone."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import commands, queries
from polyphonie.web.doors import Request, found, known, number, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    entry = found(queries.entry_of_mine(pk, to=request.user))
    widenings = queries.widenings_of(pk, to=request.user)
    reading = {entry.circle_id, *(widening.circle_id for widening, _, _ in widenings)}
    return page(
        request,
        "circle/entry.html",
        entry=entry,
        widenings=widenings,
        others=[circle for circle in queries.circles_of(request.user) if circle.pk not in reading],
    )


@known
@writes
def widen(request: Request, pk: int) -> HttpResponse:
    entry = found(queries.entry_of_mine(pk, to=request.user))
    circle = found(queries.circle_for(number(request.POST.get("circle", "")), to=request.user))
    future = bool(request.POST.get("future_members"))
    commands.widen(entry, to=circle, by=request.user, future_members=future)
    return go("circle:entry", pk)


@known
@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    commands.withdraw_entry(found(queries.entry_of_mine(pk, to=request.user)), by=request.user)
    return go("home:home")


@known
@writes
def answer_widening(request: Request, pk: int) -> HttpResponse:
    """One author's own yes, or no longer."""
    widening = found(queries.widening_of_mine(pk, to=request.user))
    future = bool(request.POST.get("future_members"))
    commands.answer_widening(
        widening, yes=bool(request.POST.get("yes")), future_members=future, by=request.user
    )
    return go("circle:entry", widening.entry_id)
