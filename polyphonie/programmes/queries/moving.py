"""Who hears that the calendar of a road changed."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.programmes.models import Cohort, Workshop
from polyphonie.programmes.queries.cohorts import date_of
from polyphonie.programmes.queries.walking import walkers


@reading
def who_walks_to(workshop: int) -> tuple[set[int], date]:
    """The persons of a workshop that is still to come, and its day; nobody for one that is over."""
    row = Workshop.objects.select_related("cohort").get(pk=workshop)
    on = date_of(row.cohort, row)
    return ({walker.pk for walker in walkers(row.cohort)} if on >= clock.today() else set()), on


@reading
def who_walks(cohort: int) -> tuple[set[int], int | None]:
    """The persons of a cohort, its members and the halves of its pairs, and its next workshop; None where all are over."""
    row = Cohort.objects.get(pk=cohort)
    ahead = [w for w in Workshop.objects.filter(cohort=row) if date_of(row, w) >= clock.today()]
    following = min(ahead, key=lambda workshop: date_of(row, workshop), default=None)
    return {walker.pk for walker in walkers(row)}, following.pk if following else None
