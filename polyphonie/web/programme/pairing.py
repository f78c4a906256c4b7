"""The pairing of a call, for those who coordinate."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language

from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Pairing, PairProposal
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.programme.forms import Rules
from polyphonie.web.rendering import go, page


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    return _show(request, _paired(request, pk))


def _paired(request: Request, pk: int) -> Pairing:
    return found(queries.pairing(pk, to=request.user, language=get_language() or "fr"))


def _show(request: Request, seen: Pairing, form: Rules | None = None, status: int = 200) -> HttpResponse:
    first, second = number(request.GET.get("first", "")), number(request.GET.get("second", ""))
    return page(
        request,
        "programme/pairing.html",
        status=status,
        seen=seen,
        call=seen.call,
        circle=seen.call.row.cohort.circle,
        form=form or Rules(initial=seen.chosen),
        needs=queries.needs_here(seen),
        needs_answered=any(need.answers for need in seen.needs),
        care=queries.care_in(seen.call.row, to=request.user),
        first=first,
        second=second,
        why_not=queries.why_not(seen, first, second) if first or second else None,
        others=queries.others(seen) if "others" in request.GET else None,
    )


@known
@writes
def _choose(request: Request, pk: int) -> HttpResponse:
    seen = _paired(request, pk)
    form = Rules(request.POST)
    if not form.is_valid():
        return _show(request, seen, form, 422)
    commands.choose_rules(seen.call.row, chosen=form.cleaned_data, by=request.user)
    return go("programme:pairing", pk)


pairing = by_method(get=_read, post=_choose)


@known
@writes
def word(request: Request, pk: int) -> HttpResponse:
    """Two people kept together, or apart; or a word taken back."""
    seen = found(queries.call(pk, to=request.user))
    if back := number(request.POST.get("back", "")):
        commands.take_back_word(seen.row, word=back, by=request.user)
        return go("programme:pairing", pk)
    first, second = number(request.POST.get("first", "")), number(request.POST.get("second", ""))
    kind = request.POST.get("kind", "")
    commands.say_of_two(seen, first=first, second=second, kind=kind, by=request.user)
    return go("programme:pairing", pk)


@known
@writes
def propose(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.call(pk, to=request.user))
    given = [each.partition("-") for each in request.POST.getlist("pair")]
    pairs = [(number(first), number(second)) for first, _, second in given]
    commands.propose_pairs(seen, pairs=pairs, by=request.user)
    return go("programme:pairing", pk)


def _proposal(request: Request, pk: int) -> PairProposal:
    return found(queries.proposal(pk, to=request.user))


@known
@writes
def retain(request: Request, pk: int) -> HttpResponse:
    held = _proposal(request, pk)
    commands.retain_pair(held, by=request.user)
    return go("programme:pairing", held.call_id)


@known
@writes
def end(request: Request, pk: int) -> HttpResponse:
    held = _proposal(request, pk)
    commands.end_proposal(held, by=request.user)
    return go("programme:pairing", held.call_id)
