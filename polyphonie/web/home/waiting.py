"""What waits for somebody: open gatherings, words asked of them, reviews and small steps whose day has come."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.circles import queries as circles
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.gatherings import queries as gatherings
from polyphonie.listening import queries as listening
from polyphonie.people.queries import Person
from polyphonie.practices import queries as practices
from polyphonie.programmes import queries as programmes

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """Everything the home page shows to one person."""

    gatherings: list[Any]
    called: list[Any]
    widenings: list[Any]
    reviews: list[Any]
    steps: list[Any]
    waves: list[Any]
    pulses: list[Any]
    signals: list[Any]
    cohorts: list[Any]
    sheets: list[Any]
    workshops: list[Any]
    syntheses: list[Any]
    shares: list[Any]
    circles: list[Any]

    @property
    def nothing(self) -> bool:
        return not any(getattr(self, part.name) for part in fields(self) if part.name != "circles")


def waiting_for(person: Person) -> Waiting:
    mine = list(circles.circles_of(person))
    numbers = [c.pk for c in mine]
    under_way = list(gatherings.under_way_for(person))
    known = {g.pk for g in under_way}
    called = [
        g for g in gatherings.of_circles(numbers, to=person) if g.closed_at is None and g.pk not in known
    ]
    return Waiting(
        gatherings=under_way,
        called=called,
        widenings=circles.widenings_waiting(person),
        reviews=decisions.reviews_due(numbers, to=person),
        steps=[c for c in commitments.of_person(person) if (c.due_on - clock.today()).days <= 7],
        waves=listening.waiting_for(person),
        pulses=listening.pulses_waiting(person),
        signals=listening.signals_waiting(person),
        cohorts=listening.cohorts_signalling(person),
        sheets=practices.to_sign(person),
        workshops=[
            day
            for day in programmes.days_ahead(person)
            if day.kind == "workshop" and day.on - clock.today() <= SOON
        ],
        syntheses=practices.kept_to_sign(person),
        shares=programmes.shares_to_sign(person) if any(c.kind == circles.Kind.PAIR for c in mine) else [],
        circles=mine,
    )
