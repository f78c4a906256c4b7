"""Reads of small steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Reader
from polyphonie.commitments.models import Commitment
from polyphonie.people.queries import Person

LONGEST_DAYS = 21


@reading
def of_circle(circle: Circle, *, to: Person) -> list[Commitment]:
    """The small steps of a circle, as `to` may read them: those under way first, by date."""
    found = _readable(_registered(circle), to)
    return sorted(found, key=lambda c: (concluded(c), c.due_on, c.pk))


@reading
def steps_slice(circle: Circle, *, to: Person, after: int, most: int) -> tuple[list[Commitment], list[int]]:
    """A register too long for one page, in the order it was written: what `to` may read of the next `most` small steps
    after number `after`, and the numbers looked at."""
    pks = list(_registered(circle).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    return _readable(Commitment.objects.filter(pk__in=pks).order_by("pk"), to), pks


@reading
def steps_size(circle: Circle) -> int:
    """How many small steps a register has, read or not."""
    return _registered(circle).count()


@reading
def step_registers(entry: int) -> set[int]:
    """The circles whose own register holds this entry."""
    return set(Commitment.objects.filter(entry=entry).values_list("circle", flat=True))


def _registered(circle: Circle) -> QuerySet[Commitment]:
    return Commitment.objects.filter(Q(circle=circle) | Q(entry__widenings__circle=circle)).distinct()


@reading
def of_person(owner: Person) -> list[Commitment]:
    """One's own small steps still under way, the nearest date first."""
    rows = _whole(
        Commitment.objects.filter(owner=owner, conclusion=None, entry__ended_at=None).order_by("due_on", "pk")
    )
    return list(rows)


@reading
def due(circles_: Iterable[Circle | int], *, to: Person) -> list[Commitment]:
    """Small steps whose date has come and that nobody concluded: they open the next gathering."""
    rows = Commitment.objects.filter(circle__in=list(circles_), due_on__lte=clock.today(), conclusion=None)
    return _readable(rows.order_by("due_on", "pk"), to)


@reading
def due_soon(days: int = 2) -> list[tuple[int, int, date]]:
    """Small steps under way whose date is near or past: commitment, owner, date. Numbers only, for reminders."""
    near = clock.today() + timedelta(days=days)
    rows = Commitment.objects.filter(due_on__lte=near, conclusion=None, entry__ended_at=None).exclude(
        owner=None
    )
    return list(rows.values_list("pk", "owner", "due_on"))


@reading
def commitment(pk: int, *, to: Person) -> Commitment | None:
    """One small step, or None as if it did not exist: found out with the same work."""
    entry = Commitment.objects.filter(pk=pk).values_list("entry", flat=True).first()
    if not circles.may_read(entry or 0, to=to):
        return None
    found = _readable(Commitment.objects.filter(pk=pk), to)
    return found[0] if found else None


def concluded(commitment: Commitment) -> bool:
    return getattr(commitment, "conclusion", None) is not None


def _whole(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.select_related("owner", "circle", "conclusion").prefetch_related("news")


def _readable(rows: QuerySet[Commitment], to: Person | Reader) -> list[Commitment]:
    found = list(_whole(rows))
    readable = circles.readable([c.entry_id for c in found], to=to) if found else set()
    return [c for c in found if c.entry_id in readable]


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    return [
        {
            "small step": c.text,
            "smallest": c.smallest,
            "due": c.due_on.isoformat(),
            "news": [n.text for n in c.news.all()],
            "outcome": c.conclusion.outcome if concluded(c) else None,
            "learnt": c.conclusion.learnt if concluded(c) else "",
        }
        for c in _whole(Commitment.objects.filter(owner=of).order_by("pk"))
    ]
