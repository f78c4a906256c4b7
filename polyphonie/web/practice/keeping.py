"""A synthesis that is kept: beginning it from sheets, writing it, signing it, with whom, and how far it goes."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.circles import queries as circles
from polyphonie.people import queries as people
from polyphonie.practices import commands, queries, rules
from polyphonie.practices.queries import KeptSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.guarding import marked, names_around
from polyphonie.web.practice.keeping_forms import KeepForm, SynthesisForm
from polyphonie.web.practice.synthesis import sheets_asked, table_of
from polyphonie.web.practice.writing import language
from polyphonie.web.rendering import go, page
from polyphonie.web.widening import how_far, open_further


@known
@reads
def _ask_keep(request: Request) -> HttpResponse:
    sheets = [seen for seen in sheets_asked(request) if seen.shown]
    initial = {"title": request.GET.get("words", "")[:80].capitalize()}
    form = KeepForm(circles=circles.circles_of(request.user), sheets=sheets, initial=initial)
    return _keeping(request, form)


def _keeping(request: Request, form: KeepForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/keep.html", status=status, form=form, again=request.GET.urlencode())


@known
@writes
def _keep(request: Request) -> HttpResponse:
    sheets = [seen for seen in sheets_asked(request) if seen.shown]
    form = KeepForm(request.POST, circles=circles.circles_of(request.user), sheets=sheets)
    if not form.is_valid():
        return _keeping(request, form, 422)
    given = form.cleaned_data
    circle = found(circles.circle_for(int(given["circle"]), to=request.user))
    chosen = [int(pk) for pk in given["sheets"]]
    made = commands.keep_synthesis(
        circle, sheets=chosen, title=given["title"], by=request.user, language=language()
    )
    return go("practice:write_synthesis", made.pk)


keep = by_method(get=_ask_keep, post=_keep)


def _kept(request: Request, pk: int) -> KeptSeen:
    return found(queries.kept(pk, to=request.user))


def _mine(request: Request, pk: int) -> KeptSeen:
    """The synthesis, for its authors; 404 for anybody else: a desk is nobody else's page."""
    seen = _kept(request, pk)
    return found(seen if seen.mine else None)


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    seen = _kept(request, pk)
    return page(
        request,
        "practice/kept.html",
        place="practice",
        kept=seen,
        circle=circles.circle_for(seen.row.circle_id, to=request.user),
        unfinished=rules.why_not_say_enough(seen.row),
        others=queries.possible_authors_of(seen, to=request.user) if seen.mine else [],
        **table_of(seen.told),
    )


@known
@reads
def _ask_write(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    return _writing(request, seen, SynthesisForm(seen=seen))


def _writing(request: Request, seen: KeptSeen, form: SynthesisForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/write_synthesis.html", status=status, kept=seen, form=form)


@known
@writes
def _write(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    form = SynthesisForm(request.POST, seen=seen)
    if not form.is_valid():
        return _writing(request, seen, form, 422)
    began_from = number(request.POST.get("number", ""))
    commands.write_synthesis(seen.row, number=began_from, by=request.user, **form.words())
    return go("practice:kept", pk)


write = by_method(get=_ask_write, post=_write)


@known
@writes
def sign(request: Request, pk: int) -> HttpResponse:
    read = number(request.POST.get("number", ""))
    commands.sign_synthesis(_kept(request, pk).row, number=read, by=request.user)
    return go("practice:kept", pk)


@known
@writes
def join(request: Request, pk: int) -> HttpResponse:
    person = found(people.person(number(request.POST.get("person", ""))))
    commands.join_synthesis(_kept(request, pk).row, person=person, by=request.user)
    return go("practice:kept", pk)


@known
@writes
def leave(request: Request, pk: int) -> HttpResponse:
    commands.leave_synthesis(_kept(request, pk).row, by=request.user)
    return go("practice:synthesis")


@known
@reads
def _ask_opening(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    entry = found(circles.entry_of_mine(seen.row.entry_id, to=request.user))
    names = names_around(seen.row.circle_id, to=request.user)
    marks = marked(seen.text, names - {author.name for author in seen.authors})
    return page(
        request, "practice/open_synthesis.html", kept=seen, marks=marks, **how_far(entry, to=request.user)
    )


@known
@writes
def _open(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    open_further(request, found(circles.entry_of_mine(seen.row.entry_id, to=request.user)))
    return go("practice:open_synthesis", pk)


opening = by_method(get=_ask_opening, post=_open)
