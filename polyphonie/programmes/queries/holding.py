"""What programmes hold about somebody, for that person alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.models import (
    Application,
    Attendance,
    Call,
    CareAgreement,
    HoursAndPlace,
    Need,
    NeedAnswer,
    OwnTemplate,
    Seat,
    TimeGiven,
)
from polyphonie.programmes.queries.holding_pairs import held_in_pairs


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """What this person applied with, carried and answered, opened and adapted; where they were noted present, and sat; the time they gave; what
    they wrote about care, and in a pair."""
    return [*_applied(of), *_walked(of), *_written(of), *held_in_pairs(of)]


def _applied(of: Person) -> Iterator[dict[str, Any]]:
    for row in Application.objects.filter(person=of).order_by("pk"):
        yield {
            "applied as": row.name,
            "e-mail": row.email,
            "contact": row.contact,
            "answers": row.answers,
            "in care with": row.care,
            "would refuse": row.refuses,
            "reports to": row.reports_to,
            "at": row.begun_at.isoformat(),
        }
    for need in Need.objects.filter(application__person=of).order_by("pk"):
        yield {
            "need I carry": need.what,
            "team": need.team,
            "looks for": need.whom,
            "time asked": need.time,
            "at": need.written_at.isoformat(),
        }
    for answer in NeedAnswer.objects.filter(application__person=of).select_related("need").order_by("pk"):
        yield {
            "need I answer": answer.need.team,
            "in my words": answer.words,
            "at": answer.answered_at.isoformat(),
        }
    for call in Call.objects.filter(opened_by=of).order_by("pk"):
        yield {"call": call.about, "until": call.closes_on.isoformat()}


def _walked(of: Person) -> Iterator[dict[str, Any]]:
    for row in Attendance.objects.filter(person=of).select_related("workshop", "noted_by").order_by("pk"):
        yield {
            "workshop": row.workshop.name,
            "present": row.present,
            "noted by": row.noted_by.shown if row.noted_by else "—",
            "at": row.noted_at.isoformat(),
        }
    for seat in Seat.objects.filter(person=of, seating__kept_at__isnull=False).select_related(
        "seating__workshop"
    ):
        yield {"workshop": seat.seating.workshop.name, "table": seat.table}
    for given in TimeGiven.objects.filter(person=of).select_related("noted_by").order_by("on", "pk"):
        yield {
            "time given": given.what,
            "on": given.on.isoformat(),
            "hours": str(given.hours),
            "expenses": str(given.expenses),
            "thanks": given.thanks,
            "noted by": given.noted_by.shown if given.noted_by else "—",
        }


def _written(of: Person) -> Iterator[dict[str, Any]]:
    for row in CareAgreement.objects.filter(written_by=of).order_by("pk"):
        yield {"agreement over care": row.words, "at": row.written_at.isoformat()}
    said = HoursAndPlace.objects.filter(said_by=of).exclude(place="").select_related("workshop")
    for where in said.order_by("pk"):
        yield {
            "workshop": where.workshop.name,
            "place of a workshop": where.place,
            "at": where.said_at.isoformat(),
        }
    for own in OwnTemplate.objects.filter(adapted_by=of).order_by("pk"):
        yield {
            "own programme": own.pk,
            "adapted from": own.adapted_from,
            "at": own.adapted_at.isoformat(),
        }
