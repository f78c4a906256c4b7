"""Who may read a written thing: the whole of it in a table, and a slow obvious twin over everything else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.circles.contract.visibility import (
    FACILITATING,
    Consent,
    Opening,
    Reader,
    Stay,
    Writing,
    places_opened,
    visible,
)


def hour(n: int) -> datetime:
    return datetime(2027, 3, 1, tzinfo=UTC) + timedelta(hours=n)


HOME, OTHER, AMINA, BRUNO, FARID = 10, 20, 1, 2, 6
NOW = hour(100)
WRITTEN = hour(50)
TEXT = Writing(home=HOME, authors=frozenset({AMINA}), written_at=WRITTEN, shown_at=WRITTEN)


def member(circle=HOME, since=0, until=None, charge="", person=BRUNO) -> Reader:
    return Reader(person, (Stay(circle, hour(since), None if until is None else hour(until), charge),))


def opened(to=OTHER, given=60, future=False, by=(AMINA,)) -> tuple[Opening, ...]:
    return (Opening(to, tuple(Consent(a, hour(given), future) for a in by)),)


TABLE = {
    "a member who was there": (member(), TEXT, True),
    "a member who came at the very instant it was written": (member(since=50), TEXT, True),
    "a newcomer": (member(since=51), TEXT, False),
    "a newcomer, where it is open to those who come": (
        member(since=51),
        replace(TEXT, open_to_future=True),
        True,
    ),
    "a member who left": (member(until=99), TEXT, False),
    "a member who leaves at this very instant": (member(until=100), TEXT, False),
    "a member who left, where it is open to the future": (
        member(until=99),
        replace(TEXT, open_to_future=True),
        False,
    ),
    "somebody of another circle": (member(circle=OTHER, person=FARID), TEXT, False),
    "a facilitator of another circle": (
        member(circle=OTHER, person=FARID, charge="facilitator"),
        TEXT,
        False,
    ),
    "nobody's stay at all": (Reader(FARID), TEXT, False),
    "its author, belonging nowhere any more": (Reader(AMINA), TEXT, True),
    "its author, while it is sealed": (Reader(AMINA), replace(TEXT, shown_at=None), True),
    "a member, while it is sealed": (member(), replace(TEXT, shown_at=None), False),
    "a facilitator, while it is sealed": (member(charge="facilitator"), replace(TEXT, shown_at=None), False),
    "a member, before the moment it opens": (member(), replace(TEXT, shown_at=hour(101)), False),
    "its author, once it has ended": (Reader(AMINA), replace(TEXT, ended_at=NOW), False),
    "a member, once it has ended": (member(), replace(TEXT, ended_at=hour(90)), False),
    "a member, for its authors alone": (member(), replace(TEXT, reach="authors"), False),
    "a facilitator, for its authors alone": (
        member(charge="facilitator"),
        replace(TEXT, reach="authors"),
        False,
    ),
    "a member, for facilitators": (member(), replace(TEXT, reach="facilitators"), False),
    "a secretary, for facilitators": (member(charge="secretary"), replace(TEXT, reach="facilitators"), False),
    "a facilitator, for facilitators": (
        member(charge="facilitator"),
        replace(TEXT, reach="facilitators"),
        True,
    ),
    "a co-facilitator, for facilitators": (
        member(charge="cofacilitator"),
        replace(TEXT, reach="facilitators"),
        True,
    ),
    "the screen in the room": (Reader(None, (Stay(HOME, hour(0)),)), TEXT, True),
    "the screen in the room, for authors alone": (
        Reader(None, (Stay(HOME, hour(0)),)),
        replace(TEXT, reach="authors"),
        False,
    ),
    "the circle it was widened to": (member(circle=OTHER), replace(TEXT, openings=opened()), True),
    "a third circle": (member(circle=30), replace(TEXT, openings=opened()), False),
    "who came there after the consent": (
        member(circle=OTHER, since=61),
        replace(TEXT, openings=opened()),
        False,
    ),
    "who came after a consent for the future too": (
        member(circle=OTHER, since=61),
        replace(TEXT, openings=opened(future=True)),
        True,
    ),
    "a widening nobody consented to": (member(circle=OTHER), replace(TEXT, openings=opened(by=())), False),
    "a widening with one author of two": (
        member(circle=OTHER, person=FARID),
        replace(TEXT, authors=frozenset({AMINA, BRUNO}), openings=opened()),
        False,
    ),
    "a widening with both authors": (
        member(circle=OTHER, person=FARID),
        replace(TEXT, authors=frozenset({AMINA, BRUNO}), openings=opened(by=(AMINA, BRUNO))),
        True,
    ),
    "a widening by somebody who is no author": (
        member(circle=OTHER),
        replace(TEXT, openings=opened(by=(FARID,))),
        False,
    ),
    "a widening of what has no author any more": (
        member(circle=OTHER),
        replace(TEXT, authors=frozenset(), openings=opened(by=())),
        False,
    ),
    "a widening of what is sealed": (
        member(circle=OTHER),
        replace(TEXT, shown_at=None, openings=opened()),
        False,
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_writing_is_visible_exactly_to_those_it_is_for(case):
    reader, writing, expected = TABLE[case]
    assert visible(reader, writing, NOW) is expected


hours = st.integers(0, 5).map(hour)
maybe = st.one_of(st.none(), hours)
persons = st.integers(1, 3)
stays = st.builds(Stay, st.integers(10, 12), hours, maybe, st.sampled_from(["", "facilitator", "secretary"]))
readers = st.builds(Reader, st.one_of(st.none(), persons), st.lists(stays, max_size=3).map(tuple))
consents = st.lists(
    st.builds(Consent, persons, hours, st.booleans()), max_size=3, unique_by=lambda c: c.author
)
writings = st.builds(
    Writing,
    home=st.integers(10, 12),
    authors=st.frozensets(persons, max_size=2),
    written_at=hours,
    shown_at=maybe,
    reach=st.sampled_from(["authors", "facilitators", "members"]),
    open_to_future=st.booleans(),
    ended_at=maybe,
    openings=st.lists(st.builds(Opening, st.integers(10, 12), consents.map(tuple)), max_size=2).map(tuple),
)


def slow_twin(reader: Reader, w: Writing, at: datetime) -> bool:
    """The sentence of the module, said again as one reads it."""
    if w.ended_at and w.ended_at <= at:
        return False
    if reader.person in w.authors:
        return True
    if not w.shown_at or at < w.shown_at:
        return False
    for stay in reader.stays:
        if at < stay.since or (stay.until and stay.until <= at):
            continue
        if stay.circle == w.home:
            within = w.reach == "members" or (w.reach == "facilitators" and stay.charge in FACILITATING)
            if within and (w.open_to_future or stay.since <= w.written_at):
                return True
        for opening in (o for o in w.openings if o.circle == stay.circle):
            good = {
                c.author
                for c in opening.consents
                if c.given_at <= at and (c.future_members or stay.since <= c.given_at)
            }
            if w.authors and w.authors <= good:
                return True
    return False


@settings(max_examples=600, deadline=None, database=None)
@given(readers, writings, hours)
def test_the_function_and_its_slow_twin_agree_everywhere(reader, writing, at):
    assert visible(reader, writing, at) is slow_twin(reader, writing, at)


@settings(max_examples=200, deadline=None, database=None)
@given(readers, writings, hours)
def test_no_charge_reads_more_than_a_member_when_the_reach_is_not_for_facilitators(reader, writing, at):
    plain = replace(reader, stays=tuple(replace(s, charge="") for s in reader.stays))
    if writing.reach != "facilitators":
        assert visible(reader, writing, at) is visible(plain, writing, at)


def test_it_is_opened_where_each_of_its_authors_said_yes_and_not_where_one_only_asked():
    openings = (*opened(to=7, by=(AMINA, BRUNO)), *opened(to=8), Opening(9))
    for authors, where in (({AMINA, BRUNO}, {7}), ({AMINA}, {7, 8}), (set(), set())):
        writing = replace(TEXT, authors=frozenset(authors), openings=openings)
        assert places_opened(writing) == places_opened(replace(writing, shown_at=None)) == where
