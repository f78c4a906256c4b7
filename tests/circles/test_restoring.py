"""An older copy brings back what was lost, never what was taken back since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands, queries
from polyphonie.circles.contract.taken_back import TakenBack
from polyphonie.circles.models import Invitation
from polyphonie.people import commands as people
from polyphonie.people import queries as persons
from tests import cast
from tests.base.copies import what_comes_after_the_copy

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def world(db):
    with clock.at(NOON):
        yield cast.world()


def written(w, *authors):
    return commands.write_entry(w.circle, kind="contribution", authors=authors, shown=True, by=authors[0])


def who_reads(w, entry) -> list[str]:
    everybody = (w.amina, w.bruno, w.claire, w.driss, w.elise, w.farid)
    return [p.name for p in everybody if queries.may_read(entry.pk, to=p)]


@pytest.fixture
def copied(world):
    """A house at the moment of its copy: one text to be withdrawn, one that Farid's circle reads."""
    w = world
    commands.enter(w.elsewhere, person=w.amina, voice="patient", by=w.farid)
    taken, kept = written(w, w.amina), written(w, w.amina)
    commands.widen(kept, to=w.elsewhere, by=w.amina)
    commands.invite(w.circle, by=w.driss)
    return w, taken, kept


def test_what_was_taken_back_after_the_copy_is_taken_back_again(copied):
    w, taken, kept = copied
    everybody = ["Amina", "Bruno", "Claire", "Driss", "Elise"]
    assert (who_reads(w, taken), who_reads(w, kept)) == (everybody, [*everybody, "Farid"])
    with what_comes_after_the_copy(), clock.at(NOON + timedelta(hours=1)):
        commands.withdraw_entry(taken, by=w.amina)
        [(widening, _, _)] = queries.widenings_of(kept.pk, to=w.amina)
        commands.answer_widening(widening, yes=False, by=w.amina)
        commands.leave(w.circle, person=w.claire, by=w.claire)
        commands.revoke_invitation(Invitation.objects.get(), by=w.driss)
        people.erase(w.bruno, by=w.bruno)
        former, erased = queries.taken_back(), persons.erased()
    w.bruno.refresh_from_db()
    assert who_reads(w, kept) == [*everybody, "Farid"]  # the copy is back: so is what they took back
    with clock.at(NOON + timedelta(days=1)):
        assert people.erase_again(erased) == 1
        assert commands.take_back_again(former) == 4
        assert who_reads(w, taken) == []
        assert who_reads(w, kept) == ["Amina", "Driss", "Elise"]
        w.bruno.refresh_from_db()
        assert (w.bruno.name, w.bruno.email) == ("", None)
        assert Invitation.objects.get().revoked_by == w.driss
        assert (people.erase_again(erased), commands.take_back_again(former)) == (0, 0)


def test_the_numbers_of_another_house_end_nothing_here(copied):
    w, taken, _ = copied
    with what_comes_after_the_copy():
        commands.withdraw_entry(taken, by=w.amina)
        commands.leave(w.circle, person=w.claire, by=w.claire)
        former = queries.taken_back()
    later = NOON + timedelta(seconds=1)
    elsewhere = replace(
        former,
        entries=frozenset((pk, later) for pk, _ in former.entries),
        stays=frozenset((pk, later) for pk, _ in former.stays),
    )
    assert commands.take_back_again(elsewhere) == 0
    assert who_reads(w, taken) == ["Amina", "Bruno", "Claire", "Driss", "Elise"]


def test_where_nothing_was_taken_back_nothing_changes(world):
    nothing = TakenBack(frozenset(), frozenset(), frozenset(), frozenset())
    assert replace(queries.taken_back(), uncharged=frozenset()) == nothing
    assert commands.take_back_again(queries.taken_back()) == 0


def test_a_charge_taken_off_after_the_copy_is_taken_off_again_and_one_that_stayed_stays(world):
    w = world
    for person in (w.amina, w.claire):
        commands.give_charge(w.circle, person=person, charge="cofacilitator", by=w.driss)
    with what_comes_after_the_copy():
        commands.give_charge(w.circle, person=w.amina, charge="", by=w.driss)
        former = queries.taken_back()
    assert queries.facilitates(w.circle, w.amina)
    assert commands.take_back_again(former) == 1
    assert [queries.facilitates(w.circle, p) for p in (w.amina, w.claire, w.driss)] == [False, True, True]
    assert commands.take_back_again(former) == 0
