"""The console of whoever facilitates: what to say, who is there, who has answered, what is next."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from polyphonie.base import clock
from polyphonie.base.text import Text
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.queries import Gathering, Seen
from polyphonie.practices import queries as practices
from polyphonie.web.doors import Request, found, known, number, reads, writes
from polyphonie.web.gathering.seen import facilitated, gathering_of, seen_by, wave_of
from polyphonie.web.gathering.showing import since_last_time
from polyphonie.web.rendering import go, page

CHARGES = {
    "secretary": Text("Tient le secrétariat", "Keeps the record"),
    "cofacilitator": Text("Anime aussi", "Also facilitates"),
}


@known
@reads
def show(request: Request, pk: int) -> HttpResponse:
    return page(request, "gathering/console.html", **_about(request, facilitated(request, pk)))


@known
@reads
def board(request: Request, pk: int) -> HttpResponse:
    return page(request, "gathering/board.html", **_about(request, facilitated(request, pk)))


def _about(request: Request, gathering: Gathering) -> dict[str, Any]:
    seen = seen_by(request, gathering)
    return {
        "gathering": gathering,
        "seen": seen,
        "next": queries.next_step(gathering)
        if gathering.is_open and not (seen.now and seen.now.open)
        else None,
        "wait": queries.why_wait(gathering) if seen.now and seen.now.open else None,
        "wave": wave_of(seen, request.user),
        "roles": _roles(seen),
        "address": request.build_absolute_uri(f"/g/{gathering.secret}/"),
        "server": clock.now(),
        "journal": not gathering.closed_at
        and practices.could_look_at_the_journal(gathering, to=request.user)
        and {"period": practices.journal_period(gathering)},
        "asks_when": not gathering.opened_at and queries.looking_for_a_date(gathering),
        **(since_last_time(request, gathering) if not seen.runs else {}),
    }


def _roles(seen: Seen) -> list[dict[str, Any]]:
    """Each role with who holds it now."""
    roles = [(name, text) for name, text in seen.guide.roles.items()] + list(CHARGES.items())
    return [
        {"name": name, "text": text, "holder": next((p for p in seen.people if _holds(p, name)), None)}
        for name, text in roles
    ]


def _holds(somebody: Any, role: str) -> bool:
    return somebody.charge == role or role in somebody.speaker.roles


@known
@writes
def open_door(request: Request, pk: int) -> HttpResponse:
    commands.open_gathering(gathering_of(request, pk), by=request.user)
    return go("gathering:console", pk)


@known
@writes
def open_step(request: Request, pk: int) -> HttpResponse:
    gathering = gathering_of(request, pk)
    run = commands.open_next(gathering, by=request.user)
    if run is None:
        commands.close_gathering(gathering, by=request.user)
        return go("gathering:record", pk)
    commands.play(gathering, seed=run.pk, but=request.user)
    return go("gathering:console", pk)


@known
@writes
def close_step(request: Request, pk: int) -> HttpResponse:
    commands.close_step(gathering_of(request, pk), by=request.user, anyway=bool(request.POST.get("anyway")))
    return go("gathering:console", pk)


@known
@writes
def more_time(request: Request, pk: int) -> HttpResponse:
    minutes = request.POST.get("minutes", "")
    commands.extend(gathering_of(request, pk), minutes=number(minutes), by=request.user)
    return go("gathering:console", pk)


@known
@writes
def give_role(request: Request, pk: int) -> HttpResponse:
    person = request.POST.get("person", "")
    commands.give_role(
        gathering_of(request, pk),
        role=request.POST.get("role", ""),
        person=number(person),
        by=request.user,
    )
    return go("gathering:console", pk)


@known
@writes
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Hand over to somebody, or take over as co-facilitator."""
    gathering = gathering_of(request, pk)
    person = request.POST.get("person", "")
    if to := number(person):
        commands.hand_over(gathering, to=to, by=request.user)
        return go("gathering:show", pk)
    commands.take_over(gathering, by=request.user)
    return go("gathering:console", pk)


@known
@writes
def end(request: Request, pk: int) -> HttpResponse:
    commands.close_gathering(found(gathering_of(request, pk)), by=request.user)
    return go("gathering:record", pk)
