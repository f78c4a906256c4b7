"""What was improvised in a crisis, as its readers may read it."""

from __future__ import annotations

from typing import Any

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices.models import Bricolage

MOST = 200


@reading
def journal(circle: Circle, *, to: Person) -> list[Bricolage]:
    """The latest notes of a circle that `to` may read, the newest first."""
    rows = Bricolage.objects.filter(circle=circle, entry__ended_at=None).select_related("noted_by", "entry")
    found = list(rows.order_by("-noted_at", "-pk")[:MOST])
    may = circles.readable([one.entry_id for one in found], to=to) if found else set()
    return [one for one in found if one.entry_id in may]


@reading
def noted_by(of: Person) -> list[dict[str, Any]]:
    """What somebody noted."""
    rows = Bricolage.objects.filter(noted_by=of).order_by("pk")
    return [{"noted": b.what, "with": b.means, "for": b.for_whom, "at": b.noted_at.isoformat()} for b in rows]
