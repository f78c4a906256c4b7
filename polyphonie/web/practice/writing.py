"""Beginning a sheet, writing it, signing it, with whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from polyphonie.circles import queries as circles
from polyphonie.gatherings import queries as gatherings
from polyphonie.people import queries as people
from polyphonie.practices import commands, queries, rules
from polyphonie.practices.queries import SheetSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.practice.forms import Beginning, FullForm, SheetForm, SignForm
from polyphonie.web.practice.views import sheet_page
from polyphonie.web.rendering import go, page


@known
@reads
def _ask_begin(request: Request, pk: int) -> HttpResponse:
    return _beginning(request, pk, Beginning())


def _beginning(request: Request, pk: int, form: Beginning, status: int = 200) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    held = [g for g in gatherings.of_circle(circle, to=request.user) if g.closed_at][:4]
    return page(request, "practice/begin.html", status=status, circle=circle, form=form, gatherings=held)


@known
@writes
def _begin(request: Request, pk: int) -> HttpResponse:
    circle = found(circles.circle_for(pk, to=request.user))
    form = Beginning(request.POST)
    if not form.is_valid():
        return _beginning(request, pk, form, 422)
    made = commands.begin(circle, by=request.user, language=language(), **form.cleaned_data)
    return go("practice:write", made.pk)


begin = by_method(get=_ask_begin, post=_begin)


def language() -> str:
    """In which language a sheet begins: that of the page."""
    return (get_language() or "fr")[:2]


@known
@reads
def _ask_take_up(request: Request, pk: int) -> HttpResponse:
    gathering = found(gatherings.gathering_for(pk, to=request.user))
    left = queries.filling(gathering, to=request.user)
    return page(request, "practice/take_up.html", gathering=gathering, left=left, form=Beginning())


@known
@writes
def _take_up(request: Request, pk: int) -> HttpResponse:
    gathering = found(gatherings.gathering_for(pk, to=request.user))
    form = Beginning(request.POST)
    if not form.is_valid():
        left = queries.filling(gathering, to=request.user)
        return page(request, "practice/take_up.html", status=422, gathering=gathering, left=left, form=form)
    took = request.POST.getlist("took")
    made = commands.begin(
        gathering.circle,
        by=request.user,
        gathering=gathering,
        took=took,
        language=language(),
        **form.cleaned_data,
    )
    return go("practice:write", made.pk)


take_up = by_method(get=_ask_take_up, post=_take_up)


def _mine(request: Request, pk: int) -> SheetSeen:
    """The sheet, for its authors; 404 for anybody else: a desk is nobody else's page."""
    seen = found(queries.sheet(pk, to=request.user))
    return found(seen if seen.mine else None)


@known
@reads
def _ask_write(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    return _writing(request, seen, SheetForm(sheet=seen))


def _writing(request: Request, seen: SheetSeen, form: SheetForm, status: int = 200) -> HttpResponse:
    too_many = rules.why_not_so_many(seen.row)
    return page(request, "practice/write.html", status=status, sheet=seen, form=form, too_many=too_many)


@known
@writes
def _write(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    form = SheetForm(request.POST, sheet=seen)
    if not form.is_valid():
        return _writing(request, seen, form, 422)
    began_from = number(request.POST.get("number", ""))
    commands.write(seen.row, number=began_from, by=request.user, **form.words())
    return go("practice:show", pk)


write = by_method(get=_ask_write, post=_write)


@known
@reads
def _ask_full(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    return _filling(request, seen, FullForm(sheet=seen, plain=request.user.plain))


def _filling(request: Request, seen: SheetSeen, form: FullForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/write_full.html", status=status, sheet=seen, form=form)


@known
@writes
def _write_full(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    form = FullForm(request.POST, sheet=seen, plain=request.user.plain)
    if not form.is_valid():
        return _filling(request, seen, form, 422)
    began_from = number(request.POST.get("number", ""))
    commands.write_parts(seen.row, number=began_from, by=request.user, parts=form.cleaned_data)
    return go("practice:show", pk)


write_full = by_method(get=_ask_full, post=_write_full)


@known
@writes
def sign(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    form = SignForm(request.POST, sheet=seen)
    if not form.is_valid():
        return sheet_page(request, seen, 422, form)
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("number", "may_be_taken_up")}
    commands.sign(seen.row, **given, release=form.released(), by=request.user)
    return go("practice:show", pk)


@known
@writes
def lines(request: Request, pk: int) -> HttpResponse:
    """May others take up mine? Said again after signing, without writing anything anew."""
    seen = found(queries.sheet(pk, to=request.user))
    says = commands.lend_my_lines if request.POST.get("may_be_taken_up") else commands.keep_my_lines
    says(seen.row, by=request.user)
    return go("practice:show", pk)


@known
@writes
def add_author(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    person = found(people.person(number(request.POST.get("person", ""))))
    commands.add_author(seen.row, person=person, by=request.user)
    return go("practice:show", pk)


@known
@writes
def step_out(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.sheet(pk, to=request.user))
    commands.step_out(seen.row, by=request.user)
    return go("practice:sheets")
