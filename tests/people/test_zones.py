"""Somebody lives elsewhere: their pages tell their hours, and read the hours they type."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from polyphonie.base import clock, holdings
from polyphonie.notices import commands as notices
from polyphonie.people import commands, queries
from polyphonie.people.contract import zones
from tests.base.said import refused

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def live(person, zone):
    commands.prefer(person, language="fr", plain=False, cadence="digest", zone=zone, by=person)


def test_a_place_is_chosen_kept_and_given_up(world):
    live(world.amina, "Indian/Reunion")
    assert queries.person(world.amina.pk).zone == "Indian/Reunion"
    commands.prefer(world.amina, language="en", plain=True, cadence="never", by=world.amina)
    assert queries.person(world.amina.pk).zone == "Indian/Reunion"
    assert holdings.about(world.amina)["people"]["time zone"] == "Indian/Reunion"
    live(world.amina, "")
    assert queries.person(world.amina.pk).zone == ""


@pytest.mark.parametrize("zone", ["La Réunion", "../etc/passwd", "Mars/Olympus", "Etc/GMT+4", "localtime"])
def test_a_place_that_is_not_in_the_list_is_refused(world, zone):
    with refused("Choisissez un lieu dans la liste."):
        live(world.amina, zone)
    assert zones.zone_of(zone) is None


def test_every_place_of_the_database_is_offered_once_and_french_ones_first():
    offered = [*zones.FRENCH, *(name for _, names in zones.elsewhere() for name in names)]
    places = {name for name in available_timezones() if name.partition("/")[0] in zones.AREAS}
    assert (len(offered), set(offered)) == (len(places), places)
    assert [zones.place(zone).fr for zone in ("Indian/Reunion", "America/New_York")] == [
        "La Réunion",
        "New York",
    ]


def test_erasing_somebody_forgets_where_they_live(world):
    live(world.amina, "Indian/Reunion")
    commands.erase(world.amina, by=world.amina)
    world.amina.refresh_from_db()
    assert world.amina.zone == ""


@pytest.mark.parametrize(
    ("zone", "hour"), [("", 6), ("Indian/Reunion", 3), ("America/Guadeloupe", 11), ("Pacific/Noumea", 20)]
)
def test_the_digest_comes_in_the_morning_of_whoever_reads_it(world, mailoutbox, zone, hour):
    """Seven in the morning there, on the first of March: in Paris it is six in universal time."""
    live(world.amina, zone)
    notices.tell([world.amina.pk], kind="review", key="review:1", path="/decisions/1/")
    for before in (hour - 1, hour):
        with clock.at(NOON.replace(hour=before, minute=30)):
            notices.deliver()
        assert len(mailoutbox) == (before == hour)
