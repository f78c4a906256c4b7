"""Opening a wave, and stopping one."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles import rules as circle_rules
from polyphonie.circles.queries import Circle
from polyphonie.listening import commands, queries
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.listening.forms import NewWave, OwnQuestions
from polyphonie.web.rendering import go, page


@known
@reads
def _choose(request: Request, pk: int) -> HttpResponse:
    circle = _circle(request, pk)
    return _new(request, circle, NewWave(circle=circle, by=request.user))


def _circle(request: Request, pk: int) -> Circle:
    """The circle, for those who look after it."""
    circle = found(circles.circle_for(pk, to=request.user))
    found(None if circle_rules.why_not_look_after(circle, request.user) else circle)
    return circle


def _new(request: Request, circle: Circle, form: NewWave, status: int = 200) -> HttpResponse:
    return page(request, "listening/new.html", status=status, circle=circle, form=form, sets=form.sets)


@known
@writes
def _opened(request: Request, pk: int) -> HttpResponse:
    circle = _circle(request, pk)
    form = NewWave(request.POST, circle=circle, by=request.user)
    if not form.is_valid():
        return _new(request, circle, form, 422)
    wanted, weeks = form.wanted(request.user), form.cleaned_data["weeks"]
    if weeks:
        commands.begin_rhythm(circle, weeks=weeks, **wanted, by=request.user)
        return go("listening:waves", circle.pk)
    return go("listening:show", commands.open_wave(circle, **wanted, by=request.user).pk)


new = by_method(get=_choose, post=_opened)


@known
@writes
def stop(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.wave(pk, to=request.user))
    commands.stop_wave(seen.row, by=request.user)
    return go("listening:waves", seen.row.circle_id)


@known
@writes
def end_rhythm(request: Request, pk: int) -> HttpResponse:
    rhythm = found(queries.rhythm(pk, to=request.user))
    commands.end_rhythm(rhythm, by=request.user)
    return go("listening:waves", rhythm.circle_id)


@known
@reads
def _bring(request: Request, pk: int) -> HttpResponse:
    example = queries.file_text("pouls-equipe")
    return _own(request, _circle(request, pk), OwnQuestions(initial={"toml": example}))


def _own(
    request: Request, circle: Circle, form: OwnQuestions, status: int = 200, mistakes: tuple[Text, ...] = ()
) -> HttpResponse:
    return page(request, "listening/own.html", status=status, circle=circle, form=form, mistakes=mistakes)


@known
@writes
def _brought(request: Request, pk: int) -> HttpResponse:
    circle = _circle(request, pk)
    form = OwnQuestions(request.POST)
    if not form.is_valid():
        return _own(request, circle, form, 422)
    try:
        commands.bring_set(circle, toml=form.cleaned_data["toml"], by=request.user)
    except queries.UnreadableSet as unreadable:
        return _own(request, circle, form, 422, unreadable.mistakes)
    return go("listening:new", circle.pk)


own = by_method(get=_bring, post=_brought)
