"""The pair's place, for the two of them: their page, its three lines, a small step, the log, leaving."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.commitments import commands as commitments
from polyphonie.commitments import queries as steps
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import PairSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.programme.pair_forms import KeptLine, LogPage, ProjectLines, SmallStep
from polyphonie.web.rendering import go, page


def _pair(request: Request, pk: int) -> PairSeen:
    return found(queries.pair(pk, to=request.user))


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return _place(request, _pair(request, pk))


def _place(request: Request, pair: PairSeen, form: KeptLine | None = None, status: int = 200) -> HttpResponse:
    circle, me = pair.circle, request.user
    return page(
        request,
        "programme/pair.html",
        status=status,
        pair=pair,
        circle=circle,
        agreement=queries.agreement(circle, to=me),
        agreeing=queries.agreeing(circle),
        project=queries.project(circle, to=me),
        steps=[step for step in steps.of_circle(circle, to=me) if not steps.concluded(step)][:6],
        # Two people may look at one phone: what somebody keeps to themselves is in the log alone.
        pages=[one for one in queries.pages(circle, to=me) if one.entry.shown_at][:3],
        kept=queries.kept_between(circle, to=me),
        share=queries.share_of(circle, to=me),
        conversations=queries.conversations(pair.row.pk, to=me),
        form=form or KeptLine(),
    )


@known
@writes
def agree(request: Request, pk: int) -> HttpResponse:
    gathering = commands.agree(_pair(request, pk), by=request.user)
    mine = circle_queries.membership(gathering.assembly_id, request.user)
    return go("gathering:console" if mine and mine.charge else "gathering:show", gathering.pk)


@known
@reads
def _ask_project(request: Request, pk: int) -> HttpResponse:
    pair = _pair(request, pk)
    return _project(request, pair, ProjectLines(initial=_lines(pair, request)))


def _lines(pair: PairSeen, request: Request) -> dict[str, Any]:
    now = queries.project(pair.circle, to=request.user)
    if now is None:
        return {"number": 0}
    return {name: getattr(now, name) for name in ("number", "change", "for_whom", "how_seen")}


def _project(request: Request, pair: PairSeen, form: ProjectLines, status: int = 200) -> HttpResponse:
    return page(
        request, "programme/pair_project.html", status=status, pair=pair, circle=pair.circle, form=form
    )


@known
@writes
def _write_project(request: Request, pk: int) -> HttpResponse:
    pair, form = _pair(request, pk), ProjectLines(request.POST)
    if not form.is_valid():
        return _project(request, pair, form, 422)
    commands.write_project(pair, **form.cleaned_data, by=request.user)
    return go("programme:pair", pk)


project = by_method(get=_ask_project, post=_write_project)


@known
@reads
def _ask_step(request: Request, pk: int) -> HttpResponse:
    return _step(request, _pair(request, pk), SmallStep())


def _step(request: Request, pair: PairSeen, form: SmallStep, status: int = 200) -> HttpResponse:
    return page(request, "programme/pair_step.html", status=status, pair=pair, circle=pair.circle, form=form)


@known
@writes
def _choose_step(request: Request, pk: int) -> HttpResponse:
    pair, form = _pair(request, pk), SmallStep(request.POST)
    if not form.is_valid():
        return _step(request, pair, form, 422)
    commitments.commit_to(**form.cleaned_data, home=pair.circle, circle=pair.circle, by=request.user)
    return go("programme:pair", pk)


step = by_method(get=_ask_step, post=_choose_step)


@known
@reads
def _read_log(request: Request, pk: int) -> HttpResponse:
    return _log(request, _pair(request, pk), LogPage())


def _log(request: Request, pair: PairSeen, form: LogPage, status: int = 200) -> HttpResponse:
    pages = queries.pages(pair.circle, to=request.user)
    return page(
        request,
        "programme/pair_log.html",
        status=status,
        pair=pair,
        circle=pair.circle,
        form=form,
        pages=pages,
    )


@known
@writes
def _write_page(request: Request, pk: int) -> HttpResponse:
    pair, form = _pair(request, pk), LogPage(request.POST)
    if not form.is_valid():
        return _log(request, pair, form, 422)
    commands.write_page(pair, **form.given, by=request.user)
    return go("programme:pair_log", pk)


log = by_method(get=_read_log, post=_write_page)


@known
@writes
def change_page(request: Request, pk: int) -> HttpResponse:
    """Its author shows it, keeps it, says what it is about, or takes it back."""
    mine = found(queries.page_of_mine(pk, to=request.user))
    wanted, about = request.POST.get("do", ""), request.POST.get("about", mine.about)
    if wanted == "back":
        circles.withdraw_entry(mine.entry, by=request.user)
    else:
        shown = wanted == "show" or (wanted != "keep" and mine.entry.shown_at is not None)
        commands.change_page(mine, shown=shown, about=about, by=request.user)
    return go("programme:pair_log", mine.circle_id)


@known
@writes
def keep(request: Request, pk: int) -> HttpResponse:
    """Add a line to what stays between two; or take back one's own."""
    pair = _pair(request, pk)
    if back := number(request.POST.get("back", "")):
        mine = [one for one in queries.kept_between(pair.circle, to=request.user) if one.pk == back]
        circles.withdraw_entry(found(mine[0] if mine else None).entry, by=request.user)
        return go("programme:pair", pk)
    form = KeptLine(request.POST)
    if not form.is_valid():
        return _place(request, pair, form, 422)
    commands.keep_between(pair, text=form.cleaned_data["text"], by=request.user)
    return go("programme:pair", pk)


@known
@reads
def _ask_leaving(request: Request, pk: int) -> HttpResponse:
    pair = _pair(request, pk)
    share = queries.share_of(pair.circle, to=request.user)
    return page(request, "programme/pair_leaving.html", pair=pair, circle=pair.circle, share=share)


@known
@writes
def _leave(request: Request, pk: int) -> HttpResponse:
    take_away = request.POST.get("words") == "away"
    commands.leave_pair(_pair(request, pk), take_away=take_away, by=request.user)
    return go("programme:pair_left")


leaving = by_method(get=_ask_leaving, post=_leave)


@known
@reads
def left(request: Request) -> HttpResponse:
    return page(request, "programme/pair_left.html")
