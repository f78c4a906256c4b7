"""What came from another house and waits to be read; what is here of it already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices.contract import full
from polyphonie.practices.contract import ingredients as library
from polyphonie.practices.contract.catalogue import LISTS, WORDS
from polyphonie.practices.models import Arrival, Origin, Practice
from polyphonie.practices.queries.sheets import Author, Quote, SheetSeen, readable


@dataclass(frozen=True)
class ArrivalSeen:
    """A sheet that waits, as it would be shown, and the one that it would replace or take away, if any."""

    row: Arrival
    seen: SheetSeen | None
    here: SheetSeen | None


def practice_of(told: dict[str, Any], row: Practice) -> Practice:
    """The sheet's texts, put into a row that nobody saves here."""
    for name in (*WORDS, *LISTS, "situation"):
        setattr(row, name, told[name])
    row.ingredients = library.known(told["ingredients"])
    row.parts = full.known(told.get("parts", ()))  # what waits since before houses told them has none
    row.depth = "full" if row.parts else "eclair"
    row.tried_on = date.fromisoformat(told["tried_on"]) if told["tried_on"] else None
    return row


@reading
def arrivals(circle: Circle, *, to: Person) -> list[Arrival]:
    """What waits to be read in a circle of `to`, the oldest first."""
    if circles.membership(circle, to) is None:
        return []
    return list(
        Arrival.objects.filter(circle=circle, decided_at=None).select_related("brought_by").order_by("pk")
    )


@reading
def arrival(pk: int, *, to: Person) -> ArrivalSeen | None:
    """One of them, or None as if it did not exist."""
    mine = circles.circles_of(to).values("pk")
    row = (
        Arrival.objects.filter(pk=pk, circle__in=mine, decided_at=None)
        .select_related("circle", "brought_by")
        .first()
    )
    if row is None:
        return None
    here = Practice.objects.filter(
        pk__in=[o.practice_id for o in of_circle(row.circle_id) if o.sheet == row.sheet]
    )
    return ArrivalSeen(row, _seen(row) if row.told else None, next(iter(readable(here, to)), None))


def _seen(row: Arrival) -> SheetSeen:
    told = row.told
    signs = tuple(Author(0, one["name"], one["voice"]) for one in told["authors"])
    quotes = tuple(Quote(0, one["words"], one["name"], one["voice"], True, False) for one in told["quotes"])
    return SheetSeen(practice_of(told, Practice(circle=row.circle)), signs, quotes)


@reading
def of_circle(circle: int) -> list[Origin]:
    """Where the living sheets of a circle that came from elsewhere come from."""
    rows = Origin.objects.filter(practice__circle=circle, practice__entry__ended_at=None)
    return list(rows.select_related("practice").order_by("pk"))


@reading
def origin_of(practice: int) -> Origin | None:
    return Origin.objects.filter(practice=practice, practice__entry__ended_at=None).first()


@reading
def held_arrivals(of: Person) -> list[dict[str, Any]]:
    """What somebody brought from other houses, and what they decided."""
    rows = Arrival.objects.filter(brought_by=of).order_by("pk")
    brought = [
        {"brought": a.told.get("title", ""), "house": a.house.get("name", ""), "at": a.brought_at.isoformat()}
        for a in rows
    ]
    decided = Arrival.objects.filter(decided_by=of).order_by("pk")
    return [
        *brought,
        *(
            {"decided": a.accepted, "house": a.house.get("name", ""), "at": a.decided_at.isoformat()}
            for a in decided
        ),
    ]
