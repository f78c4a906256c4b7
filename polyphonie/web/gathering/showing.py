"""The phone, the screen, and what they ask again when something changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from polyphonie.base import clock, facts
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import queries
from polyphonie.gatherings.queries import Gathering, Seen
from polyphonie.web.doors import Request, known, number, reads
from polyphonie.web.gathering.forms import OnlyVoice
from polyphonie.web.gathering.seen import facilitated, gathering_of, seen_by, step_form, wave_of, who_could
from polyphonie.web.rendering import go, page


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    if gathering.closed_at is not None:
        return go("gathering:record", pk)
    return page(request, "gathering/show.html", **about_stage(request, gathering))


@known
@reads
def stage(request: Request, pk: int) -> HttpResponse:
    return page(request, "gathering/stage.html", **about_stage(request, gathering_of(request, pk)))


@known
@reads
def progress(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    return page(request, "gathering/progress.html", seen=seen_by(request, gathering), server=clock.now())


def about_stage(request: Request, gathering: Gathering, form: Any = None) -> dict[str, Any]:
    """All that the stage shows: the moment, the form if one is asked, and what opens a gathering that has not begun."""
    seen = seen_by(request, gathering)
    changing = request.GET.get("change") == "1"
    asked = form or (
        step_form(seen) if seen.now and (seen.now.mine is None or changing or seen.now.unfinished) else None
    )
    wave = wave_of(seen, request.user)
    return {
        "gathering": gathering,
        "seen": seen,
        "form": asked,
        "wave": wave,
        "could": who_could(seen, wave),
        "enter": OnlyVoice(),
        "server": timezone.now(),
        "asks_when": not gathering.opened_at and queries.looking_for_a_date(gathering),
        **(since_last_time(request, gathering) if not seen.runs else {}),
    }


def since_last_time(request: Request, gathering: Gathering) -> dict[str, Any]:
    """What opens a gathering: decisions to look back at, small steps whose day has come, requests and answers."""
    return {
        "reviews": decisions.reviews_due([gathering.circle_id], to=request.user),
        "due": commitments.due([gathering.circle_id], to=request.user),
        "requests": commitments.open_requests([gathering.circle_id], to=request.user),
    }


@known
@reads
def screen(request: Request, pk: int) -> HttpResponse:
    return page(request, "gathering/screen.html", **_about_screen(request, facilitated(request, pk)))


@known
@reads
def screen_stage(request: Request, pk: int) -> HttpResponse:
    return page(request, "gathering/screen_stage.html", **_about_screen(request, facilitated(request, pk)))


def _about_screen(request: Request, gathering: Gathering) -> dict[str, Any]:
    seen: Seen = seen_by(request, gathering, as_room=True)
    address = request.build_absolute_uri(f"/g/{gathering.secret}/")
    wave = wave_of(seen, request.user)
    shown = {"gathering": gathering, "seen": seen, "address": address, "server": clock.now()}
    return {**shown, "wave": wave, "could": who_could(seen, wave)}


@known
@reads
def since(request: Request, pk: int) -> HttpResponse:
    """The names of what happened after a number: what the stream says, for those whom streams do not reach."""
    gathering = gathering_of(request, pk)
    told = facts.log(queries.topic(gathering), since=number(request.GET.get("n", "0")), at_most=500)
    return JsonResponse({"facts": [[fact.seq, fact.name] for fact in told]})
