"""Since when what is public is as it is: noted by a beat, never of something else, never more than its pages tell. And Farid?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from polyphonie.base import clock
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from polyphonie.practices.models import ToldOutside
from tests.practices.outside import agree, outside, public, read
from tests.practices.sheets import signed

NOON = datetime(2027, 3, 1, 12, 0, 0, 300_000, tzinfo=UTC)
NEXT = datetime(2027, 3, 1, 12, 0, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def at(minutes: float):
    return clock.at(NOON + timedelta(minutes=minutes))


def since(place: str) -> datetime | None:
    """What the page of this place would say now."""
    if place == queries.LIST:
        leaf = queries.public_leaf(most=24)
        return queries.told_since(place, leaf.found, leaf.after)
    if place == queries.FEED:
        return queries.told_since(place, queries.public_leaf().found)
    if place.startswith("catalogue:"):
        return queries.told_since(place, *queries.catalogue_page(int(place.partition(":")[2])))
    one = queries.public_sheet(int(place.partition(":")[2]))
    return queries.told_since(place, [one] if one else [])


def noted() -> int:
    return commands.note_what_is_told(queries.told_now())


def places() -> set[str]:
    return set(ToldOutside.objects.values_list("place", flat=True))


def test_it_is_noted_for_each_place_from_the_next_second_on(world):
    made = public(world)
    wanted = {queries.LIST, queries.FEED, queries.catalogue_from(0), queries.of_sheet(made.pk)}
    assert ({since(place) for place in wanted}, noted(), places()) == ({None}, 4, wanted)
    assert {since(place) for place in wanted} == {None}  # the second is not over
    with at(1):
        assert {since(place) for place in wanted} == {NEXT}
    with at(10):
        assert (noted(), since(queries.FEED)) == (0, NEXT)


UNDONE = {
    "taken back": lambda w, made: commands.take_back(made, by=w.amina),
    "erased": lambda w, made: people.erase(w.bruno, by=w.bruno),
    "a no": lambda w, made: read(made, w.elise, yes=False, reasons="On reconnaît le service."),
}


@pytest.mark.parametrize("how", UNDONE)
def test_a_withdrawal_is_a_change_and_has_no_moment_before_it_is_noted(world, how):
    made = public(world, "Amina", "Bruno")
    noted()
    with at(5):
        assert since(queries.FEED) == NEXT
        UNDONE[how](world, made)
        assert {since(place) for place in places()} == {None}
        assert noted() == 3  # the list, the feed, the catalogue
        assert places() == {queries.LIST, queries.FEED, queries.catalogue_from(0)}
    with at(10):
        assert {since(place) for place in places()} == {NEXT + timedelta(minutes=5)}


def test_whatever_a_page_tells_changes_its_mark(world):
    """The name of an author, that of a reader who is forgotten, the name of the house."""
    made = public(world)
    read(made, world.claire, named=True)
    noted()
    with at(1):
        place = queries.of_sheet(made.pk)
        assert since(place) == NEXT
        with override_settings(SITE_NAME="Autre maison"):
            assert since(place) is None
        people.rename(world.amina, name="Yasmina", by=world.amina)
        assert since(place) is None
        noted()
    with at(2):
        assert since(place) == NEXT + timedelta(minutes=1)
        people.erase(world.claire, by=world.claire)
        assert outside(made) is not None and since(place) is None


def test_what_is_not_public_moves_no_moment(world):
    """Written, agreed, read by one, taken back: a sheet that never was public leaves every mark as it is."""
    public(world)
    noted()
    with at(5):
        hidden = signed(world, "Bruno")
        agree(hidden, world.bruno)
        read(hidden, world.driss)
        assert (noted(), since(queries.FEED)) == (0, NEXT)
        commands.take_back(hidden, by=world.bruno)
        assert (noted(), since(queries.FEED)) == (0, NEXT)


def test_one_more_page_changes_the_page_before_it(world, monkeypatch):
    monkeypatch.setattr("polyphonie.practices.queries.outside.PER_PAGE", 1)
    made = public(world)
    noted()
    with at(5):
        other = public(world)
        assert since(queries.catalogue_from(0)) is None  # the same sheet, and a way on
        noted()
        assert {queries.catalogue_from(0), queries.catalogue_from(made.pk)} <= places()
    with at(10):
        assert since(queries.of_sheet(made.pk)) == NEXT
        assert (
            since(queries.of_sheet(other.pk))
            == since(queries.catalogue_from(0))
            == NEXT + timedelta(minutes=5)
        )


def test_no_word_stands_in_what_is_noted(world):
    made = public(world)
    noted()
    row = ToldOutside.objects.get(place=queries.of_sheet(made.pk))
    assert len(row.mark) == 64 and int(row.mark, 16)
    with override_settings(SECRET_KEY="another key, of another house, that nobody knows"):
        noted()
    assert ToldOutside.objects.get(place=row.place).mark != row.mark  # made under the key of the house
