"""The report of a cohort: what a pair signs for it, and the page that those who walk read, and print."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.circles import commands as circles
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import PairSeen, ReportSeen, Walker
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.guarding import marked
from polyphonie.web.programme.report_forms import ReportWords, Share
from polyphonie.web.rendering import go, page


@known
@reads
def _read_share(request: Request, pk: int) -> HttpResponse:
    """The text the two share; or, where there is none, or where they write another, the form of it."""
    pair = found(queries.pair(pk, to=request.user))
    now = queries.share_of(pair.circle, to=request.user)
    if now is None or "anew" in request.GET:
        return _write_share(request, pair, Share(initial=_begun(pair, request)))
    words = "\n".join((now.row.tried, now.row.wins, now.row.changed))
    around = queries.walkers(pair.row.call.cohort)
    return page(
        request, "programme/pair_share.html", pair=pair, circle=pair.circle, share=now, readers=len(around),
        marks=marked(words, _others(pair, around)),
    )  # fmt: skip


def _begun(pair: PairSeen, request: Request) -> dict[str, Any]:
    """From what is shared now, else from what the two wrote already."""
    now = queries.share_of(pair.circle, to=request.user)
    if now is None:
        return queries.first_words(pair.circle, to=request.user)
    kept = {name: getattr(now.row, name) for name in ("tried", "wins", "changed", "signed_as")}
    return kept | {"counted": "1" if now.row.counted else ""}


def _others(pair: PairSeen, around: list[Walker]) -> list[str]:
    """Names that may be in the text of a pair by mistake: not their own."""
    own = {pair.me.person.shown, pair.other.person.shown if pair.other else ""}
    return [walker.name for walker in around if walker.person.shown not in own]


def _write_share(request: Request, pair: PairSeen, form: Share, status: int = 200) -> HttpResponse:
    readers = len(queries.walkers(pair.row.call.cohort))
    return page(
        request, "programme/pair_share_writing.html", status=status,
        pair=pair, circle=pair.circle, form=form, readers=readers,
    )  # fmt: skip


@known
@writes
def _share_written(request: Request, pk: int) -> HttpResponse:
    pair, form = found(queries.pair(pk, to=request.user)), Share(request.POST)
    if not form.is_valid():
        return _write_share(request, pair, form, 422)
    commands.share_with_cohort(pair, **form.cleaned_data, by=request.user)
    return go("programme:pair_share", pk)


share = by_method(get=_read_share, post=_share_written)


@known
@writes
def sign(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.share(pk, to=request.user))
    commands.sign_share(seen, by=request.user)
    return go("programme:pair_share", seen.row.circle_id)


@known
@writes
def take_back(request: Request, pk: int) -> HttpResponse:
    """Either of the two, also once they have left the pair."""
    seen = found(queries.share(pk, to=request.user))
    circles.withdraw_entry(seen.row.entry, by=request.user)
    if queries.pair(seen.row.circle_id, to=request.user) is None:
        return go("account:mine")
    return go("programme:pair_share", seen.row.circle_id)


def _seen(request: Request, pk: int) -> ReportSeen:
    return found(queries.report(pk, to=request.user))


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    seen = _seen(request, pk)
    inside = queries.cohort(pk, to=request.user) is not None
    return page(
        request, "programme/report.html", seen=seen, inside=inside, place=seen.cohort.circle
    )  # fmt: skip


@known
@reads
def _ask_words(request: Request, pk: int) -> HttpResponse:
    seen = _seen(request, pk)
    now = {"number": seen.row.number, **seen.parts} if seen.row else {"number": 0}
    return _words(request, found(seen if seen.coordinates else None), ReportWords(initial=now))


def _words(request: Request, seen: ReportSeen, form: ReportWords, status: int = 200) -> HttpResponse:
    return page(
        request, "programme/report_writing.html", status=status, seen=seen, circle=seen.cohort.circle, form=form
    )  # fmt: skip


@known
@writes
def _words_written(request: Request, pk: int) -> HttpResponse:
    seen, form = _seen(request, pk), ReportWords(request.POST)
    if not form.is_valid() and seen.coordinates:
        return _words(request, seen, form, 422)
    commands.write_report(seen, **{"number": 0, **form.cleaned_data}, by=request.user)
    return go("programme:report", pk)


words = by_method(get=_ask_words, post=_words_written)


@known
@writes
def count(request: Request, pk: int) -> HttpResponse:
    commands.tally_pairs(_seen(request, pk).cohort, by=request.user)
    return go("programme:report", pk)
