"""Asking for a file, throwing it away, having it made anew."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles.queries import Circle
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.exports import rules
from polyphonie.exports.events import ExportAsked
from polyphonie.exports.models import Export, State
from polyphonie.exports.queries import LASTS, REGISTERS, path_of
from polyphonie.people.queries import Person


@command
def ask_for_export(circle: Circle, *, what: str, by: Person) -> Export:
    """Have a register made as a file. While it is under way, to ask again is to wait for the same one; afterwards the new
    file takes the place of the old one. Records `ExportAsked`."""
    check(rules.why_not_export(circle, what, by))
    mine = Export.objects.filter(person=by, circle=circle, what=what)
    forget(mine.filter(state__in=[State.DONE, State.FAILED]), by=by)
    asked, new = Export.objects.get_or_create(
        person=by,
        circle=circle,
        what=what,
        format="csv",
        defaults={
            "rows_total": REGISTERS[what].size(circle),
            "asked_at": clock.now(),
            "expires_at": clock.now() + LASTS,
        },
    )
    if new:
        record(ExportAsked(export=asked.pk, circle=circle.pk), by=by, topic=f"exports:{by.pk}")
    return asked


@command
def throw_away(export: Export, *, by: Person) -> None:
    """One's own file, made or not: it is gone at once."""
    check(None if export.person_id == by.pk else NOT_FOUND)
    forget(Export.objects.filter(pk=export.pk), by=by)


@command
def forget(exports: QuerySet[Export], *, by: Person | int | None) -> None:
    """Rows and files go together; whoever is making one of them will find out, and throw theirs away."""
    held = list(exports)
    Export.objects.filter(pk__in=[e.pk for e in held]).delete()
    _unlink_at_commit(held)


@command
def make_anew(exports: QuerySet[Export], *, by: Person | int | None) -> None:
    """Somebody took words back: these files are thrown away and made anew, whoever is making one of them stops."""
    old = list(exports.exclude(state=State.FAILED))
    Export.objects.filter(pk__in=[e.pk for e in old]).update(
        state=State.QUEUED, claim=None, tries=0, rows_done=0, file="", made_at=None
    )
    _unlink_at_commit(old)


def _unlink_at_commit(exports: list[Export]) -> None:
    for export in exports:
        if export.file:
            transaction.on_commit(partial(path_of(export).unlink, missing_ok=True))
