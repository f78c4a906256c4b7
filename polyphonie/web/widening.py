"""How far something one wrote goes, and opening it to one more circle: the same for every page that lets its author do so."""

from __future__ import annotations

from typing import Any

from polyphonie.circles import commands, queries
from polyphonie.circles.queries import Circle, Entry
from polyphonie.people.queries import Person
from polyphonie.web.doors import Request, found, number


def how_far(entry: Entry, *, to: Person) -> dict[str, Any]:
    """Where it is read already, with the consents; and the circles of this author where it is not."""
    widenings = queries.widenings_of(entry.pk, to=to)
    reading = {entry.circle_id, *(widening.circle_id for widening, _, _ in widenings)}
    others: list[Circle] = [circle for circle in queries.circles_of(to) if circle.pk not in reading]
    return {"widenings": widenings, "others": others}


def open_further(request: Request, entry: Entry) -> None:
    """Ask that the circle named in the form may read it; its author thereby says yes, for their part."""
    circle = found(queries.circle_for(number(request.POST.get("circle", "")), to=request.user))
    future = bool(request.POST.get("future_members"))
    commands.widen(entry, to=circle, by=request.user, future_members=future)
