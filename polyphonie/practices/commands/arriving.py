"""Taking in sheets of another house: brought as files, read by somebody of the circle, then shown or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import queries
from polyphonie.practices.commands.thinning import thin_since
from polyphonie.practices.contract import full
from polyphonie.practices.contract.catalogue import House, Page, is_whole
from polyphonie.practices.contract.reading import read
from polyphonie.practices.events import ArrivalDecided, ImportRemoved, SheetArrived
from polyphonie.practices.models import Arrival, Origin, Practice
from polyphonie.practices.queries.arriving import practice_of
from polyphonie.practices.queries.words import said_in
from polyphonie.practices.rules import arriving as rules


@dataclass(frozen=True)
class Brought:
    """What files brought: how many sheets are new, how many have a new text, are gone from where they came, or are here as
    they are already."""

    new: int = 0
    updates: int = 0
    gone: int = 0
    same: int = 0


@command
def bring(circle: Circle, *, files: Sequence[bytes], ours: str, by: Person) -> Brought:
    """Take in the files of one catalogue: nothing is shown before somebody of the circle has read it. Raises
    `contract.reading.Unreadable` with every mistake. `ours` is the id of this house. Records `SheetArrived` for each.
    """
    check(rules.why_not_bring(circle, files, by))
    Circle.objects.select_for_update().get(
        pk=circle.pk
    )  # two who bring the same file bring it one after the other
    pages = [read(data) for data in files]
    check(rules.why_not_one_house({page.house.id for page in pages}, ours))
    here = {origin.sheet: origin for origin in queries.of_circle(circle.pk)}
    counted = {"new": 0, "update": 0, "same": 0, "gone": 0}
    for page in pages:
        for told in page.sheets:
            kind = _kind(here.get(told["id"]), told, page)
            counted[kind] += 1
            if kind != "same":
                _wait(circle, page.house, page.made_at, kind=kind, told=told, by=by)
    for origin in _gone(pages, here.values()):
        counted["gone"] += 1
        _wait(circle, pages[0].house, pages[0].made_at, kind="gone", told={"id": origin.sheet}, by=by)
    return Brought(counted["new"], counted["update"], counted["gone"], counted["same"])


def _kind(origin: Origin | None, told: dict[str, Any], page: Page) -> str:
    """An older text, or one that says it comes from a house that is not the sheet's, changes nothing here. The same text with
    its parts, where they were not told before, is more of it."""
    if origin is None:
        return "new"
    more = told["version"] == origin.version and not origin.practice.parts and full.known(told["parts"])
    newer = told["version"] > origin.version or more
    return "update" if newer and origin.house["id"] == page.house.id else "same"


def _gone(pages: Sequence[Page], here: Iterable[Origin]) -> list[Origin]:
    """Sheets of that house that its whole catalogue, made since, lists no longer."""
    if not is_whole(pages):
        return []
    listed = {told["id"] for page in pages for told in page.sheets}
    made_at = min(page.made_at for page in pages)
    return [
        o
        for o in here
        if o.house["id"] == pages[0].house.id and o.sheet not in listed and o.made_at < made_at
    ]


def _wait(
    circle: Circle, house: House, made_at: datetime, *, kind: str, told: dict[str, Any], by: Person
) -> None:
    """What comes again takes the place of what waited."""
    Arrival.objects.filter(circle=circle, sheet=told["id"], decided_at=None).delete()
    row = Arrival.objects.create(
        circle=circle,
        sheet=told["id"],
        kind=kind,
        house=asdict(house),
        told=told if kind != "gone" else {},
        version=told.get("version", 0),
        made_at=made_at,
        brought_by=by,
        brought_at=clock.now(),
    )
    record(SheetArrived(arrival=row.pk, circle=circle.pk), by=by, topic=f"circle:{circle.pk}")


@command
def decide(arrival: Arrival, *, accept: bool, by: Person) -> Practice | None:
    """Somebody read what waited: accepted, it is shown to the circle as a sheet from elsewhere, takes the place of the text
    that was here, or takes it away. Gives the sheet that is here now. Records `ArrivalDecided`."""
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("circle").filter(pk=arrival.pk)
    check(rules.why_not_decide(rows.first(), by))
    arrival = rows.get()
    origin = next((o for o in queries.of_circle(arrival.circle_id) if o.sheet == arrival.sheet), None)
    practice = origin.practice if origin else None
    if accept and arrival.kind == "gone" and practice is not None:
        circles.forget_words([practice.entry_id], by=by)
        practice = None
    elif accept and arrival.kind != "gone":
        practice = _take_in(arrival, practice, by)
    arrival.decided_by, arrival.decided_at, arrival.accepted, arrival.told = by, clock.now(), accept, {}
    arrival.save()
    number = practice.pk if practice else 0
    record(ArrivalDecided(arrival=arrival.pk, practice=number), by=by, topic=f"circle:{arrival.circle_id}")
    return practice


def _take_in(arrival: Arrival, practice: Practice | None, by: Person) -> Practice:
    """As a sheet that nobody here wrote: its entry has no author, so nobody here signs, changes or opens it further. What a
    former text said, and this one does not, leaves the syntheses that quote it."""
    told, former = arrival.told, said_in(practice) if practice else []
    if practice is None:
        entry = circles.write_entry(
            arrival.circle, kind="practice", authors=[], shown=True, open_to_future=True, language=told["language"], by=by
        )  # fmt: skip
        practice = Practice(entry=entry, circle=arrival.circle)
    else:
        practice.number += 1
    practice_of(told, practice)
    practice.written_at = clock.now()
    practice.save()
    Origin.objects.update_or_create(
        practice=practice,
        defaults={
            "sheet": arrival.sheet,
            "house": arrival.house,
            "made_at": arrival.made_at,
            "accepted_by": by,
            "accepted_at": clock.now(),
            "public_since": datetime.fromisoformat(told["public_since"]),
            **{
                name: told[name]
                for name in ("address", "version", "licence", "authors", "quotes", "adapted_from")
            },
        },
    )
    thin_since(Practice.objects.get(pk=practice.pk), former)
    return practice


@command
def remove_import(practice: Practice, *, by: Person) -> None:
    """Take away a sheet that came from elsewhere; adaptations keep where they came from. Records `ImportRemoved`."""
    check(rules.why_not_remove(practice, by))
    circles.forget_words([practice.entry_id], by=by)
    record(ImportRemoved(practice=practice.pk), by=by, topic=f"circle:{practice.circle_id}")
