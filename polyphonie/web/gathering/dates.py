"""Choosing a date together: proposing some, saying when one is free, settling one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.gatherings import commands, queries, rules
from polyphonie.gatherings.queries import Gathering
from polyphonie.web.doors import Request, by_method, known, reads, writes
from polyphonie.web.gathering.planning import Answers, SeveralDates
from polyphonie.web.gathering.seen import gathering_of
from polyphonie.web.rendering import go, page


@known
@reads
def _show(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    if gathering.opened_at or gathering.closed_at:
        return go("gathering:show", pk)
    return _page(request, gathering)


def _page(request: Request, gathering: Gathering, **forms: Any) -> HttpResponse:
    """The dates as this member may see them; what they may do about them."""
    dates = queries.dates_of(gathering, to=request.user)
    ahead = [date for date in dates if not date.past]
    asked = None if gathering.planned_at or not ahead else Answers(dates=ahead)
    facilitates = rules.why_not_facilitate(gathering, request.user) is None
    room = queries.MOST - len(ahead)
    may_propose = facilitates and gathering.planned_at is None and room > 0
    context = {
        "gathering": gathering,
        "dates": dates,
        "facilitates": facilitates,
        "answers": asked,
        "proposal": SeveralDates(room=room) if may_propose else None,
        "status": 422 if forms else 200,
        **forms,
    }
    return page(request, "gathering/dates.html", **context)


@known
@writes
def _say(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    ahead = [date for date in queries.dates_of(gathering, to=request.user) if not date.past]
    form = Answers(request.POST, dates=ahead)
    if not form.is_valid():
        return _page(request, gathering, answers=form)
    commands.say_when_free(gathering, answers=form.answers, by=request.user)
    return go("gathering:dates", pk)


dates = by_method(get=_show, post=_say)


@known
@writes
def propose(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    form = SeveralDates(request.POST)
    if not form.is_valid():
        return _page(request, gathering, proposal=form)
    commands.propose_dates(gathering, dates=form.cleaned_data["dates"], by=request.user)
    return go("gathering:dates", pk)


@known
@writes
def settle(request: Request, pk: int, date: int) -> HttpResponse:
    commands.settle_date(gathering_of(request, pk), date=date, by=request.user)
    return go("gathering:dates", pk)


@known
@writes
def take_back(request: Request, pk: int) -> HttpResponse:
    commands.take_date_back(gathering_of(request, pk), by=request.user)
    return go("gathering:dates", pk)
