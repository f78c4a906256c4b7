"""What was improvised in a crisis, as its readers may read it; what of it a gathering looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Membership, Reader
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.queries import Person
from polyphonie.practices.models import Bricolage, JournalPeriod, Practice
from polyphonie.practices.queries.sheets import SheetSeen, readable

MOST = 200
ON_A_CHRONOLOGY = "timeline"  # the kind of step on which the journal stands


@dataclass(frozen=True)
class OnTheTable:
    """A note of the journal in front of a gathering. `day` counts from the first day chosen; `time` is like 14:30."""

    number: int
    day: int
    time: str
    what: str
    means: str
    for_whom: str
    name: str
    voice: str
    noted_at: datetime


@reading
def journal(circle: Circle, *, to: Person) -> list[Bricolage]:
    """The latest notes of a circle that `to` may read, the newest first."""
    return _readable(Bricolage.objects.filter(circle=circle).order_by("-noted_at", "-pk"), to)


@reading
def notes(circle: Circle, numbers: Iterable[int], *, to: Person) -> list[Bricolage]:
    """Of these notes of the circle, those that `to` may read, in the order in which they were made."""
    return _readable(
        Bricolage.objects.filter(circle=circle, pk__in=set(numbers)).order_by("noted_at", "pk"), to
    )


def _readable(rows: QuerySet[Bricolage], to: Person | Reader) -> list[Bricolage]:
    found = list(rows.filter(entry__ended_at=None).select_related("noted_by", "entry")[:MOST])
    may = circles.readable([one.entry_id for one in found], to=to) if found else set()
    return [one for one in found if one.entry_id in may]


@reading
def journal_period(gathering: Gathering) -> JournalPeriod | None:
    """The days of the journal that this gathering looks at, if any were chosen."""
    return JournalPeriod.objects.filter(gathering=gathering).first()


@reading
def on_the_table(gathering: Gathering, *, to: Person | Reader) -> list[OnTheTable]:
    """The notes of the days that were chosen, as `to` may read them, in the order in which they were made."""
    period = journal_period(gathering)
    if period is None:
        return []
    since, until = (
        timezone.make_aware(datetime.combine(day, at))
        for day, at in ((period.first_day, time.min), (period.last_day, time.max))
    )
    rows = Bricolage.objects.filter(circle=gathering.circle_id, noted_at__range=(since, until))
    found = _readable(rows.order_by("noted_at", "pk"), to)
    voices = _voices(gathering.circle_id, found) if found else {}
    return [_laid(one, period.first_day, voices) for one in found]


def _voices(circle: int, found: Iterable[Bricolage]) -> dict[int, str]:
    stays = Membership.objects.filter(circle=circle, person__in={one.noted_by_id for one in found})
    return {stay.person_id: stay.voice for stay in stays.order_by("joined_at", "pk")}


def _laid(one: Bricolage, first_day: date, voices: dict[int, str]) -> OnTheTable:
    at = timezone.localtime(one.noted_at)
    return OnTheTable(
        number=one.pk,
        day=(at.date() - first_day).days,
        time=f"{at:%H:%M}",
        what=one.what,
        means=one.means,
        for_whom=one.for_whom,
        name=one.noted_by.shown if one.noted_by else "",
        voice=voices.get(one.noted_by_id or 0, ""),
        noted_at=one.noted_at,
    )


@reading
def could_look_at_the_journal(gathering: Gathering, *, to: Person) -> bool:
    """Has the circle a journal that `to` reads, and the guide a chronology on which it would stand?"""
    if gathering.rehearsal or all(step.get("kind") != ON_A_CHRONOLOGY for step in gathering.guide["steps"]):
        return False
    return bool(journal(gathering.circle, to=to))


@reading
def sheets_holding(numbers: Iterable[int], *, to: Person) -> dict[int, SheetSeen]:
    """Note → a sheet of those `to` may read that was made of it; a draft of others is nowhere."""
    entries = dict(Bricolage.objects.filter(pk__in=list(numbers)).values_list("entry", "pk"))
    rows = Practice.objects.filter(borrowings__source__in=entries, entry__ended_at=None).distinct()
    found: dict[int, SheetSeen] = {}
    for seen in readable(rows.order_by("pk"), to):
        for borrowed in seen.row.borrowings.all():
            if borrowed.source_id in entries:
                found.setdefault(entries[borrowed.source_id], seen)
    return found


@reading
def noted_by(of: Person) -> list[dict[str, Any]]:
    """What somebody noted."""
    rows = Bricolage.objects.filter(noted_by=of).order_by("pk")
    return [{"noted": b.what, "with": b.means, "for": b.for_whom, "at": b.noted_at.isoformat()} for b in rows]
