"""A workshop: its day, its hours and its place, who is there, who sits with whom; its tables on the wall, and on paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from polyphonie.base.refusals import Refusal
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.programmes import commands, queries
from polyphonie.programmes.queries import Said, WorkshopSeen
from polyphonie.web.doors import Request, by_method, found, known, number, reads, writes
from polyphonie.web.hours import place_of
from polyphonie.web.programme.forms import HoursAndPlaceAsked, TablesAsked, WorkshopDay
from polyphonie.web.rendering import go, page


def _walked(request: Request, pk: int) -> WorkshopSeen:
    return found(queries.at_workshop(pk, to=request.user))


def _coordinated(request: Request, pk: int) -> WorkshopSeen:
    seen = _walked(request, pk)
    return found(seen if seen.coordinates else None)


def _kept(request: Request, pk: int) -> WorkshopSeen:
    seen = _walked(request, pk)
    return found(seen if seen.kept else None)


def _show(
    request: Request,
    seen: WorkshopSeen,
    form: WorkshopDay | None = None,
    asked: TablesAsked | None = None,
    hours: HoursAndPlaceAsked | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = seen.seating
    initial = {"size": stands.size, "pairs": stands.pairs, "seed": stands.seed} if stands else None
    return page(
        request,
        "programme/workshop.html",
        status=status,
        seen=seen,
        day=seen.day,
        circle=seen.row.cohort.circle,
        form=form or WorkshopDay(initial={"to": seen.day.on}),
        asked=asked or TablesAsked(initial=initial),
        when_and_where=hours or _hours(seen.hours),
    )


def _hours(said: Said, given: QueryDict | None = None) -> HoursAndPlaceAsked:
    """Hours are asked on the clock where they were first written, else on that of whoever writes them."""
    zone = said.zone if said.begins is not None else timezone.get_current_timezone_name()
    written = {"begins": said.begins, "ends": said.ends, "place": said.place}
    return HoursAndPlaceAsked(given, initial=written, where=place_of(zone))


@known
@reads
def _read(request: Request, pk: int) -> HttpResponse:
    return _show(request, _walked(request, pk))


@known
@writes
def _set_day(request: Request, pk: int) -> HttpResponse:
    seen = _coordinated(request, pk)
    form = WorkshopDay(request.POST)
    if not form.is_valid():
        return _show(request, seen, form, status=422)
    commands.move_workshop(seen.row, to=form.cleaned_data["to"], by=request.user)
    return go("programme:cohort", seen.row.cohort.circle_id)


workshop = by_method(get=_read, post=_set_day)


@known
@writes
def say_hours(request: Request, pk: int) -> HttpResponse:
    seen = _coordinated(request, pk)
    form = _hours(seen.hours, request.POST)
    if not form.is_valid():
        return _show(request, seen, hours=form, status=422)
    commands.say_hours_and_place(seen.row, **form.cleaned_data, by=request.user)
    return go("programme:workshop", pk)


@known
@writes
def compose(request: Request, pk: int) -> HttpResponse:
    """Who is there; and, unless only that is wanted, the tables."""
    seen = _coordinated(request, pk)
    present = {number(each) for each in request.POST.getlist("present")}
    if request.POST.get("do") == "note":
        commands.note_attendance(seen.row, present=present, by=request.user)
        return go("programme:workshop", pk)
    asked = TablesAsked(request.POST)
    if asked.is_valid() and _composed(request, seen, present, asked):
        return go("programme:workshop", pk)
    ticked = frozenset(present)  # as they were sent: the page would untick who came, and tick who is away
    return _show(request, replace(seen, present=ticked), asked=asked, status=422)


def _composed(request: Request, seen: WorkshopSeen, present: Collection[int], asked: TablesAsked) -> bool:
    """Whether the tables were made; else the sentence that says why not is on the form, with what was chosen."""
    try:
        commands.compose_tables(seen.row, present=present, **asked.cleaned_data, by=request.user)
    except Refusal as refusal:
        if refusal is NOT_FOUND:
            raise
        asked.add_error(None, refusal.text.to(get_language() or "fr"))
    return asked.is_valid()


@known
@writes
def keep(request: Request, pk: int) -> HttpResponse:
    commands.keep_tables(_coordinated(request, pk).row, by=request.user)
    return go("programme:workshop", pk)


@known
@reads
def screen(request: Request, pk: int) -> HttpResponse:
    """Large letters for the wall: first names and table numbers."""
    return page(request, "programme/tables_screen.html", seen=_kept(request, pk))


@known
@reads
def paper(request: Request, pk: int) -> HttpResponse:
    """A list for the door, and a sheet for each table."""
    return page(request, "programme/tables_paper.html", seen=_kept(request, pk))
