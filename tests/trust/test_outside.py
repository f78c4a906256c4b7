"""What anybody reads without a session: exactly what its authors made public, while they wish it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.practices import commands as practices
from polyphonie.practices import queries as sheets
from polyphonie.practices.contract import catalogue
from polyphonie.practices.contract.reading import read
from tests.guides.schema_check import complaints
from tests.trust import asking
from tests.trust.crawling import body, whole, words_in
from tests.trust.test_canaries import TO_ALL

pytestmark = pytest.mark.django_db
LISTS = ("/public/", "/public/feed.atom", "/public/catalogue.json")


def of_the_sheet(place) -> tuple[str, str]:
    return f"/public/sheets/{place['public']}/", f"/public/sheets/{place['public']}/sheet.json"


def get(place, path, actor="anonymous", **headers):
    client = asking.browser(place, actor)
    return client.get(path, headers=headers)


@pytest.fixture
def undone(place):
    """Whatever happens to the place in this test is undone after it."""
    with transaction.atomic():
        yield place
        transaction.set_rollback(True)


def test_each_channel_carries_the_public_sheet_and_nothing_else(place):
    met = {path: words_in(whole(get(place, path)), place) for path in (*LISTS, *of_the_sheet(place))}
    brief, short = (
        {"public-title", "public-changed"},
        {"public-title", "public-changed", "public-for-whom", "public-step"},
    )
    page, file = of_the_sheet(place)
    assert met == {LISTS[0]: brief, LISTS[1]: short, LISTS[2]: TO_ALL, page: TO_ALL, file: TO_ALL}


def test_an_author_who_does_not_sign_with_a_name_is_nowhere_outside(place):
    """Bruno chose his name, Amina read it under hers; Claire, Élise and the circle are not told."""
    for path in of_the_sheet(place):
        text = whole(get(place, path))
        assert "Bruno" in text and "Elise" not in text
        assert words_in(text, place) & {"person-name", "circle-name", "peer-reasons"} == set()
    (one,) = json.loads(get(place, "/public/catalogue.json").content)["sheets"]
    assert one["authors"] == [{"name": "", "voice": ""}, {"name": "Bruno", "voice": "professional"}]
    assert "Amina" in body(get(place, of_the_sheet(place)[0]))


WAYS = {
    "taken back": lambda place, made: practices.take_back(made, by=place.world.claire),
    "withdrawn": lambda place, made: circles.withdraw_entry(made.entry, by=place.world.bruno),
    "written again": lambda place, made: practices.write(
        made, number=place["public-number"], by=place.world.claire, title="Autrement", tried=["Un.", "Deux.", "Trois."]
    ),
    "one more author": lambda place, made: practices.add_author(made, person=place.world.driss, by=place.world.claire),
    "an author is erased": lambda place, made: people.erase(place.world.bruno, by=place.world.bruno),
    "a reader says no": lambda place, made: practices.read_for_public(
        made, number=place["public-number"], yes=False, reasons="On reconnaît quelqu’un.", by=place.world.elise
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_within_a_request_it_is_gone_from_page_list_feed_and_catalogue(undone, way):
    place = undone
    made = sheets.sheet(place["public"], to=place.world.claire).row
    before = {path: get(place, path) for path in (*LISTS, *of_the_sheet(place))}
    assert all(words_in(whole(answer), place) for answer in before.values())
    place.do(WAYS[way], place, made)
    for path in of_the_sheet(place):
        answer = get(place, path)
        nowhere = get(place, path.replace(str(place["public"]), "987654321"))
        assert answer.status_code == nowhere.status_code == 404
        assert words_in(whole(answer), place) == set()
    for path in LISTS:
        again = get(place, path)
        assert (again.status_code, words_in(whole(again), place)) == (200, set()), path


@pytest.mark.parametrize("noted", [False, True])
@pytest.mark.parametrize("path", [*LISTS, "page", "file"])
def test_a_mark_and_a_moment_say_unchanged_while_it_is_and_never_after_a_withdrawal(undone, path, noted):
    """The withdrawal comes within the second in which the answer was given, before any beat noted it."""
    place = undone
    path = dict(zip(("page", "file"), of_the_sheet(place), strict=True)).get(path, path)
    if noted:
        place.do(practices.note_what_is_told, sheets.told_now())
    with clock.at(place.days.now + timedelta(seconds=2)):
        first = get(place, path)
        mark, moment = first["ETag"], first.get("Last-Modified")
        assert bool(moment) == noted and "no-cache" in first["Cache-Control"]
        late = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
        same = {"If-Modified-Since": moment} if moment else late
        assert get(place, path, **{"If-None-Match": mark}).status_code == 304
        assert get(place, path, **{"If-None-Match": '"other"'}, **same).status_code == 200
        assert get(place, path, **same).status_code == (304 if noted else 200)
        assert get(place, path, **late).status_code == 200  # no answer was given with it
        made = sheets.sheet(place["public"], to=place.world.claire).row
        practices.take_back(made, by=place.world.claire)
        for asked in ({"If-None-Match": mark}, same, late, {"If-None-Match": mark, **same}):
            again = get(place, path, **asked)
            assert again.status_code == (200 if path in LISTS else 404), asked
            assert again.get("ETag") != mark and "Last-Modified" not in again
            assert words_in(whole(again), place) == set()


def test_search_engines_are_asked_to_leave_unless_the_house_says_otherwise(place):
    pages = (*LISTS, *of_the_sheet(place), "/public/reading/", "/public/catalogue.schema.json")
    assert {path: get(place, path).get("X-Robots-Tag") for path in pages} == dict.fromkeys(pages, "noindex")
    assert '<meta name="robots" content="noindex">' in body(get(place, of_the_sheet(place)[0]))
    with override_settings(PUBLIC_INDEXED=True):
        assert {get(place, path).get("X-Robots-Tag") for path in pages} == {None}
        assert "noindex" not in body(get(place, of_the_sheet(place)[0]))


def test_what_we_give_is_what_we_read(place):
    """Our catalogue keeps to its schema, and our own reader finds nothing wrong in it."""
    for path in ("/public/catalogue.json", of_the_sheet(place)[1]):
        content = get(place, path).content
        told = json.loads(content)
        shape = {k: v for k, v in catalogue.schema().items() if not k.startswith("$")}
        assert complaints(told, shape, catalogue.schema()) == []
        found = read(content)
        assert [one["id"] for one in found.sheets] == [told["sheets"][0]["id"]]
        assert catalogue.is_whole([found]) == (path == "/public/catalogue.json")
    assert json.loads(get(place, "/public/catalogue.schema.json").content) == catalogue.schema()


def test_the_same_page_for_whoever_came_in_says_no_more(place):
    """Somebody of the circle, in front of the public page, reads what a stranger reads."""
    for path in of_the_sheet(place):
        assert (
            words_in(body(get(place, path, "author")).replace(place.world.claire.shown, ""), place) == TO_ALL
        )
