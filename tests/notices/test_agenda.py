"""One's agenda: a secret link, read by other software, that says when and where, and what only on demand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from polyphonie.base import clock, facts, holdings
from polyphonie.circles import commands as circles
from polyphonie.decisions import commands as deciding
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings import queries as finding
from polyphonie.guides import queries as guides
from polyphonie.notices import commands, queries
from polyphonie.notices.models import Agenda
from polyphonie.people import commands as people
from tests.base.said import refused
from tests.decisions.test_commands import adopted

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TUESDAY, FRIDAY = NOON + timedelta(days=8), NOON + timedelta(days=11)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def called(w, **more):
    guide = guides.guide("tour")
    return gatherings.call_gathering(
        w.circle, guide=guide, mode="live", by=w.driss, subject="Les sorties", **more
    )


def read(secret: str) -> str:
    """What the software that holds the link reads, without coming in."""
    return Client().get(f"/calendar/{secret}.ics").content.decode()


def events(secret: str) -> list[tuple[str, object, int]]:
    return [
        (str(e["uid"]), e.decoded("dtstart"), e["sequence"])
        for e in Calendar.from_ical(read(secret)).walk("VEVENT")
    ]


def test_it_lists_gatherings_and_reviews_and_says_when_and_where(world):
    decision = adopted(world)
    gathering = called(world, planned_at=TUESDAY)
    secret = commands.open_agenda(world.amina, by=world.amina)
    calendar = Calendar.from_ical(read(secret))
    told = [
        (str(e["summary"]), e.decoded("dtstart"), str(e["url"]), str(e["uid"]))
        for e in calendar.walk("VEVENT")
    ]
    assert told == [
        (
            "Séance",
            TUESDAY,
            f"{settings.ADDRESS}/gatherings/{gathering.pk}/",
            f"gathering-{gathering.pk}@polyphonie",
        ),
        (
            "Revue d’une décision",
            date(2027, 5, 1),
            f"{settings.ADDRESS}/decisions/{decision.pk}/",
            f"review-{decision.pk}@polyphonie",
        ),
    ]
    text = read(secret)
    assert [word for word in ("sorties", "Mémoire", decision.text, "Tour", "Driss") if word in text] == []
    assert "DTSTART:20270309T120000Z" in text and "DTEND:20270309T123000Z" in text
    assert "DTSTART;VALUE=DATE:20270501" in text
    assert calendar.errors == [] and all(e.errors == [] for e in calendar.walk("VEVENT"))


def test_it_says_what_it_is_about_on_demand_and_never_what_was_decided(world):
    decision = adopted(world)
    called(world, planned_at=TUESDAY)
    people.prefer(world.amina, language="en", plain=False, cadence="never", by=world.amina)
    secret = commands.open_agenda(world.amina, by=world.amina)
    commands.describe_agenda(world.amina, says_what=True, by=world.amina)
    summaries = [str(e["summary"]) for e in Calendar.from_ical(read(secret)).walk("VEVENT")]
    assert summaries == ["Gathering · Les sorties · Mémoire", "Review of a decision · Mémoire"]
    assert decision.text not in read(secret)
    commands.describe_agenda(world.amina, says_what=False, by=world.amina)
    assert "Mémoire" not in read(secret)


def test_a_date_that_moves_keeps_its_uid_and_counts_its_changes(world):
    gathering = called(world, dates=(TUESDAY, FRIDAY))
    secret = commands.open_agenda(world.amina, by=world.amina)
    uid = f"gathering-{gathering.pk}@polyphonie"
    assert events(secret) == []
    tuesday, friday = (d.pk for d in finding.dates_of(gathering, to=world.driss))
    for moment, pk, expected in ((NOON, tuesday, [(uid, TUESDAY, 1)]), (TUESDAY, friday, [(uid, FRIDAY, 2)])):
        with clock.at(moment - timedelta(hours=1)):
            gathering = gatherings.settle_date(gathering, date=pk, by=world.driss)
        assert events(secret) == expected
    assert "LAST-MODIFIED:20270309T110000Z" in read(secret)
    gatherings.take_date_back(gathering, by=world.driss)
    assert events(secret) == []


def test_a_review_that_was_held_moves_to_its_next_day(world):
    decision = adopted(world)
    secret = commands.open_agenda(world.amina, by=world.amina)
    uid = f"review-{decision.pk}@polyphonie"
    assert events(secret) == [(uid, date(2027, 5, 1), 0)]
    deciding.review(decision.pk, outcome="renewed", text="Bien.", review_on=date(2027, 6, 1), by=world.driss)
    assert events(secret) == [(uid, date(2027, 6, 1), 1)]
    deciding.review(decision.pk, outcome="ended", text="Fini.", review_on=None, by=world.driss)
    assert events(secret) == []


def test_what_is_over_leaves_the_agenda(world):
    gathering = gatherings.open_gathering(called(world, planned_at=TUESDAY), by=world.driss)
    secret = commands.open_agenda(world.driss, by=world.driss)
    assert len(events(secret)) == 1
    gatherings.close_gathering(gathering, by=world.driss)
    assert events(secret) == []


def test_leaving_a_circle_takes_its_days_away_and_farid_never_had_them(world):
    adopted(world)
    called(world, planned_at=TUESDAY)
    amina = commands.open_agenda(world.amina, by=world.amina)
    farid = commands.open_agenda(world.farid, says_what=True, by=world.farid)
    assert (len(events(amina)), events(farid)) == (2, [])
    circles.leave(world.circle, person=world.amina, by=world.amina)
    assert events(amina) == []


def test_it_asks_the_same_number_of_questions_however_many_days_there_are(world):
    secret = commands.open_agenda(world.amina, by=world.amina)
    adopted(world)
    called(world, planned_at=TUESDAY)
    agenda = queries.agenda_by(secret)
    with CaptureQueriesContext(connection) as few:
        queries.agenda_calendar(agenda)
    for days in range(3):
        called(world, planned_at=FRIDAY + timedelta(days=days))
    with CaptureQueriesContext(connection) as many:
        queries.agenda_calendar(agenda)
    assert len(many) == len(few)


def test_the_link_is_kept_as_a_digest_renewed_and_closed_at_will(world):
    first = commands.open_agenda(world.amina, by=world.amina)
    assert first not in str(Agenda.objects.values().get())
    second = commands.open_agenda(world.amina, says_what=True, by=world.amina)
    assert [Client().get(f"/calendar/{s}.ics").status_code for s in (first, second, "rien")] == [
        404,
        200,
        404,
    ]
    commands.close_agenda(world.amina, by=world.amina)
    commands.close_agenda(world.amina, by=world.amina)
    assert Client().get(f"/calendar/{second}.ics").status_code == 404
    assert [f.name for f in facts.log(f"person:{world.amina.pk}")] == [
        "AgendaOpened",
        "AgendaOpened",
        "AgendaClosed",
    ]
    with refused("Vous n’avez plus de lien vers votre agenda. Préparez-en un."):
        commands.describe_agenda(world.amina, says_what=True, by=world.amina)


def test_the_agenda_is_one_s_data_and_goes_at_erasure(world):
    secret = commands.open_agenda(world.amina, by=world.amina)
    assert holdings.about(world.amina)["notices"] == [
        {"what": "Un lien vers mon agenda", "says what it is about": False, "at": NOON.isoformat()}
    ]
    people.erase(world.amina, by=world.amina)
    assert (Agenda.objects.count(), Client().get(f"/calendar/{secret}.ics").status_code) == (0, 404)


def test_a_guest_leaves_an_address_first(world):
    rose = people.welcome_guest(name="Rose")
    with refused(
        "Pour avoir un agenda, laissez d’abord une adresse électronique : vous pourrez ainsi le refermer."
    ):
        commands.open_agenda(rose, by=rose)


def test_the_page_shows_the_link_once(client, world):
    client.force_login(world.amina)
    assert client.post("/account/agenda/").headers["Location"] == "/account/"
    shown, again = (client.get("/account/").content.decode() for _ in range(2))
    link = "http://testserver/calendar/"
    assert (link in shown, link in again) == (True, False)
    secret = shown.split(link)[1].split(".ics")[0]
    assert queries.agenda_by(secret).person == world.amina
    client.post("/account/agenda/words/", {"says_what": "on"})
    assert queries.agenda_of(world.amina).says_what is True
    client.post("/account/agenda/closing/")
    assert queries.agenda_of(world.amina) is None
    answer = Client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 404


def test_the_answer_is_a_calendar_that_no_cache_keeps(world):
    secret = commands.open_agenda(world.amina, by=world.amina)
    answer = Client().get(f"/calendar/{secret}.ics")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"], list(answer.cookies)) == (
        "text/calendar; charset=utf-8",
        "no-store, private",
        [],
    )
