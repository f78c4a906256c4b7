"""The days of the road in one's own calendar feed: moved as one, by those who walk, gone with them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.notices import commands as notices
from polyphonie.notices import queries as agendas
from polyphonie.programmes import commands, queries
from tests.programmes.company import company, days
from tests.programmes.duo import form
from tests.programmes.road import MONDAY, NOON, begin

pytestmark = pytest.mark.django_db
WEEKS, TALKS = [1, 6, 11, 16, 22, 39], [4, 9, 14, 19]


@pytest.fixture
def c(r):
    return company(r)


def feed(secret):
    text = Client().get(f"/calendar/{secret}.ics").content.decode()
    return Calendar.from_ical(text).walk("VEVENT")


def told(person, kind="workshop"):
    return [(day.on, day.changes) for day in queries.days_ahead(person) if day.kind == kind]


def in_weeks(weeks, start=MONDAY):
    return [start + timedelta(weeks=week - 1) for week in weeks]


def test_members_have_the_workshops_and_halves_the_conversations_too(r, c):
    expected = [(on, 0) for on in in_weeks(WEEKS)]
    talks = [(on, 0) for on in in_weeks(TALKS)]
    met = {name: (told(p), told(p, "conversation")) for name, p in (("Abel", c["Abel"]), ("Ines", c["Ines"]), ("Driss", r.driss), ("Farid", r.farid), ("Elise", r.elise))}  # fmt: skip
    assert met == {
        "Abel": (expected, []),
        "Ines": (expected, talks),
        "Driss": (expected, talks),
        "Farid": (expected, talks),  # of the cohort that he coordinates, elsewhere
        "Elise": ([], []),
    }
    mine = {day.uid for day in queries.days_ahead(c["Abel"])}
    assert mine.isdisjoint({day.uid for day in queries.days_ahead(r.farid)})


def test_a_calendar_that_moves_as_one_moves_there_too(r, c):
    secret = notices.open_agenda(c["Ines"], by=c["Ines"])
    second = days(r)[1]
    later = MONDAY + timedelta(days=9)
    with clock.at(NOON + timedelta(hours=1)):
        commands.move_cohort(r.cohort, starts_on=later, by=r.driss)
        commands.move_workshop(second, to=date(2027, 5, 25), by=r.driss)
    events = {str(e["uid"]): e for e in feed(secret)}
    on = sorted(e.decoded("dtstart") for uid, e in events.items() if uid.startswith("workshop"))
    assert on == sorted([date(2027, 5, 25), *in_weeks([1, 11, 16, 22, 39], later)])
    moved = events[f"workshop-{second.pk}@polyphonie"]
    assert (moved["sequence"], moved.decoded("last-modified")) == (2, NOON + timedelta(hours=1))
    assert moved.decoded("dtend") == date(2027, 5, 26)
    assert {e["sequence"] for uid, e in events.items() if uid.startswith("conversation")} == {1}
    assert [e.errors for e in events.values() if e.errors] == []


def test_it_says_a_workshop_and_where_and_no_name_unless_asked(r, c):
    secret = notices.open_agenda(c["Abel"], by=c["Abel"])
    first = feed(secret)[0]
    assert (str(first["summary"]), str(first["url"]).rpartition("/workshops/")[2]) == (
        "Atelier",
        f"{days(r)[0].pk}/",
    )
    notices.describe_agenda(c["Abel"], says_what=True, by=c["Abel"])
    assert str(feed(secret)[0]["summary"]) == "Atelier · Se rencontrer autrement · Promotion 1"
    half = notices.open_agenda(c["Ines"], says_what=True, by=c["Ines"])
    assert {str(e["summary"]) for e in feed(half)} & {"Atelier · Se rencontrer autrement", "Entretien"} == {
        "Atelier · Se rencontrer autrement",
        "Entretien",
    }
    assert "Promotion" not in "".join(str(e["summary"]) for e in feed(half))  # she does not belong to it


def test_what_is_over_and_what_one_left_is_gone(r, c):
    with clock.at(NOON + timedelta(weeks=6)):  # one week after the first workshop
        assert [on for on, _ in told(c["Abel"])] == in_weeks(WEEKS[1:])
    circles.leave(c.pairs[0], person=c["Ines"], by=c["Ines"])
    circles.leave(r.cohort.circle, person=c["Abel"], by=c["Abel"])
    assert (queries.days_ahead(c["Ines"]), queries.days_ahead(c["Abel"])) == ([], [])


def test_once_a_pair_ended_its_halves_have_workshops_and_no_conversation(d):
    met = [(len(told(who)), len(told(who, "conversation"))) for who in (d.amina, d.stranger)]
    circles.leave(d.circle, person=d.karim, by=d.karim)
    assert met == [(len(WEEKS), len(TALKS))] * 2
    assert [len(told(who, "conversation")) for who in (d.amina, d.stranger)] == [0, len(TALKS)]
    assert len(told(d.amina)) == len(WEEKS)  # she still walks


def test_paired_again_one_has_the_conversations_of_the_pair_that_lives(d):
    circles.leave(d.circle, person=d.karim, by=d.karim)
    leon = d.r.apply("Leon", "professional", themes=["sortie"])
    again = form(d.r, d.r.again(d.applications[0]), leon, d.amina)
    paths = {day.path for day in queries.days_ahead(d.amina) if day.kind == "conversation"}
    assert paths == {f"/circles/{again.circle_id}/"}


def test_a_half_who_coordinates_keeps_the_conversations_of_the_others(d):
    circles.enter(d.r.cohort.circle, person=d.amina, voice="patient", charge="cofacilitator", by=d.r.driss)
    circles.leave(d.circle, person=d.karim, by=d.karim)
    paths = {day.path for day in queries.days_ahead(d.amina) if day.kind == "conversation"}
    assert paths == {f"/circles/{d.r.cohort.circle_id}/programme/"}


def test_two_cohorts_cost_what_one_costs(r, c):
    notices.open_agenda(r.driss, by=r.driss)
    agenda = agendas.agenda_of(r.driss)
    agendas.agenda_calendar(agenda)  # its person is read once
    with CaptureQueriesContext(connection) as one:
        agendas.agenda_calendar(agenda)
    begin(r.driss, "Promotion 2")
    with CaptureQueriesContext(connection) as two:
        agendas.agenda_calendar(agenda)
    assert len(two) == len(one)
