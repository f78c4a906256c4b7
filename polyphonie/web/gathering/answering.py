"""Answering, taking back, and writing for somebody who has no device."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.people import queries as people
from polyphonie.people.queries import Person
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.gathering.forms import ComeIn
from polyphonie.web.gathering.seen import facilitated, gathering_of, seen_by, step_form
from polyphonie.web.gathering.showing import about_stage
from polyphonie.web.rendering import go, is_htmx, page


def _run(gathering: Gathering, number: int) -> StepRun:
    return found(StepRun.objects.select_related("gathering").filter(gathering=gathering, pk=number).first())


@known
@writes
def answer(request: Request, pk: int, run: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    row = _run(gathering, run)
    seen = seen_by(request, gathering)
    form = step_form(seen, request.POST) if seen.now and seen.now.pk == run else None
    if form is not None and not form.is_valid():
        template = "gathering/stage.html" if is_htmx(request) else "gathering/show.html"
        return page(request, template, status=422, **about_stage(request, gathering, form))
    # Without a form the step is closed, or not for this person: the command says which, in a sentence.
    commands.answer(row, answer=form.answer() if form else None, by=request.user)
    if is_htmx(request):
        shown = about_stage(request, gathering)
        stage = page(request, "gathering/stage.html", **shown)
        if shown["form"]:  # there is more to answer: it is read from its top
            stage["HX-Reswap"] = "innerHTML show:window:top"
        return stage
    return go("gathering:show", pk)


@known
@writes
def withdraw(request: Request, pk: int, contribution: int) -> HttpResponse:
    gathering_of(request, pk)
    commands.take_back(contribution, by=request.user)
    return go("gathering:show", pk)


@known
@reads
def _see_scribe(request: Request, pk: int) -> HttpResponse:
    gathering = facilitated(request, pk)
    return page(
        request, "gathering/scribe.html", gathering=gathering, seen=seen_by(request, gathering), form=ComeIn()
    )


@known
@writes
def _welcome(request: Request, pk: int) -> HttpResponse:
    gathering = facilitated(request, pk)
    form = ComeIn(request.POST)
    if not form.is_valid():
        seen = seen_by(request, gathering)
        return page(request, "gathering/scribe.html", gathering=gathering, seen=seen, form=form, status=422)
    commands.welcome_without_device(gathering, by=request.user, **form.cleaned_data)
    return go("gathering:scribe", pk)


scribe = by_method(get=_see_scribe, post=_welcome)


def _for(request: Request, pk: int, person: int) -> tuple[Gathering, Person, Any]:
    """The gathering, somebody there who has no device, and the moment as *they* would see it."""
    gathering = facilitated(request, pk)
    somebody = next(
        (s for s in queries.speakers_of(gathering) if s.person == person and s.without_device), None
    )
    author = found(people.person(found(somebody).person))
    return gathering, author, queries.moment(gathering, to=author)


@known
@reads
def _ask_for(request: Request, pk: int, person: int) -> HttpResponse:
    gathering, author, seen = _for(request, pk, person)
    context = {"gathering": gathering, "author": author, "seen": seen, "form": step_form(seen)}
    return page(request, "gathering/write_for.html", **context)


@known
@writes
def _write_for(request: Request, pk: int, person: int) -> HttpResponse:
    gathering, author, seen = _for(request, pk, person)
    form = step_form(seen, request.POST)
    if form is None or not form.is_valid():
        context = {"gathering": gathering, "author": author, "seen": seen, "form": form}
        return page(request, "gathering/write_for.html", status=422, **context)
    commands.answer(_run(gathering, seen.now.pk), answer=form.answer(), by=request.user, for_=author)
    return go("gathering:scribe", pk)


write_for = by_method(get=_ask_for, post=_write_for)
