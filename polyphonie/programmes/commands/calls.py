"""Opening a call, and ending it."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.programmes import rules
from polyphonie.programmes.events import CallEnded, CallOpened
from polyphonie.programmes.models import Call, Cohort


def topic(call: Call | int) -> str:
    """The log this belongs to."""
    return f"call:{call if isinstance(call, int) else call.pk}"


@command
def open_call(cohort: Cohort, *, about: str, closes_on: date | None, by: Person) -> Call:
    """Look for people, until a last day; the page is for whoever is given its link. Records `CallOpened`."""
    check(rules.why_not_coordinate(cohort, by))
    check(rules.why_not_call(closes_on, about))
    made = Call.objects.create(
        cohort=cohort, about=about.strip()[:600], closes_on=closes_on, opened_by=by, opened_at=clock.now()
    )
    record(CallOpened(call=made.pk, circle=cohort.circle_id), by=by, topic=topic(made))
    return made


@command
def end_call(call: Call, *, by: Person) -> None:
    """Nobody applies any more; what was sent stays. Records `CallEnded`."""
    check(rules.why_not_coordinate(call.cohort, by))
    if Call.objects.filter(pk=call.pk, ended_at=None).update(ended_at=clock.now()):
        record(CallEnded(call=call.pk), by=by, topic=topic(call))
