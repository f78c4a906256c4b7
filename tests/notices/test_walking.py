"""A workshop that moves, its hours and its place, a calendar that moves as one: those who walk hear of it, and nobody else."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.notices.models import Notice
from polyphonie.programmes import commands, queries
from tests.programmes.company import company, days
from tests.programmes.road import NOON, road

pytestmark = pytest.mark.django_db


@pytest.fixture
def r():
    with clock.at(NOON):
        made = road()
        made.company = company(made)
        yield made


def heard(kind: str) -> list[tuple[str, str, bool]]:
    with open_door():
        rows = Notice.objects.filter(kind=kind).select_related("person")
        return sorted((row.person.name, row.path, row.urgent) for row in rows)


def walkers(r) -> list[str]:
    """Members and halves of pairs, but whoever did it; Farid coordinates another road."""
    with open_door():
        return sorted(queries.who_walks(r.cohort.pk)[0] - {r.driss.pk})


def say(workshop, r, place="Salle 3"):
    commands.say_hours_and_place(workshop, begins=time(14), ends=time(17), place=place, by=r.driss)


def test_those_who_walk_hear_of_hours_and_place_once_a_day(r):
    first = days(r)[0]
    say(first, r)
    told = heard("workshop_moved")
    assert len(told) == len(walkers(r)) > len(r.company.pairs) * 2
    assert {path for _, path, _ in told} == {f"/workshops/{first.pk}/"}
    assert {"Driss", "Farid"} & {name for name, _, _ in told} == set()
    say(first, r, place="Salle 4")
    assert heard("workshop_moved") == told
    with clock.at(NOON + timedelta(days=1)):
        say(first, r, place="Salle 5")
    assert len(heard("workshop_moved")) == 2 * len(told)


def test_what_is_near_is_mailed_at_once_and_what_is_over_is_not(r):
    first = days(r)[0]
    on = queries.who_walks_to(first.pk)[1]
    noon = NOON.replace(year=on.year, month=on.month, day=on.day)
    with clock.at(noon - timedelta(days=1)):
        say(first, r)
    assert {urgent for _, _, urgent in heard("workshop_moved")} == {True}
    before = len(heard("workshop_moved"))
    with clock.at(noon + timedelta(days=1)):
        say(first, r, place="Ailleurs")
    assert len(heard("workshop_moved")) == before


def test_a_calendar_that_moves_as_one_is_told_once_and_opens_for_each(r):
    commands.move_cohort(r.cohort, starts_on=r.cohort.starts_on + timedelta(days=7), by=r.driss)
    told = heard("road_moved")
    assert len(told) == len(walkers(r))
    with open_door():
        rows = list(Notice.objects.filter(kind="road_moved").select_related("person"))
    for row in rows:
        client = Client()
        client.force_login(row.person)
        assert client.get(row.path).status_code == 200
