"""Looking for a word tells who wrote it only to those whose page shows it. And Farid?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.circles import commands as circles
from polyphonie.practices import queries
from tests.trust import asking
from tests.trust.crawling import everybody, words_in
from tests.trust.place import canary

pytestmark = pytest.mark.django_db

SHEETS = ("practice", "draft", "adapted")
OWN = {"sheet": "practice", "draft": "draft", "adapted": "adapted"}


def people_of(place) -> dict:
    return {name: somebody for name, somebody in everybody(place).items() if somebody is not None}


def shown(place, somebody, thing) -> str:
    """The page of a sheet as somebody has it; empty where there is none."""
    answer = asking.ask(place, somebody, "GET", f"/practices/{place[thing]}/")
    return answer.content.decode() if answer.status_code == 200 else ""


def test_every_word_is_found_by_those_whose_page_shows_it_and_by_nobody_else(place):
    seen = 0
    for name, somebody in people_of(place).items():
        pages = {place[thing]: shown(place, somebody, thing) for thing in SHEETS}
        for said in sorted(word for word in place.said if word.startswith(("sheet-", "draft-", "adapted-t"))):
            found = {one.sheet.row.pk: one for one in place.do(queries.look, to=somebody, words=canary(said))}
            expected = {pk for pk, page in pages.items() if canary(said) in page}
            own = place[OWN[said.split("-")[0]]]  # the page of a sheet also names those that adapt it
            assert set(found) <= expected, (name, said)
            assert (own in found) == (own in expected), (name, said)
            for pk, one in found.items():
                excerpt = "".join(piece.words for piece in one.excerpt)
                assert words_in(excerpt, place) <= words_in(pages[pk], place), (name, said)
            seen += len(found)
    assert seen > 20


def test_a_word_that_nobody_may_show_costs_what_a_word_that_nobody_wrote_costs(place):
    stranger = place.actors["stranger"]

    def questions(words: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert place.do(queries.look, to=stranger, words=words) == []
        return len(asked)

    assert questions(canary("sheet-title")) == questions("canariDePersonne")


def test_similar_sheets_are_those_whose_page_one_has(place):
    for somebody in people_of(place).values():
        for thing in SHEETS:
            seen = place.do(queries.sheet, place[thing], to=somebody)
            near = place.do(queries.similar, seen, to=somebody) if seen else []
            assert all(place.do(queries.sheet, one.sheet.row.pk, to=somebody) for one in near)


def test_taken_back_a_sheet_is_nowhere_at_the_next_question(place):
    author, member = place.actors["author"], place.actors["facilitator"]
    assert place.do(queries.look, to=member, words=canary("sheet-title")) != []
    place.do(
        circles.withdraw_entry, place.do(queries.sheet, place["practice"], to=author).row.entry, by=author
    )
    assert [place.do(queries.look, to=one, words=canary("sheet-title")) for one in (author, member)] == [
        [],
        [],
    ]
    assert (shown(place, author, "practice"), shown(place, member, "practice")) == ("", "")
    page = asking.ask(place, member, "GET", f"/practices/?words={canary('sheet-title')}")
    listed = page.content.decode()
    assert f"/practices/{place['practice']}/" not in listed
