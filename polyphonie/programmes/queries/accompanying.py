"""The pairs of a cohort for those who coordinate it: that they live, and when one talked with them. Nothing of what they write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from polyphonie.base.scope import reading
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.naming import in_order
from polyphonie.programmes.models import Cohort, PairProposal
from polyphonie.programmes.queries.cohorts import coordinates


@dataclass(frozen=True)
class Accompanied:
    """`talked_at`: the last conversation that was held; `talks_at`: the next one that has a date."""

    row: PairProposal
    talked_at: datetime | None
    talks_at: datetime | None

    @property
    def names(self) -> tuple[str, str]:
        return self.row.first.name, self.row.second.name


@reading
def accompanied(cohort: Cohort, *, to: Person) -> list[Accompanied]:
    """The pairs that live, in the order of their names: no other order says less of them. For a coordinator; nobody else."""
    if not coordinates(cohort, to):
        return []
    rows = PairProposal.objects.filter(call__cohort=cohort, parting=None).exclude(circle=None)
    pairs = list(rows.select_related("first", "second", "conversations"))
    held, coming = _conversations(
        pair.conversations.circle_id for pair in pairs if hasattr(pair, "conversations")
    )
    found = [
        Accompanied(pair, held.get(place), coming.get(place))
        for pair in pairs
        for place in [pair.conversations.circle_id if hasattr(pair, "conversations") else 0]
    ]
    return sorted(found, key=lambda each: [in_order(name) for name in each.names])


def _conversations(places: Iterable[int]) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """The last that was held and the next that has a date, by place."""
    held: dict[int, datetime] = {}
    coming: dict[int, datetime] = {}
    dates = Gathering.objects.filter(circle__in=list(places)).values_list(
        "circle", "planned_at", "opened_at", "closed_at"
    )
    for place, planned_at, opened_at, closed_at in dates:
        if closed_at and opened_at:
            held[place] = max(held.get(place, opened_at), opened_at)
        elif planned_at and not closed_at:
            coming[place] = min(coming.get(place, planned_at), planned_at)
    return held, coming
