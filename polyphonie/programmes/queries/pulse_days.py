"""The days on which a programme asks its pairs how it goes: handed down to `listening`, which asks them."""

from __future__ import annotations

from datetime import date

from polyphonie.base.scope import reading
from polyphonie.programmes.models import Cohort
from polyphonie.programmes.queries.cohorts import frozen, in_week


@reading
def pulse_days(pair: int) -> tuple[date, ...]:
    """Of the cohort to which this pair belongs; none where it belongs to no cohort."""
    row = Cohort.objects.filter(circle__children=pair).first()
    return tuple(in_week(row, week) for week in frozen(row).pulses) if row else ()
