"""Waves that come back."""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.listening.contract.sets import QuestionSet
from polyphonie.listening.models import Rhythm
from polyphonie.listening.queries.sets import set_for
from polyphonie.people.queries import Person


@dataclass(frozen=True)
class RhythmSeen:
    """A wave that comes back, with the questions it asks; None where they are no longer there."""

    row: Rhythm
    set: QuestionSet | None


@reading
def rhythms_of(circle: Circle, *, to: Person) -> list[RhythmSeen]:
    """The rhythms of a circle, for its members."""
    if circles.membership(circle, to) is None:
        return []
    rows = Rhythm.objects.filter(circle=circle, ended_at=None).order_by("next_on", "pk")
    return [RhythmSeen(row, set_for(circle, row.set)) for row in rows]


@reading
def rhythm(pk: int, *, to: Person) -> Rhythm | None:
    """One rhythm that goes on, for the members of its circle; None as if it did not exist."""
    row = Rhythm.objects.filter(pk=pk, ended_at=None).select_related("circle").first()
    mine = circles.membership(row.circle_id if row else 0, to)
    return row if mine is not None else None
