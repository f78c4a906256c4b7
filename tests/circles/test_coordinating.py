"""A cohort keeps somebody who coordinates: its charge opens what people wrote for those who had it, so nobody takes it alone."""

from __future__ import annotations

import pytest

from polyphonie.base.refusals import Refusal
from polyphonie.circles import commands, queries
from polyphonie.circles.queries import Charge, Kind
from polyphonie.people import commands as people
from tests import cast

ALONE, TAKEN = "Hand the charge to somebody else first", "entrust it to one of you"


def refused(act, *args, **more) -> str:
    """What the command answers instead of doing it."""
    with pytest.raises(Refusal) as refusal:
        act(*args, **more)
    return refusal.value.text.en


@pytest.fixture
def w(db):
    """Driss coordinates; Amina and Elise belong."""
    made = cast.world()
    made.cohort = commands.found_circle(
        name="Printemps", kind=Kind.COHORT, by=made.driss, voice="professional"
    )
    for person, voice in ((made.amina, "patient"), (made.elise, "manager")):
        commands.enter(made.cohort, person=person, voice=voice, by=made.driss)
    return made


def coordinates(w, charge: str, person) -> None:
    commands.give_charge(w.cohort, person=person, charge=charge, by=w.driss)


def test_the_last_who_coordinates_neither_leaves_nor_lays_it_down(w):
    assert ALONE in refused(commands.leave, w.cohort, person=w.driss, by=w.driss)
    for charge in (Charge.NONE, Charge.SECRETARY):
        assert ALONE in refused(commands.give_charge, w.cohort, person=w.driss, charge=charge, by=w.driss)
    coordinates(w, Charge.FACILITATOR, w.amina)
    coordinates(w, Charge.NONE, w.driss)
    assert ALONE in refused(commands.leave, w.cohort, person=w.amina, by=w.amina)
    commands.leave(w.cohort, person=w.driss, by=w.driss)


def test_alone_in_a_cohort_one_leaves_it(w):
    for person in (w.amina, w.elise):
        commands.leave(w.cohort, person=person, by=person)
    commands.leave(w.cohort, person=w.driss, by=w.driss)
    assert list(queries.members(w.cohort)) == []


def test_where_nobody_is_left_to_coordinate_no_member_takes_it_and_whoever_runs_the_site_entrusts_it(w):
    assert "Ask them to hand" in refused(commands.entrust, w.cohort, person=w.elise)
    people.erase(w.driss, by=w.driss)
    for change in (
        lambda: commands.give_charge(w.cohort, person=w.elise, charge=Charge.FACILITATOR, by=w.elise),
        lambda: commands.leave(w.cohort, person=w.amina, by=w.elise),
        lambda: commands.invite(w.cohort, by=w.elise, charge=Charge.FACILITATOR),
    ):
        assert TAKEN in refused(change)
    assert refused(commands.entrust, w.cohort, person=w.farid)
    commands.entrust(w.cohort, person=w.amina)
    assert queries.facilitates(w.cohort, w.amina)


def test_in_any_other_circle_a_member_takes_it_as_before(w):
    commands.leave(w.circle, person=w.driss, by=w.driss)
    commands.give_charge(w.circle, person=w.amina, charge=Charge.FACILITATOR, by=w.amina)
    assert queries.facilitates(w.circle, w.amina)
