"""Pulses of a pair, for its two halves: answering, opening the envelope, looking at the points together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.base.refusals import Refusal
from polyphonie.circles.queries import Circle
from polyphonie.engines.variation import dots_svg, dots_table
from polyphonie.listening import commands, queries
from polyphonie.listening.queries import Answered, PulseSeen
from polyphonie.people.queries import Person
from polyphonie.web.doors import Request, by_method, found, known, reads, writes
from polyphonie.web.listening.drawing import Drawn, drawn_chart
from polyphonie.web.listening.forms import ChosenPace, ClosedSignal, PulseAnswers
from polyphonie.web.rendering import go, page

LATELY = 4  # envelopes shown at once; the others are one fold away


@known
@reads
def pulses(request: Request, pk: int) -> HttpResponse:
    return _of_pair(request, found(queries.pair_for(pk, to=request.user)))


def _of_pair(
    request: Request, circle: Circle, form: ChosenPace | None = None, status: int = 200
) -> HttpResponse:
    mine = queries.pulses_of(circle, to=request.user)
    pace = queries.pace_for(circle, to=request.user)
    signals = queries.signals_of_pair(circle, to=request.user)
    return page(
        request,
        "listening/pulses.html",
        status=status,
        circle=circle,
        lately=mine[: -LATELY - 1 : -1],
        before=mine[-LATELY - 1 :: -1] if len(mine) > LATELY else [],
        waiting=[seen for seen in mine if seen.awaited],
        points=_points(mine, request.user),
        charts=_charts(mine),
        signals=[(seen, ClosedSignal(signal=seen.row.pk)) for seen in signals if seen.row.closed_at is None],
        closed=[seen for seen in signals if seen.row.closed_at],
        nothing=queries.rings_for_nothing(len(mine)),
        pace=pace,
        form=form or ChosenPace(initial={"weeks": pace.weeks if pace else None}),
        next_on=queries.next_on(circle, to=request.user),
    )


def _points(pulses: list[PulseSeen], person: Person) -> list[Drawn]:
    """Nothing but dots, however many there are."""
    kept = [seen for seen in pulses if seen.mine or seen.theirs]
    if not kept:
        return []
    moments = queries.moments(kept)
    found = queries.plain_points(kept, me=_("Vous"), other=kept[0].other.shown)
    return [_dots(each, moments, person) for each in found if each.dots]


def _dots(each: Answered, moments: list[str], person: Person) -> Drawn:
    title = each.question.text.to(get_language() or "fr", plain=person.plain)
    # Drawn here; every word in it is escaped.
    picture = mark_safe(dots_svg(title, moments, each.dots, name=f"dots-{each.question.id}"))  # noqa: S308
    low, high = (end.to(get_language() or "fr") for end in (each.set.low, each.set.high))
    ends = _("1 : %(low)s · 5 : %(high)s") % {"low": low, "high": high}
    return Drawn(title, picture, dots_table(title, moments, each.dots, when=_("Quand")), (ends,))


def _charts(pulses: list[PulseSeen]) -> list[Drawn]:
    drawn = queries.own_charts(
        pulses,
        title=_("Vos cinq réponses sur le lien, en moyenne"),
        around=_("Les mêmes, de part et d’autre de leur médiane"),
    )
    return [drawn_chart(chart, f"chart-{at}") for at, chart in enumerate(drawn)]


@known
@writes
def pace(request: Request, pk: int) -> HttpResponse:
    circle = found(queries.pair_for(pk, to=request.user))
    form = ChosenPace(request.POST)
    if not form.is_valid():
        return _of_pair(request, circle, form, 422)
    commands.choose_pace(circle, weeks=form.cleaned_data["weeks"], by=request.user)
    return go("listening:pulses", pk)


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    return _show(request, found(queries.pulse(pk, to=request.user)), request.user)


def _show(
    request: HttpRequest,
    seen: PulseSeen,
    person: Person,
    *,
    link: str = "",
    form: PulseAnswers | None = None,
    status: int = 200,
) -> HttpResponse:
    """Through a link the page is the same whether or not its owner answered: it takes answers, and shows none."""
    shown: dict[str, Any] = {"pulse": seen, "link": link, "author": person, "circle": seen.row.circle}
    shown["plain"] = person.plain
    shown["noted"] = bool(request.GET.get("noted")) if link else seen.mine is not None
    if seen.is_open and (link or not seen.settled):
        shown["form"] = form or PulseAnswers(plain=person.plain, mine=None if link else seen.mine)
    if not link:
        shown |= _together(seen, person)
    shown["address"] = reverse("listening:pulse_by_link", args=[link]) if link else ""
    return page(request, "listening/pulse.html", status=status, **shown)


def _together(seen: PulseSeen, person: Person) -> dict[str, Any]:
    """What a half sees beside the questions: a word to them alone, and the points of both once the envelope is open."""
    every = queries.pulses_of(seen.row.circle, to=person)
    mine, last = every[: seen.row.number], every[-1].row == seen.row
    rows = [
        (question, chosen, (seen.mine or {}).get(question.id), (seen.theirs or {}).get(question.id))
        for question, chosen in queries.asked()
    ]
    apart = queries.lasting_gaps([one.mine for one in mine], [one.theirs for one in mine])
    prompt = queries.prompt_for(every) if last and seen.mine else None
    return {"prompt": prompt, "asked": last and queries.asked_to_talk(seen), "rows": rows, "apart": apart}


@known
@writes
def _answer(request: Request, pk: int) -> HttpResponse:
    seen = found(queries.pulse(pk, to=request.user))
    return _put(request, seen, request.user) or go("listening:pulse", pk)


def _put(request: HttpRequest, seen: PulseSeen, person: Person, link: str = "") -> HttpResponse | None:
    """The page again where something is missing; None once the answer is in the envelope."""
    form = PulseAnswers(request.POST, plain=person.plain)
    if not form.is_valid():
        return _show(request, seen, person, link=link, form=form, status=422)
    try:
        commands.answer_pulse(seen, marks=form.marks(), by=person)
    except Refusal as refusal:
        if form.marks():
            raise
        form.add_error(None, refusal.text.to(get_language() or "fr"))
        return _show(request, seen, person, link=link, form=form, status=422)
    return None


pulse = by_method(get=_read, post=_answer)


@reads
def _read_by_link(request: HttpRequest, link: str) -> HttpResponse:
    seen, person = found(queries.pulse_by_link(link))
    return _show(request, seen, person, link=link)


@writes
def _answer_by_link(request: HttpRequest, link: str) -> HttpResponse:
    seen, person = found(queries.pulse_by_link(link))
    refused = _put(request, seen, person, link)
    return refused or redirect(reverse("listening:pulse_by_link", args=[link]) + "?noted=1")


pulse_by_link = by_method(get=_read_by_link, post=_answer_by_link)


@known
@writes
def unseal(request: Request, pk: int) -> HttpResponse:
    commands.unseal(found(queries.pulse(pk, to=request.user)), by=request.user)
    return go("listening:pulse", pk)


@known
@writes
def seal_again(request: Request, pk: int) -> HttpResponse:
    commands.seal_again(found(queries.pulse(pk, to=request.user)), by=request.user)
    return go("listening:pulse", pk)


@known
@writes
def ask_to_talk(request: Request, pk: int) -> HttpResponse:
    commands.ask_to_talk(found(queries.pulse(pk, to=request.user)), by=request.user)
    return go("listening:pulse", pk)
