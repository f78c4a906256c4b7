"""An older copy brings back applications that were lost, never what was taken back since: theirs, a need, an answer, an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.programmes import commands, queries
from polyphonie.programmes.contract.standing import Standing
from polyphonie.programmes.models import Application, CareAgreement, Need, NeedAnswer
from tests.base.copies import what_comes_after_the_copy
from tests.programmes.road import NOON
from tests.programmes.test_care import all_three, seen
from tests.programmes.test_needs import answer, answering, carry, shown

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def copied(r):
    """At the moment of the copy: Amina in Karim's care with three agreements, Hanna's need, Ivo's answer to it, Zoé alone."""
    with clock.at(NOON):
        r.amina = r.apply("Amina", care="le Dr Karim Benali", themes=["sortie"])
        r.karim = r.apply("Karim", "professional", themes=["sortie"])
        r.hanna, r.ivo, r.zoe = r.apply("Hanna", "professional"), r.apply("Ivo"), r.apply("Zoé")
        all_three(r)
        r.need = carry(r, r.hanna)
        answer(r, r.ivo, r.need)
    return r


def test_what_was_taken_back_after_the_copy_is_taken_back_again(copied):
    r = copied
    with what_comes_after_the_copy(), clock.at(LATER):
        commands.withdraw_application(r.again(r.zoe), by=None)
        commands.stop_answering(r.again(r.ivo), by=None)
        commands.take_need_back(r.again(r.hanna), by=None)
        commands.take_agreement_back(seen(r), half=r.amina, by=None)
        former = queries.standing()
    assert (shown(r), answering(r)) == (["Diabétologie"], [("Diabétologie", ["Ivo"])])  # the copy is back
    assert r.again(r.zoe).name == "Zoé"
    with clock.at(NOON + timedelta(days=1)):
        assert commands.take_back_again(former) == 3  # the answer went with its need
        assert (shown(r), answering(r)) == ([], [])
        assert (r.again(r.zoe).name, r.again(r.amina).name) == ("", "Amina")
        with open_door():
            assert {row.half_id for row in CareAgreement.objects.all()} == {None, r.karim.pk}
        assert commands.take_back_again(former) == 0


def test_an_answer_alone_is_taken_back_again(copied):
    r = copied
    with what_comes_after_the_copy(), clock.at(LATER):
        commands.stop_answering(r.again(r.ivo), by=None)
        former = queries.standing()
    assert commands.take_back_again(former) == 1
    assert (shown(r), answering(r)) == (["Diabétologie"], [("Diabétologie", [])])


def test_a_need_said_anew_does_not_keep_the_old_words(copied):
    r = copied
    with what_comes_after_the_copy(), clock.at(LATER):
        commands.take_need_back(r.again(r.hanna), by=None)
        carry(r, r.hanna, team="Mémoire")
        former = queries.standing()
    assert commands.take_back_again(former) == 1
    assert shown(r) == []


def test_the_numbers_of_another_house_take_nothing_back_here(copied):
    former = queries.standing()
    other = frozenset((pk, begun + timedelta(seconds=1)) for pk, begun in former.known)
    elsewhere = replace(Standing(), known=other, withdrawn=other)
    assert commands.take_back_again(elsewhere) == 0
    assert commands.take_back_again(Standing()) == 0


def test_where_nothing_was_taken_back_nothing_changes(copied):
    former = queries.standing()
    assert commands.take_back_again(former) == 0
    with open_door():
        counts = [model.objects.count() for model in (Application, Need, NeedAnswer, CareAgreement)]
    assert counts == [5, 1, 1, 3]


def test_a_need_taken_off_the_page_after_the_copy_is_off_it_again(copied):
    r = copied
    with what_comes_after_the_copy(), clock.at(LATER):
        (read,) = queries.needs_of(r.call, to=r.driss)
        commands.withhold_need(read.row, by=r.driss)
        former = queries.standing()
    assert shown(r) == ["Diabétologie"]
    assert commands.take_back_again(former) == 1
    assert (shown(r), answering(r)) == ([], [("Diabétologie", ["Ivo"])])
    assert commands.take_back_again(former) == 0


def test_a_need_that_was_off_the_page_and_is_written_anew_is_off_it_also_after_a_copy(copied):
    r = copied
    with what_comes_after_the_copy(), clock.at(LATER):
        (read,) = queries.needs_of(r.call, to=r.driss)
        commands.withhold_need(read.row, by=r.driss)
        commands.take_need_back(r.again(r.hanna), by=None)
        former = queries.standing()
    commands.take_back_again(former)
    carry(r, r.again(r.hanna))
    assert shown(r) == []
