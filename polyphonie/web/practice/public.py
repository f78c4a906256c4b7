"""For those who write a sheet, and those who read it first: going to everybody, or no longer."""

from __future__ import annotations

from django.http import HttpResponse

from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, POLICY
from polyphonie.practices.queries import SheetSeen
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.guarding import Marked, marked, names_around
from polyphonie.web.practice.forms_outside import PeerForm, PublicForm
from polyphonie.web.practice.outside import address
from polyphonie.web.rendering import go, page


def _mine(request: Request, pk: int) -> SheetSeen:
    seen = found(queries.sheet(pk, to=request.user))
    return found(seen if seen.mine else None)


def _marks(request: Request, seen: SheetSeen) -> list[Marked]:
    """Everybody may read it: the guard looks for the names of all of the circle, its authors' too."""
    return marked(seen.text, names_around(seen.row.circle_id, to=request.user))


@known
@reads
def _ask(request: Request, pk: int) -> HttpResponse:
    return _asking(request, _mine(request, pk))


def _asking(
    request: Request, seen: SheetSeen, form: PublicForm | None = None, status: int = 200
) -> HttpResponse:
    marks, going = _marks(request, seen), queries.going_public(seen)
    me = next(author for author in seen.authors if author.me)
    return page(
        request,
        "practice/public.html",
        status=status,
        sheet=seen,
        going=going,
        marks=marks,
        form=form or PublicForm(author=me, number=seen.row.number, marks=bool(marks)),
        agreed=me.person in going.standing.agreed,
        public_address=address("public_sheet", seen.row.pk),
        reading_address=address("peer_reading", seen.row.pk),
        licence={"name": LICENCE_NAME, "address": LICENCE_ADDRESS},
    )


@known
@writes
def _agree(request: Request, pk: int) -> HttpResponse:
    seen = _mine(request, pk)
    me = next(author for author in seen.authors if author.me)
    form = PublicForm(request.POST, author=me, number=seen.row.number, marks=bool(_marks(request, seen)))
    if not form.is_valid():
        return _asking(request, seen, form, 422)
    given, licence = form.cleaned_data, LICENCE if form.cleaned_data["licence"] else ""
    commands.make_public(
        seen.row, number=given["number"], named=given["signed"] == "name", licence=licence, by=request.user
    )
    return go("practice:public", pk)


public = by_method(get=_ask, post=_agree)


@known
@writes
def take_back(request: Request, pk: int) -> HttpResponse:
    commands.take_back(_mine(request, pk).row, by=request.user)
    return go("practice:public", pk)


@known
@reads
def _ask_reading(request: Request, pk: int) -> HttpResponse:
    seen, before = found(queries.sheet_to_read(pk, to=request.user))
    return _reading(request, seen, PeerForm(number=seen.row.number, before=before))


def _reading(request: Request, seen: SheetSeen, form: PeerForm, status: int = 200) -> HttpResponse:
    return page(request, "practice/peer_reading.html", status=status, sheet=seen, form=form, policy=POLICY)


@known
@writes
def _read(request: Request, pk: int) -> HttpResponse:
    seen, before = found(queries.sheet_to_read(pk, to=request.user))
    form = PeerForm(request.POST, number=seen.row.number, before=before)
    if not form.is_valid():
        return _reading(request, seen, form, 422)
    given = form.cleaned_data
    commands.read_for_public(
        seen.row,
        number=given["number"],
        yes=given["found"] == "yes",
        reasons=given["reasons"],
        named=given["named"],
        by=request.user,
    )
    return go("practice:peer_reading", pk)


peer_reading = by_method(get=_ask_reading, post=_read)
