"""The hours and the place of a workshop: said by those who coordinate, read by those who walk, the same by any clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from polyphonie.base import clock
from polyphonie.base.facts import log
from polyphonie.base.scope import open_door
from polyphonie.notices import commands as notices
from polyphonie.people import commands as people
from polyphonie.people.queries import Person
from polyphonie.programmes import commands, queries
from polyphonie.programmes.contract.hours import instants
from polyphonie.programmes.models import HoursAndPlace
from polyphonie.web.templatetags.words import place as as_place
from tests.base.said import plain, refused
from tests.programmes.company import company, days
from tests.programmes.road import NOON, NOT_FOUND

pytestmark = pytest.mark.django_db
PARIS, LINK = ZoneInfo("Europe/Paris"), "https://visio.example/canari"


@pytest.fixture
def c(r):
    return company(r)


def say(r, workshop=None, begins=time(14), ends=time(17), place="Salle 3", by=None):
    commands.say_hours_and_place(
        workshop or days(r)[0], begins=begins, ends=ends, place=place, by=by or r.driss
    )


def told(r, to, at=0):
    """What somebody reads of a workshop: on its page, and for their calendar."""
    seen = queries.at_workshop(days(r)[at].pk, to=to)
    ahead = [day for day in queries.days_ahead(to) if day.uid == f"workshop-{days(r)[at].pk}"]
    return [(day.begins_at, day.ends_at, day.place) for day in (seen.day, *ahead)] if seen else None


def page(person, path):
    client = Client()
    if person is not None:
        client.force_login(person)
    return plain(client.get(path).content.decode())


def feed(person):
    secret = notices.open_agenda(person, says_what=person.agenda.says_what, by=person)
    events = Calendar.from_ical(Client().get(f"/calendar/{secret}.ics").content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: event for event in events}


def _kept():
    with open_door():
        return HoursAndPlace.objects.count()


def test_an_hour_is_what_the_clock_says_on_either_side_of_the_change():
    winter, summer = (instants(date(2027, 3, on), time(14), time(17), PARIS) for on in (27, 28))
    assert winter == (datetime(2027, 3, 27, 13, tzinfo=UTC), datetime(2027, 3, 27, 16, tzinfo=UTC))
    assert summer == (datetime(2027, 3, 28, 12, tzinfo=UTC), datetime(2027, 3, 28, 15, tzinfo=UTC))
    begins, ends = instants(
        date(2027, 3, 28), time(2, 30), time(3, 15), PARIS
    )  # half past two does not exist
    assert begins <= ends


def test_those_who_walk_read_them_and_nobody_else(r, c):
    say(r, place=LINK)
    at = instants(days(r)[0].cohort.starts_on, time(14), time(17), PARIS)
    both = [(*at, LINK)] * 2
    met = {
        name: told(r, person)
        for name, person in (("Driss", r.driss), ("Abel", c["Abel"]), ("Ines", c["Ines"]))
    }
    assert met == {"Driss": both, "Abel": both, "Ines": both}
    assert (told(r, r.elise), told(r, r.farid)) == (None, None)
    addresses = (f"/workshops/{days(r)[0].pk}/", f"/circles/{r.cohort.circle_id}/programme/")
    assert [LINK in page(c["Abel"], path) for path in addresses] == [True, True]
    assert [LINK in page(who, path) for who in (r.farid, r.elise, None) for path in addresses] == [False] * 6
    assert [fact.name for fact in log(f"cohort:{r.cohort.pk}")][-1] == "HoursAndPlaceSaid"


def test_an_applicant_reads_the_days_and_no_place(r):
    """A link is all that an applicant holds, and whoever they give it to reads what stands behind."""
    say(r, place=LINK)
    first = r.apply("Amina", email="amina@valmont.example")
    second = r.apply("Karim", "professional", email="karim@valmont.example")
    proposal = r.propose(first, second)
    for half in (first, second):
        r.answers(proposal, half)
    seen = queries.application_by_link(queries.application_link(first.pk))
    workshops = [day for day in seen.days if day.kind == "workshop"]
    assert len(workshops) == 6
    assert {(day.begins_at, day.place) for day in workshops} == {(None, "")}


@pytest.mark.parametrize("who", ["elise", "farid", "Abel", "Ines"])
def test_only_those_who_coordinate_say_them(r, c, who):
    somebody = getattr(r, who, None) or c[who]
    with refused(NOT_FOUND):
        say(r, by=somebody)
    client = Client()
    client.force_login(somebody)
    assert client.post(f"/workshops/{days(r)[0].pk}/hours/", {"place": "x"}).status_code == 404
    assert queries.said_at(days(r)[0]) == queries.Said()


def test_hours_that_cannot_be_are_refused(r):
    both = "Écrivez l’heure du début et celle de la fin, ou aucune des deux."
    before = "L’atelier finit avant de commencer. Écrivez une heure de fin plus tardive, le même jour."
    for begins, ends, sentence in (
        (time(14), None, both),
        (None, time(14), both),
        (time(14), time(13), before),
        (time(14), time(14), before),
    ):
        with refused(sentence):
            say(r, begins=begins, ends=ends)
    with refused("Ce lieu est trop long. Écrivez-le en 200 signes au plus."):
        say(r, place="x" * 201)
    assert _kept() == 0
    for given in ({"begins": time(14)}, {"begins": time(14), "ends": time(13)}):
        with pytest.raises(IntegrityError), transaction.atomic(), open_door():
            HoursAndPlace.objects.create(workshop=days(r)[0], zone="Europe/Paris", **given)


def test_they_are_said_changed_and_taken_back(r, c):
    say(r, place="  Salle\n3 ")
    assert queries.said_at(days(r)[0]) == queries.Said(time(14), time(17), "Europe/Paris", "Salle 3")
    say(r, begins=None, ends=None, place="Salle 4")
    assert told(r, c["Abel"]) == [(None, None, "Salle 4")] * 2
    say(r, begins=None, ends=None, place=" ")
    assert _kept() == 0
    assert days(r)[0].moves == 3


def test_the_same_said_again_changes_nothing(r):
    say(r)
    say(r)
    assert days(r)[0].moves == 1
    assert [fact.name for fact in log(f"cohort:{r.cohort.pk}")].count("HoursAndPlaceSaid") == 1


def test_hours_follow_a_day_that_moves_and_stay_what_the_clock_says(r, c):
    say(r)
    commands.move_workshop(days(r)[0], to=date(2027, 11, 2), by=r.driss)  # from summer to winter
    begins, ends, place = told(r, c["Abel"])[0]
    assert (begins.astimezone(PARIS), place) == (datetime(2027, 11, 2, 14, tzinfo=PARIS), "Salle 3")
    assert ends - begins == timedelta(hours=3)


def test_hours_are_read_where_they_are_written_and_stay_there(r, c):
    """Driss writes from La Réunion; somebody in Paris changes them later, on the same clock."""
    Person.objects.filter(pk=r.driss.pk).update(zone="Indian/Reunion")
    there = Person.objects.get(pk=r.driss.pk)
    say(r, by=there)
    assert told(r, c["Abel"])[0][0] == datetime(2027, 4, 5, 10, tzinfo=UTC)
    Person.objects.filter(pk=r.driss.pk).update(zone="")
    say(r, begins=time(15), by=Person.objects.get(pk=r.driss.pk))
    assert queries.said_at(days(r)[0]).zone == "Indian/Reunion"
    assert "Heure de ce lieu : La Réunion." in page(r.driss, f"/workshops/{days(r)[0].pk}/")
    assert "de 13:00 à 15:00" in page(c["Abel"], f"/workshops/{days(r)[0].pk}/")


def test_an_agenda_tells_the_hours_and_the_place_only_to_whoever_asked(r, c):
    notices.open_agenda(c["Abel"], by=c["Abel"])
    name = f"workshop-{days(r)[0].pk}"
    whole = feed(c["Abel"])[name]
    assert (whole.decoded("dtstart"), whole.decoded("dtend")) == (date(2027, 4, 5), date(2027, 4, 6))
    with clock.at(NOON + timedelta(hours=1)):
        say(r, place=LINK)
    timed = feed(c["Abel"])[name]
    at = instants(date(2027, 4, 5), time(14), time(17), PARIS)
    assert (timed.decoded("dtstart"), timed.decoded("dtend")) == at
    assert (timed["sequence"], timed.decoded("last-modified")) == (1, NOON + timedelta(hours=1))
    assert "location" not in timed
    notices.describe_agenda(c["Abel"], says_what=True, by=c["Abel"])
    c["Abel"].agenda.refresh_from_db()
    assert str(feed(c["Abel"])[name]["location"]) == LINK
    say(r, place="Salle 4")
    again = feed(c["Abel"])
    assert (str(again[name]["location"]), again[name]["sequence"]) == ("Salle 4", 2)
    assert {event["sequence"] for uid, event in again.items() if uid != name} == {0}
    say(r, begins=None, ends=None, place="")
    gone = feed(c["Abel"])[name]
    assert (gone.decoded("dtstart"), "location" in gone, gone["sequence"]) == (date(2027, 4, 5), False, 3)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Salle 3", "Salle 3"),
        (
            f"Salle 3, ou {LINK}",
            f'Salle 3, ou <a href="{LINK}" rel="noreferrer noopener nofollow">{LINK}</a>',
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("www.valmont.example", "www.valmont.example"),
        ("<b>ici</b>", "&lt;b&gt;ici&lt;/b&gt;"),
        (
            'https://x.example/"onclick=1',
            '<a href="https://x.example/&quot;onclick=1" rel="noreferrer noopener nofollow">https://x.example/&quot;onclick=1</a>',
        ),
    ],
)
def test_a_link_is_followed_only_where_it_is_one(written, shown):
    assert as_place(written) == shown


def test_the_page_asks_and_says_again_what_cannot_be(r, c):
    client = Client()
    client.force_login(r.driss)
    path = f"/workshops/{days(r)[0].pk}/hours/"
    assert client.post(path, {"begins": "midi", "ends": "17:00", "place": "Salle 3"}).status_code == 422
    wrong = client.post(path, {"begins": "17:00", "ends": "14:00", "place": "La grande salle du bas"})
    assert (wrong.status_code, "La grande salle du bas" in plain(wrong.content.decode())) == (422, True)
    assert client.post(path, {"begins": "14:00", "ends": "17:30", "place": "Salle 3"}).status_code == 302
    assert "de 14:00 à 17:30" in page(c["Ines"], f"/workshops/{days(r)[0].pk}/")
    with clock.at(NOON + timedelta(weeks=4)):
        assert "de 14:00 à 17:30" in page(c["Ines"], "/")  # a week before, on her home page


def test_whoever_said_them_finds_them_in_their_data_and_goes_without_a_trace(r):
    say(r)
    held = [each for each in queries.held_about(r.driss) if "place of a workshop" in each]
    assert [(each["workshop"], each["place of a workshop"]) for each in held] == [
        (days(r)[0].name, "Salle 3")
    ]
    people.erase(r.driss, by=r.driss)
    with open_door():
        row = HoursAndPlace.objects.get()
    assert (row.said_by, row.place) == (None, "Salle 3")
