"""The hours and the place of workshops, for whoever has been let in already: this room asks for those who walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from polyphonie.base.scope import reading
from polyphonie.people.contract.zones import zone_of
from polyphonie.programmes.contract.hours import instants
from polyphonie.programmes.models import Cohort, HoursAndPlace, Workshop


@dataclass(frozen=True)
class Said:
    """What is said of one workshop: no hours, both, no place, one. `zone` is where the clock hangs."""

    begins: time | None = None
    ends: time | None = None
    zone: str = ""
    place: str = ""

    def on(self, day: date) -> tuple[datetime | None, datetime | None]:
        """Its instants, on that day."""
        if self.begins is None or self.ends is None:
            return None, None
        return instants(day, self.begins, self.ends, zone_of(self.zone) or timezone.get_default_timezone())


NOT_SAID = Said()


@reading
def said_of(cohorts: Iterable[Cohort]) -> dict[int, Said]:
    """What is said of the workshops of these cohorts, by their numbers."""
    rows = HoursAndPlace.objects.filter(workshop__cohort__in=list(cohorts))
    return {row.workshop_id: _said(row) for row in rows}


@reading
def said_at(workshop: Workshop) -> Said:
    """What is said of one workshop."""
    row = HoursAndPlace.objects.filter(workshop=workshop).first()
    return _said(row) if row is not None else NOT_SAID


def _said(row: HoursAndPlace) -> Said:
    return Said(row.begins, row.ends, row.zone, row.place)
