"""Beginning a cohort, moving its calendar, saying when and where a workshop is."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.conf import settings
from django.db.models import F

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.people.contract.zones import zone_of
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.events import CohortBegun, CohortMoved, HoursAndPlaceSaid, WorkshopMoved
from polyphonie.programmes.models import Cohort, HoursAndPlace, Workshop


def topic(cohort: Cohort | int) -> str:
    """The log this belongs to."""
    return f"cohort:{cohort if isinstance(cohort, int) else cohort.pk}"


@command
def begin_cohort(
    *, template: str, name: str, starts_on: date | None, voice: str, by: Person, parent: Circle | None = None
) -> Cohort:
    """Begin a cohort: a circle that walks a programme, frozen as it is today. Records `CohortBegun`.

    `template`: one of the house, or of one of one's circles (`own-12`). Whoever begins it coordinates it. Inside another circle, it gives nothing to read to that circle.
    """
    found = queries.to_walk(template, by)
    check(rules.why_not_walk(found))
    check(rules.why_not_start_on(starts_on))
    assert found is not None and starts_on is not None  # noqa: S101 -- the rules above refused None
    chosen, tables = found
    circle = circles.found_circle(
        name=name, kind=Kind.COHORT, by=by, voice=voice, purpose=chosen.purpose.to(by.language), parent=parent
    )
    cohort = Cohort.objects.create(
        circle=circle,
        template=chosen.id,
        frozen=tables,
        starts_on=starts_on,
    )
    Workshop.objects.bulk_create(
        Workshop(cohort=cohort, name=each.id, week=each.week) for each in chosen.workshops
    )
    record(CohortBegun(cohort=cohort.pk, circle=circle.pk), by=by, topic=topic(cohort))
    return cohort


@command
def move_cohort(cohort: Cohort, *, starts_on: date | None, by: Person) -> None:
    """Move the start, and every date that follows from it. Records `CohortMoved`."""
    check(rules.why_not_coordinate(cohort, by))
    check(rules.why_not_start_on(starts_on))
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=starts_on, **_moved())
    record(CohortMoved(cohort=cohort.pk), by=by, topic=topic(cohort))


@command
def move_workshop(workshop: Workshop, *, to: date | None, by: Person) -> None:
    """Move one workshop by itself; None brings it back to its week. Records `WorkshopMoved`."""
    check(rules.why_not_coordinate(workshop.cohort, by))
    if to is not None:
        check(rules.why_not_start_on(to))
    Workshop.objects.filter(pk=workshop.pk).update(moved_to=to, **_moved())
    record(WorkshopMoved(workshop=workshop.pk), by=by, topic=topic(workshop.cohort_id))


@command
def say_hours_and_place(
    workshop: Workshop, *, begins: time | None, ends: time | None, place: str, by: Person
) -> None:
    """Say when a workshop begins and ends, and where; nothing where it is not known. Records `HoursAndPlaceSaid`.

    Hours are read where `by` lives, then stay those of that clock, whoever changes them.
    """
    check(rules.why_not_coordinate(workshop.cohort, by))
    place = " ".join(place.split())
    check(rules.why_not_such_hours(begins, ends, place))
    before = queries.said_at(workshop)
    if (before.begins, before.ends, before.place) == (begins, ends, place):
        return
    zone = before.zone if before.begins is not None else _zone(by)
    given = {"begins": begins, "ends": ends, "place": place, "zone": zone, "said_by": by}
    if begins is None and not place:
        HoursAndPlace.objects.filter(workshop=workshop).delete()
    else:
        HoursAndPlace.objects.update_or_create(workshop=workshop, defaults=given | {"said_at": clock.now()})
    Workshop.objects.filter(pk=workshop.pk).update(**_moved())
    record(HoursAndPlaceSaid(workshop=workshop.pk), by=by, topic=topic(workshop.cohort_id))


def _zone(by: Person) -> str:
    return by.zone if zone_of(by.zone) is not None else settings.TIME_ZONE


def _moved() -> dict[str, Any]:
    """Calendar software takes the event whose number of moves is higher."""
    return {"moves": F("moves") + 1, "moved_at": clock.now()}
