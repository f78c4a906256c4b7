"""Noting the time that somebody gave, what it cost, and what they were given in return."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.programmes import rules
from polyphonie.programmes.commands.cohorts import topic
from polyphonie.programmes.events import TimeNoted, TimeTakenBack
from polyphonie.programmes.models import Cohort, TimeGiven


@command
def note_time(
    cohort: Cohort,
    *,
    person: int,
    on: date | None,
    what: str,
    by: Person,
    hours: Decimal | None = None,
    expenses: Decimal | None = None,
    thanks: str = "",
) -> TimeGiven:
    """Note time, expenses or thanks: one's own, or somebody's by a coordinator. Records `TimeNoted`."""
    hours, expenses = hours or Decimal(0), expenses or Decimal(0)
    check(rules.why_not_note_time(cohort, person, by))
    check(rules.why_not_such_time(on, what, hours, expenses, thanks))
    assert on is not None  # noqa: S101 -- the rule above refused None
    made = TimeGiven.objects.create(
        cohort=cohort,
        person_id=person,
        on=on,
        what=what.strip()[:200],
        hours=hours,
        expenses=expenses,
        thanks=thanks.strip()[:200],
        noted_by=by,
        noted_at=clock.now(),
    )
    record(TimeNoted(time=made.pk, cohort=cohort.pk), by=by, topic=topic(cohort))
    return made


@command
def take_time_back(given: TimeGiven, *, by: Person) -> None:
    """The line goes: at the word of the person it is about, or of whoever noted it. Records `TimeTakenBack`."""
    check(rules.why_not_take_time_back(given, by))
    if TimeGiven.objects.filter(pk=given.pk).delete()[0]:
        record(TimeTakenBack(time=given.pk, cohort=given.cohort_id), by=by, topic=topic(given.cohort_id))
