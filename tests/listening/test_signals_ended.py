"""A signal is a question put to two: it does not outlive their pair, and leads nobody to a page that is not there."""

from __future__ import annotations

import pytest
from django.test import Client

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as belonging
from polyphonie.listening import commands, queries
from polyphonie.listening.models import Signal
from polyphonie.people import commands as people
from tests.base.copies import what_comes_after_the_copy
from tests.listening.pairs import BEGINS, WELL, road

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """Two pairs, in each of which one of the two would like to talk."""
    with clock.at(BEGINS):
        made = road(2)
        for at in range(2):
            made.pace(at)
            made.answer(at, 0, {**WELL, "parole": 1})
            commands.ask_to_talk(made.seen(at, 0), by=made.pairs[at][1])
        yield made


def told(here, *, closed: bool = False) -> list[tuple[str, ...]]:
    """Of whom Driss is asked, or was."""
    seen = queries.signals_of_cohort(here.cohort, to=here.driss)
    return [one.between for one in seen if (one.row.closed_at is not None) == closed]


def ends(here) -> None:
    circle, _, other = here.pairs[0]
    circles.leave(circle, person=other, by=other)


def test_once_one_of_two_left_nobody_is_asked_and_the_other_pair_keeps_its_own(here):
    living = tuple(person.shown for person in here.pairs[1][1:])
    assert len(told(here)) == 2
    ends(here)
    assert told(here) == [living]
    assert [len(queries.signals_waiting(pair[1])) for pair in here.pairs] == [0, 1]
    assert queries.cohorts_signalling(here.driss) == [here.cohort]
    with open_door():
        assert [row.circle for row in Signal.objects.all()] == [here.pairs[1][0]]


def test_home_leads_the_half_who_stayed_to_no_page_that_is_not_there(here):
    met = {}
    for name, (circle, half, _) in zip(("ended", "living"), here.pairs, strict=True):
        client, path = Client(), f"/circles/{circle.pk}/pulses/"
        client.force_login(half)
        if name == "ended":
            ends(here)
        met[name] = path in client.get("/").content.decode(), client.get(path).status_code
    assert met == {"ended": (False, 404), "living": (True, 200)}


def test_the_same_when_one_of_two_is_erased(here):
    people.erase(here.pairs[0][2], by=here.pairs[0][2])
    assert len(told(here)) == 1
    assert queries.signals_waiting(here.pairs[0][1]) == []


def test_the_same_after_a_copy_from_before_was_put_back(here):
    with what_comes_after_the_copy():
        ends(here)
        former = belonging.taken_back()
    assert len(told(here)) == 2
    circles.take_back_again(former)
    assert len(told(here)) == 1


def test_what_was_learnt_stays_until_it_is_forgotten(here):
    (seen,) = queries.signals_of_pair(here.pairs[0][0], to=here.pairs[0][1])
    commands.close_signal(seen.row, learnt="true", by=here.pairs[0][1])
    ends(here)
    assert (len(told(here)), len(told(here, closed=True))) == (1, 1)


def test_somebody_who_leaves_the_cohort_takes_no_signal_of_its_pairs_away(here):
    circles.leave(here.cohort, person=here.elise, by=here.elise)
    people.erase(here.farid, by=here.farid)
    assert len(told(here)) == 2
