"""Choosing a date together: proposing some, saying when one is free, settling one, taking it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.gatherings import rules
from polyphonie.gatherings.events import AvailabilitySaid, DateSettled, DatesProposed, DateTakenBack
from polyphonie.gatherings.models import Availability, Gathering, ProposedDate
from polyphonie.gatherings.queries import topic
from polyphonie.people.queries import Person


@command
def propose_dates(gathering: Gathering, *, dates: Collection[datetime], by: Person) -> list[ProposedDate]:
    """Ask the circle when it can come; dates that are over make room for these. Records `DatesProposed`."""
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    made = write_dates(row, dates=dates, by=by)
    announce_dates(row, dates=made, by=by)
    return made


def write_dates(row: Gathering, *, dates: Collection[datetime], by: Person) -> list[ProposedDate]:
    """The first half of proposing, for a gathering that is being called: nobody is told yet."""
    check(rules.why_not_propose_dates(row, dates, by))
    ProposedDate.objects.filter(gathering=row, at__lte=clock.now()).delete()
    return [
        ProposedDate.objects.create(gathering=row, at=at, proposed_by=by, proposed_at=clock.now())
        for at in sorted(dates)
    ]


def announce_dates(row: Gathering, *, dates: list[ProposedDate], by: Person) -> None:
    """The second half. Records `DatesProposed`."""
    if dates:
        record(DatesProposed(gathering=row.pk, dates=[date.pk for date in dates]), by=by, topic=topic(row))


@command
def say_when_free(gathering: Gathering, *, answers: Mapping[int, str], by: Person) -> None:
    """Say of some of the dates whether one can come; saying it again replaces it. Records `AvailabilitySaid`."""
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    check(rules.why_not_say_when_free(row, answers, by))
    for date, answer in answers.items():
        Availability.objects.update_or_create(
            date_id=date, person=by, defaults={"answer": answer, "said_at": clock.now()}
        )
    record(AvailabilitySaid(gathering=row.pk, person=by.pk), by=by, topic=topic(row))


@command
def settle_date(gathering: Gathering, *, date: int, by: Person) -> Gathering:
    """Choose one of the proposed dates, or another one than before. Records `DateSettled`."""
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    chosen = ProposedDate.objects.filter(gathering=row, pk=date).first()
    check(rules.why_not_settle(row, chosen, by))
    assert chosen is not None  # noqa: S101 -- the rule above refused None
    if row.planned_at != chosen.at:
        _move(row, to=chosen.at)
        at = chosen.at.astimezone(UTC).isoformat()
        record(DateSettled(gathering=row.pk, at=at), by=by, topic=topic(row))
    return row


@command
def take_date_back(gathering: Gathering, *, by: Person) -> Gathering:
    """The date does not hold any more; the gathering waits for another one. Records `DateTakenBack`."""
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    check(rules.why_not_take_date_back(row, by))
    if row.planned_at is not None:
        _move(row, to=None)
        record(DateTakenBack(gathering=row.pk), by=by, topic=topic(row))
    return row


def _move(row: Gathering, *, to: datetime | None) -> None:
    row.planned_at, row.date_moved_at = to, clock.now()
    row.date_moves += 1
    row.save(update_fields=["planned_at", "date_moves", "date_moved_at"])
