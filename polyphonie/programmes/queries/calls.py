"""Reads of calls: for those who coordinate, and for whoever holds the link."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.templates import Template
from polyphonie.programmes.models import Application, Call, Cohort
from polyphonie.programmes.queries.cohorts import coordinated, frozen

SALT = "polyphonie.programmes.call"


@dataclass(frozen=True)
class CallSeen:
    """A call. `sent` and `begun` are counts, told to those who coordinate alone."""

    row: Call
    template: Template
    sent: int = 0
    begun: int = 0

    @property
    def is_open(self) -> bool:
        return is_open(self.row)


def is_open(call: Call) -> bool:
    """Until the end of its last day."""
    return call.ended_at is None and clock.today() <= call.closes_on


@reading
def calls_of(cohort: Cohort, *, to: Person) -> list[CallSeen]:
    """The calls of a cohort, for those who coordinate it: the latest first."""
    rows = Call.objects.filter(cohort=cohort, **coordinated(to, "cohort__")).select_related("cohort__circle")
    return [_counted(row) for row in rows.order_by("-opened_at", "-pk")]


@reading
def call(pk: int, *, to: Person) -> CallSeen | None:
    """One call, for those who coordinate its cohort; None as if it did not exist."""
    rows = Call.objects.filter(pk=pk, **coordinated(to, "cohort__"))
    row = rows.select_related("cohort__circle").first()
    return _counted(row) if row is not None else None


def link_of(call: int) -> str:
    """The secret part of the address of a call."""
    return signing.dumps(call, salt=SALT)


@reading
def call_by_link(given: str) -> CallSeen | None:
    """The call behind a link, closed ones included; None when the link is not one of ours."""
    try:
        pk = signing.loads(given, salt=SALT)
    except signing.BadSignature:
        return None
    row = Call.objects.filter(pk=pk).select_related("cohort__circle").first()
    return CallSeen(row, frozen(row.cohort)) if row is not None else None


def _counted(row: Call) -> CallSeen:
    here = Application.objects.filter(call=row, withdrawn_at=None)
    sent = here.exclude(sent_at=None).count()
    return CallSeen(row, frozen(row.cohort), sent, here.count() - sent)
