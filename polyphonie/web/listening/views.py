"""Answering a wave, and reading what was told of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles import rules as circle_rules
from polyphonie.listening import commands, queries, rules
from polyphonie.listening.queries import WaveSeen
from polyphonie.people.queries import Person
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.listening.forms import Answers, BegunAnew
from polyphonie.web.listening.series import looks_after, over_time
from polyphonie.web.rendering import go, page


@known
@reads
def waves(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    may_open = circle_rules.why_not_look_after(circle, request.user) is None
    listed = queries.waves_of(circle, to=request.user)
    return page(
        request,
        "listening/waves.html",
        circle=circle,
        waves=listed,
        may_open=may_open,
        rhythms=queries.rhythms_of(circle, to=request.user),
    )


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    return _show(request, found(queries.wave(pk, to=request.user)), request.user)


def _show(
    request: HttpRequest,
    seen: WaveSeen,
    person: Person,
    *,
    link: str = "",
    form: Answers | None = None,
    begin: BegunAnew | None = None,
    status: int = 200,
) -> HttpResponse:
    if seen.gathering and not seen.answers:
        return go("gathering:show", seen.gathering)  # what it tells is told there
    shown: dict[str, Any] = {"wave": seen, "link": link, "author": person, "circle": seen.row.circle}
    if seen.answers:
        shown["form"] = form or _empty(seen, person)
        # Through a link the page is the same whether or not its owner answered: whoever holds it learns nothing by looking.
        shown["known"] = seen.answered and not link
        shown["noted"] = shown["known"] or bool(request.GET.get("noted"))
    elif seen.row.closed_at and not seen.row.stopped:
        told, before = queries.told_of(seen), [] if link else queries.told_before(seen, to=person)
        shown |= {"told": told} | over_time(seen, told, before, person, begin)
    shown["may_stop"] = not link and not seen.gathering and seen.is_open and looks_after(seen, person)
    shown["address"] = reverse("listening:by_link", args=[link]) if link else ""
    return page(request, "listening/wave.html", status=status, **shown)


def _empty(seen: WaveSeen, person: Person) -> Answers:
    """A receipt is made with the page, and kept by nobody: whoever wants to change their answer notes it."""
    return Answers(chosen=seen.set, plain=person.plain, initial={"fresh": commands.new_receipt()})


@known
@writes
def _answer(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.wave(pk, to=request.user))
    back = go("gathering:show", seen.gathering) if seen.gathering else go("listening:show", pk)
    return _put(request, seen, request.user) or back


def _put(request: HttpRequest, seen: WaveSeen, person: Person, link: str = "") -> HttpResponse | None:
    """The page again where something is wrong; None once the answer is in the box."""
    form = Answers(request.POST, chosen=seen.set, plain=person.plain)
    if form.is_valid():
        try:
            commands.answer_wave(seen, marks=form.marks(), receipt=form.chosen_receipt(), by=person)
        except Refusal as refusal:
            beside = {rules.NO_RECEIPT: "receipt", rules.AGAIN: None}
            if refusal not in beside:
                raise
            form.add_error(beside[refusal], refusal.text.to(get_language() or "fr"))
        else:
            return None
    return _show(request, seen, person, link=link, form=form, status=422)


@known
@writes
def begin_anew(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.wave(pk, to=request.user))
    form = BegunAnew(request.POST)
    if not form.is_valid():
        return _show(request, seen, request.user, begin=form, status=422)
    commands.begin_anew(seen.row, reason=form.cleaned_data["reason"], by=request.user)
    return go("listening:show", pk)


wave = by_method(get=_read, post=_answer)


@reads
def _read_by_link(request: HttpRequest, link: str) -> HttpResponse:
    seen, person = found(queries.by_link(link))
    return _show(request, seen, person, link=link)


@writes
def _answer_by_link(request: HttpRequest, link: str) -> HttpResponse:
    seen, person = found(queries.by_link(link))
    refused = _put(request, seen, person, link)
    return refused or redirect(reverse("listening:by_link", args=[link]) + "?noted=1")


by_link = by_method(get=_read_by_link, post=_answer_by_link)
