"""A cohort: a programme frozen in a circle, and a calendar that moves as one."""

from datetime import date, timedelta

import pytest

from polyphonie.base.facts import log
from polyphonie.circles import commands as circles
from polyphonie.programmes import commands, queries
from tests import cast
from tests.base.said import refused
from tests.programmes.road import MONDAY, NOT_FOUND, begin

pytestmark = pytest.mark.django_db
WEEKS = [1, 6, 11, 16, 22, 39]


def workshops(r, to=None):
    seen = queries.cohort(r.cohort.circle_id, to=to or r.driss)
    return [day.on for day in seen.days if day.kind == "workshop"]


def days(weeks, start=MONDAY):
    return [start + timedelta(weeks=week - 1) for week in weeks]


def test_every_date_follows_from_the_first_day(r):
    assert workshops(r) == days(WEEKS)
    later = MONDAY + timedelta(days=9)
    commands.move_cohort(r.cohort, starts_on=later, by=r.driss)
    assert workshops(r) == days(WEEKS, later)
    assert [fact.name for fact in log(f"cohort:{r.cohort.pk}")] == ["CohortBegun", "CohortMoved"]


def test_a_workshop_moved_by_itself_stays_where_it_was_put(r):
    second = r.cohort.workshops.get(week=6)
    commands.move_workshop(second, to=date(2027, 5, 20), by=r.driss)
    commands.move_cohort(r.cohort, starts_on=MONDAY + timedelta(weeks=1), by=r.driss)
    later = days(WEEKS, MONDAY + timedelta(weeks=1))
    assert workshops(r) == sorted([date(2027, 5, 20), *(day for at, day in enumerate(later) if at != 1)])
    commands.move_workshop(second, to=None, by=r.driss)
    assert workshops(r) == later


def test_the_programme_is_frozen_and_each_workshop_has_its_guides(r):
    seen = queries.cohort(r.cohort.circle_id, to=r.driss)
    assert seen.template == queries.template("binomes")
    assert [g.id for g in seen.days[0].guides] == ["recit-croise", "carte-du-pouvoir", "consent"]
    assert {day.kind for day in seen.days} == {"workshop", "conversation", "pulse"}


def test_members_read_the_calendar_and_only_coordinators_move_it(r):
    amina = cast.person("Amina")
    circles.enter(r.cohort.circle, person=amina, voice="patient", by=r.driss)
    assert workshops(r, amina) == workshops(r)
    assert queries.cohort(r.cohort.circle_id, to=amina).coordinates is False
    with refused(NOT_FOUND):
        commands.move_cohort(r.cohort, starts_on=MONDAY, by=amina)
    assert queries.workshop(r.cohort.workshops.first().pk, to=amina) is None
    assert queries.workshop(r.cohort.workshops.first().pk, to=r.driss) is not None


@pytest.mark.parametrize("who", ["farid", "elise"])
def test_neither_another_coordinator_nor_a_manager_of_the_parent_sees_anything(r, who):
    other = getattr(r, who)
    assert queries.cohort(r.cohort.circle_id, to=other) is None
    assert queries.calls_of(r.cohort, to=other) == []
    assert queries.call(r.call.pk, to=other) is None
    assert [c.row.pk for c in queries.calls_of(r.cohort, to=r.driss)] == [r.call.pk]
    for verb in (
        lambda: commands.move_cohort(r.cohort, starts_on=MONDAY, by=other),
        lambda: commands.move_workshop(r.cohort.workshops.first(), to=MONDAY, by=other),
        lambda: commands.open_call(r.cohort, about="x", closes_on=MONDAY, by=other),
        lambda: commands.end_call(r.call, by=other),
    ):
        with refused(NOT_FOUND):
            verb()


def test_a_cohort_wants_a_programme_and_a_day(r):
    with refused("Choisissez un programme dans la liste."):
        begin(r.driss, "Autre", template="rien")
    with refused("Choisissez un jour à moins de deux ans d’ici."):
        commands.begin_cohort(template="binomes", name="x", starts_on=None, voice="patient", by=r.driss)


def test_a_call_wants_words_and_a_last_day(r):
    with refused("Dites en quelques mots à qui s’adresse cet appel."):
        commands.open_call(r.cohort, about=" ", closes_on=MONDAY, by=r.driss)
    with refused("Choisissez un dernier jour d’ici au 01/03/2028."):
        commands.open_call(r.cohort, about="x", closes_on=date(2027, 2, 1), by=r.driss)
