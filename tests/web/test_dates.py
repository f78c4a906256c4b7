"""Dates on pages: proposing, answering, settling, in the hours of whoever reads and types."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from polyphonie.base import clock
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people import commands as people
from polyphonie.web.hours import places
from tests.base.said import plain

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
TUESDAY, FRIDAY = datetime(2027, 3, 9, 16, 0, tzinfo=UTC), datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
REUNION, GUADELOUPE = "Indian/Reunion", "America/Guadeloupe"


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def here(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def lives(person, zone):
    people.prefer(person, language="fr", plain=False, cadence="digest", zone=zone, by=person)


def called(w, **more) -> Gathering:
    return commands.call_gathering(w.circle, guide=guides.guide("tour"), mode="live", by=w.driss, **more)


def words(client, path) -> str:
    return plain(client.get(path).content.decode())


def call(w, by, **sent):
    path = f"/circles/{w.circle.pk}/gatherings/new/"
    return here(by).post(path, {"guide": "tour", "mode": "live", **sent})


# -- choosing a date together


def test_several_dates_are_proposed_with_the_call_and_nothing_opens(world):
    answer = call(world, world.driss, date_1="2027-03-12T17:00", date_4="2027-03-09T17:00")
    gathering = Gathering.objects.get()
    assert answer.headers["Location"] == f"/gatherings/{gathering.pk}/console/"
    assert (gathering.opened_at, gathering.planned_at) == (None, None)
    assert [date.at for date in queries.dates_of(gathering, to=world.amina)] == [TUESDAY, FRIDAY]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"date_2": "2027-03-09T17:00"}, "Proposez deux dates au moins, ou écrivez celle-ci plus haut."),
        (
            {"planned_at": "2027-03-09T17:00", "date_1": "2027-03-10T17:00", "date_2": "2027-03-11T17:00"},
            "Une date, ou plusieurs à proposer : effacez l’une ou les autres.",
        ),
        (
            {"date_1": "demain"},
            "Cette date ne se lit pas, ou l’heure change cette nuit-là. Choisissez-en une autre.",
        ),
        ({"planned_at": "0001-01-01T00:00"}, "Cette date ne se lit pas, ou l’heure change cette nuit-là."),
        ({"planned_at": "9999-12-31T23:59"}, "Cette date ne se lit pas, ou l’heure change cette nuit-là."),
    ],
)
def test_a_call_that_cannot_be_understood_says_why_and_keeps_what_was_typed(world, sent, why):
    answer = call(world, world.driss, subject="Les sorties", **sent)
    page = plain(answer.content.decode())
    assert answer.status_code == 422 and why in page and "Les sorties" in page
    assert Gathering.objects.count() == 0


def test_a_member_answers_on_one_form_and_finds_their_answers_again(world):
    gathering = called(world, dates=(TUESDAY, FRIDAY))
    path = f"/gatherings/{gathering.pk}/dates/"
    amina = here(world.amina)
    assert "Quand pouvez-vous venir ?" in words(amina, "/") and path in words(
        amina, f"/gatherings/{gathering.pk}/"
    )
    tuesday, friday = (date.pk for date in queries.dates_of(gathering, to=world.amina))
    assert amina.post(path, {f"when_{tuesday}": "yes", f"when_{friday}": "no"}).status_code == 302
    page = words(amina, path)
    assert page.count(" checked") == 2
    assert "Aucun patient, aucune patiente ne peut venir à cette date." in page
    assert page.index("mardi 9 mars") < page.index("vendredi 12 mars")
    assert "Choisir cette date" not in page


def test_answers_that_cannot_be_read_are_asked_again(world):
    gathering = called(world, dates=(TUESDAY, FRIDAY))
    path = f"/gatherings/{gathering.pk}/dates/"
    tuesday = queries.dates_of(gathering, to=world.amina)[0].pk
    assert [
        here(world.amina).post(path, sent).status_code
        for sent in ({}, {f"when_{tuesday}": "perhaps"}, {"when_0": "yes"})
    ] == [422, 422, 422]


def test_whoever_facilitates_settles_moves_and_takes_back(world):
    gathering = called(world, dates=(TUESDAY, FRIDAY))
    path, driss = f"/gatherings/{gathering.pk}/dates/", here(world.driss)
    tuesday = queries.dates_of(gathering, to=world.driss)[0].pk
    assert words(driss, path).count("Choisir cette date") == 2
    driss.post(f"{path}{tuesday}/settlement/")
    page = words(here(world.amina), path)
    assert "Rendez-vous le mardi 9 mars, 17:00." in page and "Quand pouvez-vous venir" not in page
    assert words(driss, path).count("Choisir cette date") == 1
    driss.post(f"{path}withdrawal/")
    driss.post(f"{path}proposals/", {"date_1": "2027-04-06T17:00"})
    assert len(queries.dates_of(gathering, to=world.driss)) == 3


def test_farid_finds_nothing(world):
    gathering = called(world, dates=(TUESDAY, FRIDAY))
    path, farid = f"/gatherings/{gathering.pk}/dates/", here(world.farid)
    tuesday = queries.dates_of(gathering, to=world.driss)[0].pk
    asked = [farid.get(path), farid.post(path, {f"when_{tuesday}": "yes"})]
    asked += [farid.post(f"{path}{end}/") for end in ("proposals", "withdrawal", f"{tuesday}/settlement")]
    assert {answer.status_code for answer in asked} == {404}


# -- whose hours


def test_each_reads_the_same_instant_in_their_own_hours(world):
    lives(world.amina, REUNION)
    lives(world.bruno, GUADELOUPE)
    gathering = called(world, planned_at=TUESDAY)
    said = {
        name: words(here(world[name]), f"/gatherings/{gathering.pk}/")
        for name in ("Amina", "Bruno", "Claire")
    }
    assert "Rendez-vous le mardi 9 mars, 20:00 (La Réunion)." in said["Amina"]
    assert "Rendez-vous le mardi 9 mars, 12:00 (Guadeloupe)." in said["Bruno"]
    assert "Rendez-vous le mardi 9 mars, 17:00." in said["Claire"]
    assert ["Heures de cette page" in said[name] for name in said] == [True, True, False]


@pytest.mark.parametrize(
    ("zone", "typed", "meant"),
    [
        ("", "2027-03-09T17:00", datetime(2027, 3, 9, 16, 0, tzinfo=UTC)),
        (REUNION, "2027-03-09T17:00", datetime(2027, 3, 9, 13, 0, tzinfo=UTC)),
        (GUADELOUPE, "2027-03-09T17:00", datetime(2027, 3, 9, 21, 0, tzinfo=UTC)),
        (
            "",
            "2027-03-29T17:00",
            datetime(2027, 3, 29, 15, 0, tzinfo=UTC),
        ),  # after the change of clock in Paris
        (REUNION, "2027-03-28T02:30", datetime(2027, 3, 27, 22, 30, tzinfo=UTC)),  # no clock changes there
    ],
)
def test_a_date_is_read_where_whoever_types_it_lives(world, zone, typed, meant):
    lives(world.driss, zone)
    call(world, world.driss, planned_at=typed)
    assert Gathering.objects.get().planned_at == meant


@pytest.mark.parametrize("typed", ["2027-03-28T02:30", "2027-10-31T02:30"])
def test_an_hour_that_the_change_of_clock_skips_or_doubles_is_asked_again(world, typed):
    answer = call(world, world.driss, planned_at=typed)
    assert answer.status_code == 422 and "l’heure change cette nuit-là" in answer.content.decode()


def test_the_hours_of_one_request_stay_in_it(world):
    lives(world.amina, REUNION)
    here(world.amina).get("/")
    assert timezone.get_current_timezone() == ZoneInfo("Europe/Paris")
    with clock.at(datetime(2027, 3, 1, 22, 0, tzinfo=UTC)):
        assert str(clock.today()) == "2027-03-01"


def test_a_place_is_chosen_on_the_account_page_french_territories_first(world):
    amina = here(world.amina)
    page = words(amina, "/account/")
    assert page.index("Territoires français") < page.index("La Réunion") < page.index("Afrique")
    sent = {"language": "fr", "cadence": "digest"}
    assert amina.post("/account/preferences/", {**sent, "zone": REUNION}).status_code == 302
    assert f'<option value="{REUNION}" selected>' in words(amina, "/account/")
    assert amina.post("/account/preferences/", {**sent, "zone": "Mars/Olympus"}).status_code == 422
    amina.post("/account/preferences/", sent)
    amina.post("/language/", {"language": "fr", "plain": "1"})
    world.amina.refresh_from_db()
    assert world.amina.zone == REUNION


def test_the_list_begins_with_here():
    (value, label), (group, names), *_ = places()
    assert (value, plain(label), group, names[4]) == (
        "",
        "Comme ici : Paris",
        "Territoires français",
        (REUNION, "La Réunion"),
    )


def test_a_step_due_today_is_due_today_where_one_lives(world):
    """In Nouméa the second of March has begun: what falls on the first is yesterday's."""
    lives(world.amina, "Pacific/Noumea")
    with clock.at(NOON + timedelta(hours=2)), timezone.override(ZoneInfo("Pacific/Noumea")):
        assert str(clock.today()) == "2027-03-02"
