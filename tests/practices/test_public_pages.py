"""The public sheets, page after page: all of them, none twice, and nothing of one that is not public. And Farid?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base import clock
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import after_which, place_of
from tests.practices.outside import agree, public, read
from tests.practices.sheets import signed

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def at(minutes: float):
    return clock.at(NOON + timedelta(minutes=minutes))


def walked(most: int = 2) -> list[list[int]]:
    """The numbers of each page, from the first to the last."""
    leaf = queries.public_leaf(most=most)
    pages = [leaf]
    while leaf.after:
        leaf = queries.public_leaf(leaf.after, most=most)
        pages.append(leaf)
    return [[one.row.pk for one in page.found] for page in pages]


def test_the_latest_made_public_is_first_whenever_it_was_begun(world):
    made = [signed(world, title=f"Fiche {n}") for n in range(3)]
    for minutes, n in enumerate((1, 2, 0)):
        with at(minutes):
            agree(made[n], world.amina)
            read(made[n], world.driss, world.claire)
    assert walked() == [[made[0].pk, made[2].pk], [made[1].pk]]
    assert [one.row.pk for one in queries.public_sheets()] == [one.pk for one in made]
    assert [one.row.pk for one in queries.public_sheets(made[0].pk, 1)] == [made[1].pk]


def test_within_one_second_the_latest_begun_is_first_and_none_is_missed(world):
    made = []
    for microseconds in (900, 100, 500, 300, 700):
        with clock.at(NOON + timedelta(microseconds=microseconds)):
            made.append(public(world).pk)
    assert walked() == [[made[4], made[3]], [made[2], made[1]], [made[0]]]


def test_the_order_of_the_database_is_that_of_what_is_told(world):
    """A reader who says yes again, an author who stepped out: the moment is the one that the page tells."""
    first, second = public(world, "Amina", "Bruno"), public(world)
    with at(5):
        read(second, world.elise)
    with at(6):
        commands.step_out(first, by=world.bruno)
    with at(7):
        read(first, world.driss)
    leaf = queries.public_leaf()
    since = {one.row.pk: one.since for one in leaf.found}
    assert since == {first.pk: NOON + timedelta(minutes=7), second.pk: NOON + timedelta(minutes=5)}
    assert walked() == [[first.pk, second.pk]]


def test_the_next_page_is_the_same_once_the_sheet_before_it_is_taken_back(world):
    made = []
    for minutes in range(4):
        with at(minutes):
            made.append(public(world))
    first = queries.public_leaf(most=2)
    commands.take_back(made[2], by=world.amina)  # the last of that page
    commands.take_back(made[1], by=world.amina)  # the first of the next
    assert [one.row.pk for one in queries.public_leaf(first.after, most=2).found] == [made[0].pk]
    assert [one.row.pk for one in queries.public_leaf(most=1).found] == [made[3].pk]


def test_those_that_look_public_and_are_not_leave_no_hole_in_a_page(world):
    """A reader's no keeps one inside: the page has the next one in its place."""
    made = [public(world) for _ in range(4)]
    read(made[2], world.elise, yes=False, reasons="On reconnaît le service.")
    assert walked() == [[made[3].pk, made[1].pk], [made[0].pk]]
    assert [one.row.pk for one in queries.public_sheets(most=3)] == [
        made[0].pk,
        made[1].pk,
        made[3].pk,
    ]


def test_the_place_of_a_sheet_that_was_never_public_is_nobody_s(world):
    """An address holds a moment, not a sheet: with the number of a private one it says what it says with any other."""
    shown = public(world)
    with at(1):
        hidden = signed(world)
    places = [f"{int(NOON.timestamp()) + 30}-{number}" for number in (hidden.pk, 987654321)]
    assert [[one.row.pk for one in queries.public_leaf(place).found] for place in places] == [[shown.pk]] * 2


@pytest.mark.parametrize("odd", ["", "²-1", "-1", "1e9", "9" * 40, f"{'9' * 11}-1", "1-", f"1-{'9' * 19}"])
def test_an_odd_place_is_the_beginning(odd):
    assert after_which(odd) is None


def test_a_place_is_read_as_it_was_written():
    assert after_which(place_of(NOON + timedelta(microseconds=3), 7)) == (NOON, 7)
    assert after_which(place_of(datetime(2286, 1, 1, tzinfo=UTC), 7)) == (datetime(2286, 1, 1, tzinfo=UTC), 7)


def test_a_page_is_told_with_the_same_work_however_many_there_are(world):
    work = []
    for authors in (("Amina", "Bruno"), ("Elise",), ("Bruno", "Amina")):
        public(world, *authors)
        with CaptureQueriesContext(connection) as asked:
            queries.public_leaf()
        work.append(len(asked))
    assert work == [work[0]] * 3 and work[0] <= 17
