"""How far something one wrote goes: who reads it, opening it to one more circle, taking it back. For its authors alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from polyphonie.circles import commands, queries, rules
from polyphonie.gatherings import queries as gatherings
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.rendering import go, page
from polyphonie.web.widening import how_far, open_further


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    entry = found(queries.entry_of_mine(pk, to=request.user))
    reading_link = request.build_absolute_uri(reverse("circle:reading", args=[pk]))
    return page(
        request,
        "circle/entry.html",
        entry=entry,
        **how_far(entry, to=request.user),
        reading_link=reading_link if entry.kind == rules.READ_AGAIN_FIRST else "",
        readings=queries.readings_of(entry),
        sheet=entry.kind in ("practice", "synthesis"),  # from its own page, where the guard is asked first
    )


@known
@writes
def widen(request: Request, pk: int) -> HttpResponse:
    open_further(request, found(queries.entry_of_mine(pk, to=request.user)))
    return go("circle:entry", pk)


@known
@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    commands.withdraw_entry(found(queries.entry_of_mine(pk, to=request.user)), by=request.user)
    return go("home:home")


@known
@reads
def _reading(request: Request, pk: int) -> HttpResponse:
    entry = found(queries.entry_to_read_again(pk, to=request.user))
    return page(request, "circle/reading.html", entry=entry, blocks=gatherings.words_of(pk, to=request.user))


@known
@writes
def _confirm_reading(request: Request, pk: int) -> HttpResponse:
    commands.confirm_reading(found(queries.entry_to_read_again(pk, to=request.user)), by=request.user)
    return go("circle:reading", pk)


reading = by_method(get=_reading, post=_confirm_reading)


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
