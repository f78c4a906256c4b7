"""The pure function, under every circumstance that Hypothesis can think of: what no circumstance may ever give."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from polyphonie.circles.contract.visibility import (
    REACHES,
    Consent,
    Opening,
    Reader,
    Stay,
    Writing,
    doors,
    visible,
)
from polyphonie.circles.models import Charge

BEGINNING = datetime(2027, 3, 2, tzinfo=UTC)
OFTEN = settings(
    max_examples=int(os.environ.get("POLYPHONIE_EXAMPLES", "40")) * 5,
    deadline=None,
    derandomize=True,
    database=None,
)

moments = st.integers(0, 12).map(lambda hours: BEGINNING + timedelta(hours=hours))
circles, persons = st.integers(1, 3), st.integers(1, 4)
charges = st.sampled_from(Charge.values)


@st.composite
def stays(draw) -> Stay:
    since = draw(moments)
    until = (
        draw(st.none() | moments.filter(lambda moment: moment > since))
        if since < BEGINNING + timedelta(hours=12)
        else None
    )
    return Stay(draw(circles), since, until, draw(charges))


readers = st.builds(Reader, person=persons, stays=st.lists(stays(), max_size=4).map(tuple))
consents = st.lists(
    st.builds(Consent, persons, moments, st.booleans()), max_size=4, unique_by=lambda c: c.author
).map(tuple)
openings = st.lists(st.builds(Opening, circles, consents), max_size=2).map(tuple)
writings = st.builds(
    Writing, home=circles, authors=st.frozensets(persons, max_size=2), written_at=moments, shown_at=st.none() | moments,
    reach=st.sampled_from(REACHES), open_to_future=st.booleans(), ended_at=st.none() | moments, openings=openings,
)  # fmt: skip
unended = writings.map(lambda writing: replace(writing, ended_at=None))


@OFTEN
@given(readers, writings, moments)
def test_what_has_ended_is_visible_to_nobody_its_authors_included(reader, writing, at):
    """I9: withdrawn or erased, it is gone for all, at that instant."""
    assert not visible(reader, replace(writing, ended_at=at), at)


@OFTEN
@given(readers, unended, moments)
def test_an_author_reads_their_own_words_wherever_they_belong(reader, writing, at):
    writing = replace(writing, authors=writing.authors | {reader.person})
    assert visible(replace(reader, stays=()), writing, at)


@OFTEN
@given(readers, writings, moments)
def test_sealed_words_are_their_authors_alone(reader, writing, at):
    assume(reader.person not in writing.authors)
    assert not visible(reader, replace(writing, shown_at=None), at)


@OFTEN
@given(readers, writings, moments)
def test_nothing_is_visible_without_belonging_at_that_moment(reader, writing, at):
    """I1, I7: leaving is immediate; a stay that is over, or has not begun, gives nothing."""
    assume(reader.person not in writing.authors)
    elsewhere = tuple(stay for stay in reader.stays if not stay.covers(at))
    assert not visible(replace(reader, stays=elsewhere), writing, at)


@OFTEN
@given(readers, writings, moments, st.sets(circles))
def test_only_the_home_and_the_circles_it_was_widened_to_count(reader, writing, at, others):
    """I3: a parent, a child, a sibling are circles like any other. Belonging there changes nothing."""
    named = {writing.home, *(opening.circle for opening in writing.openings)}
    beside = tuple(Stay(circle + 10, BEGINNING, None, "facilitator") for circle in others)
    concerned = tuple(stay for stay in reader.stays if stay.circle in named)
    assert visible(replace(reader, stays=reader.stays + beside), writing, at) == visible(
        replace(reader, stays=concerned), writing, at
    )


@OFTEN
@given(readers, writings, moments, charges)
def test_a_charge_reads_only_what_was_addressed_to_those_who_facilitate(reader, writing, at, charge):
    """I4: where the author did not write to the facilitators, whoever carries a charge reads as a member does."""
    assume(writing.reach != "facilitators")
    carrying = tuple(replace(stay, charge=charge) for stay in reader.stays)
    assert visible(replace(reader, stays=carrying), writing, at) == visible(reader, writing, at)


@OFTEN
@given(readers, writings, moments)
def test_whoever_comes_after_reads_nothing_older_unless_its_authors_said_so(reader, writing, at):
    """I6: joining shows nothing of before."""
    assume(reader.person not in writing.authors and not writing.open_to_future)
    late = tuple(
        stay for stay in reader.stays if stay.since > writing.written_at or stay.circle != writing.home
    )
    for_those_present = tuple(
        replace(
            o,
            consents=tuple(replace(c, future_members=False, given_at=writing.written_at) for c in o.consents),
        )
        for o in writing.openings
    )
    late = tuple(stay for stay in late if stay.since > writing.written_at)
    assert not visible(replace(reader, stays=late), replace(writing, openings=for_those_present), at)


@OFTEN
@given(readers, unended, moments, circles, consents)
def test_one_more_consent_never_hides_anything(reader, writing, at, circle, given_):
    """Monotone: what a yes adds, it adds."""
    wider = replace(writing, openings=(*writing.openings, Opening(circle, given_)))
    assert visible(reader, wider, at) >= visible(reader, writing, at)


@OFTEN
@given(readers, unended, moments, st.data())
def test_one_author_s_silence_closes_every_widening(reader, writing, at, data):
    """I8: every author, each for themselves. Silence is not consent."""
    assume(writing.authors and reader.person not in writing.authors)
    silent = data.draw(st.sampled_from(sorted(writing.authors)))
    without = tuple(
        replace(o, consents=tuple(c for c in o.consents if c.author != silent)) for o in writing.openings
    )
    assert visible(reader, replace(writing, openings=without), at) == visible(
        reader, replace(writing, openings=()), at
    )


@OFTEN
@given(readers, unended, moments)
def test_a_yes_of_somebody_who_is_no_author_counts_for_nothing(reader, writing, at):
    theirs = tuple(
        replace(o, consents=tuple(c for c in o.consents if c.author in writing.authors))
        for o in writing.openings
    )
    assert visible(reader, replace(writing, openings=theirs), at) == visible(reader, writing, at)


@OFTEN
@given(unended, moments)
def test_what_no_living_author_holds_opens_nowhere_new(writing, at):
    """After an erasure, what the circle keeps stays at home: an empty set of authors consents to nothing."""
    member = Reader(9, tuple(Stay(opening.circle, BEGINNING) for opening in writing.openings))
    orphan = replace(writing, authors=frozenset())
    assert visible(member, orphan, at) == visible(member, replace(orphan, openings=()), at)


def test_the_properties_are_about_a_function_that_says_yes():
    """Something could leak: a member reads, by home and by widening."""
    day = BEGINNING + timedelta(hours=1)
    writing = Writing(
        1, frozenset({1, 2}), day, day, openings=(Opening(2, (Consent(1, day), Consent(2, day))),)
    )
    assert visible(Reader(3, (Stay(1, BEGINNING),)), writing, day)
    assert visible(Reader(4, (Stay(2, BEGINNING),)), writing, day)
    assert not visible(Reader(4, (Stay(3, BEGINNING),)), writing, day)


shown = st.builds(lambda writing, when: replace(writing, shown_at=when), unended, moments)


@OFTEN
@given(readers, shown, moments)
def test_whoever_reads_stands_at_a_door_of_the_index(reader, writing, at):
    """The index asks by doors: what is visible is never missed there."""
    opened = doors(writing)
    here = {stay.circle for stay in reader.stays if stay.covers(at)}
    at_a_door = reader.person in opened.authors or here & (opened.sure | opened.perhaps)
    assert at_a_door or not visible(reader, writing, at)


@OFTEN
@given(shown, moments)
def test_a_sure_door_is_open_to_each_member_and_only_those_at_a_door_read(writing, since):
    """What weighs the words of an index is readable without exception, once all that was said has been said."""
    at, opened, nobody = BEGINNING + timedelta(hours=13), doors(writing), 99
    for circle in (1, 2, 3):
        reads = visible(Reader(nobody, (Stay(circle, since),)), writing, at)
        assert reads or circle not in opened.sure
        assert not reads or circle in opened.sure | opened.perhaps


@OFTEN
@given(unended)
def test_what_is_not_shown_has_no_door_but_its_authors(writing):
    opened = doors(replace(writing, shown_at=None))
    assert (opened.authors, opened.sure, opened.perhaps) == (writing.authors, frozenset(), frozenset())
