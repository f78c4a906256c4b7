"""The calendar of a road makes its changes known, to those who walk it; once a day for each workshop, however often it moves."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.notices import commands
from polyphonie.programmes import queries as programmes
from polyphonie.programmes.events import CohortMoved, HoursAndPlaceSaid, WorkshopMoved

SOON = timedelta(days=2)


@hears(WorkshopMoved)
@command
def say_that_it_moved(fact: WorkshopMoved, by: int | None) -> None:
    _tell(fact.workshop, by)


@hears(HoursAndPlaceSaid)
@command
def say_hours_and_place(fact: HoursAndPlaceSaid, by: int | None) -> None:
    _tell(fact.workshop, by)


def _tell(workshop: int, by: int | None) -> None:
    persons, on = programmes.who_walks_to(workshop)
    key, path = f"workshop:{workshop}:{clock.today()}", f"/workshops/{workshop}/"
    soon = on - clock.today() <= SOON
    commands.tell(persons - {by}, kind="workshop_moved", key=key, path=path, urgent=soon)


@hears(CohortMoved)
@command
def say_that_all_moved(fact: CohortMoved, by: int | None) -> None:
    persons, following = programmes.who_walks(fact.cohort)
    key = f"cohort:{fact.cohort}:{clock.today()}"
    if following is not None:
        commands.tell(persons - {by}, kind="road_moved", key=key, path=f"/workshops/{following}/")
