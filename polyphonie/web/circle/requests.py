"""Requests: the circle's register, one with its answers, and the page of the person who was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from polyphonie.base import clock
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.commitments import commands, queries, rules
from polyphonie.commitments.queries import RequestSeen
from polyphonie.web.circle.forms import ReplyForm, RequestForm
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.rendering import go, page


@known
@reads
def register(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    asked = queries.requests_of(circle, to=request.user)
    return page(request, "circle/requests.html", circle=circle, requests=asked)


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    found(circles.membership(circle, request.user))
    return _new(request, circle, RequestForm(initial={"due_on": clock.today() + timedelta(days=30)}))


def _new(request: Request, circle: Circle, form: RequestForm, status: int = 200) -> HttpResponse:
    return page(request, "circle/request_new.html", status=status, circle=circle, form=form)


@known
@writes
def _asked(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _new(request, circle, form, 422)
    made = commands.ask_for(**form.cleaned_data, home=circle, circle=circle, by=request.user)
    return go("circle:request", made.pk)


ask = by_method(get=_ask, post=_asked)


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return _request(request, found(queries.request(pk, to=request.user)))


def _request(request: Request, seen: RequestSeen, status: int = 200, form: Any = None) -> HttpResponse:
    may_note = rules.why_not_note_reply(seen.row, request.user) is None
    mine = seen.row.asker_id == request.user.pk
    link = reverse("circle:answer_request", args=[queries.link_of(seen.row.pk)])
    return page(
        request,
        "circle/request.html",
        status=status,
        asked=seen,
        circle=circles.circle_for(seen.row.circle_id, to=request.user),
        mine=mine,
        form=(form or ReplyForm()) if may_note else None,
        # Whoever holds the link answers as the person asked: it is for the one who asks to give, not for a rank.
        link=request.build_absolute_uri(link) if may_note and mine else "",
    )


@known
@writes
def note_reply(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.request(pk, to=request.user))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _request(request, seen, 422, form)
    commands.note_reply(seen.row, **form.cleaned_data, by=request.user)
    return go("circle:request", pk)


@reads
def _read_link(request: HttpRequest, link: str) -> HttpResponse:
    return _linked(request, found(queries.by_link(link)), ReplyForm())


def _linked(request: HttpRequest, seen: RequestSeen, form: ReplyForm, status: int = 200) -> HttpResponse:
    return page(request, "circle/request_answer.html", status=status, asked=seen, form=form)


@writes
def _reply(request: HttpRequest, link: str) -> HttpResponse:
    seen = found(queries.by_link(link))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _linked(request, seen, form, 422)
    commands.reply(seen.row, **form.cleaned_data)
    return go("circle:answer_request", link)


answer = by_method(get=_read_link, post=_reply)
