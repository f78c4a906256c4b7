"""Choosing a date together, as one member of the circle may see it: their own answers, and the others by voice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from polyphonie.base import clock
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.gatherings.contract.dates import FEWEST, MOST, Answer, Tally, tally
from polyphonie.gatherings.models import Availability, Gathering, ProposedDate
from polyphonie.people.queries import Person

__all__ = [
    "FEWEST",
    "MOST",
    "Answer",
    "DateSeen",
    "asks_when",
    "dates_ahead",
    "dates_of",
    "looking_for_a_date",
]


@dataclass(frozen=True)
class DateSeen:
    """One proposed date: what the reader said of it, and how many can come, by voice."""

    pk: int
    at: datetime
    mine: Answer | None
    tally: Tally
    chosen: bool
    past: bool


def dates_of(gathering: Gathering, *, to: Person) -> list[DateSeen]:
    """The proposed dates in the order of time, for a member of the circle; none for anybody else."""
    members = list(circles.members(gathering.circle_id))
    if to.pk not in {member.person_id for member in members}:
        return []
    dates = list(ProposedDate.objects.filter(gathering=gathering))
    said = {
        (row.date_id, row.person_id): Answer(row.answer)
        for row in Availability.objects.filter(date__in=[date.pk for date in dates])
    }
    return [
        DateSeen(
            pk=date.pk,
            at=date.at,
            mine=said.get((date.pk, to.pk)),
            tally=tally((Voice(m.voice), said.get((date.pk, m.person_id))) for m in members),
            chosen=date.at == gathering.planned_at,
            past=date.at <= clock.now(),
        )
        for date in dates
    ]


def looking_for_a_date(gathering: Gathering) -> bool:
    """Have dates been proposed, none of them being settled yet?"""
    return gathering.planned_at is None and ProposedDate.objects.filter(gathering=gathering).exists()


def asks_when() -> Exists:
    """The same, asked of many gatherings at once."""
    return Exists(ProposedDate.objects.filter(gathering=OuterRef("pk"), gathering__planned_at=None))


def dates_ahead(gathering: Gathering) -> QuerySet[ProposedDate]:
    """The proposed dates that are still to come."""
    return ProposedDate.objects.filter(gathering=gathering, at__gt=clock.now())


def availability_held_about(of: Person) -> list[dict[str, Any]]:
    rows = Availability.objects.filter(person=of).select_related("date__gathering").order_by("date__at", "pk")
    return [
        {
            "gathering": row.date.gathering.subject or row.date.gathering.guide_name,
            "date": row.date.at.isoformat(),
            "answer": row.answer,
            "at": row.said_at.isoformat(),
        }
        for row in rows
    ]
