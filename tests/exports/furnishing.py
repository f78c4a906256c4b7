"""Many rows at once, which the verbs would take an hour to write; and a register of the tests alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles.models import Authorship
from polyphonie.circles.queries import Circle, Entry
from polyphonie.commitments.queries.steps import Commitment
from polyphonie.exports.queries import REGISTERS
from polyphonie.exports.queries.registers import Register
from polyphonie.people.queries import Person

BATCH = 5_000


def small_steps(circle: Circle, *, by: Person, many: int, start: int = 0) -> None:
    """Small steps named Pas `start`… of a circle, all by one person, open to those who come later."""
    for first in range(start, start + many, BATCH):
        _batch(circle, by, range(first, min(first + BATCH, start + many)))


def _batch(circle: Circle, by: Person, numbers: range) -> None:
    now = clock.now()
    with open_door():
        entries = Entry.objects.bulk_create(
            Entry(circle=circle, kind="commitment", open_to_future=True, written_at=now, shown_at=now)
            for _ in numbers
        )
        Authorship.objects.bulk_create(Authorship(entry=entry, person=by) for entry in entries)
        Commitment.objects.bulk_create(
            Commitment(
                entry=entry, circle=circle, owner=by, text=f"Pas {n}", smallest="Un seul.",
                due_on=now.date() + timedelta(days=7), made_at=now,
            )
            for n, entry in zip(numbers, entries, strict=True)
        )  # fmt: skip


@contextmanager
def a_register_that(answer: Callable[..., Any], size: int = 1000) -> Iterator[None]:
    """A register of these tests alone, in the dictionary where they all are."""
    REGISTERS["odd"] = Register(
        title=REGISTERS["steps"].title, columns=(), size=lambda circle: size, slice=answer,
        cells=lambda row, language: (row,), holding=lambda entry: set(),
    )  # fmt: skip
    try:
        yield
    finally:
        del REGISTERS["odd"]
