"""Who reads a sheet for others: somebody of another hand. Whoever wrote it once is not, whatever they are now. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import Read, Said, Standing
from polyphonie.practices.models import PeerReading
from tests.base.said import refused
from tests.practices.outside import agree, outside, public, read
from tests.practices.sheets import LINES, TEXT, begun, held, seen, sign, signed

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def asked(w, made) -> set[str]:
    names = ("Amina", "Bruno", "Claire", "Driss", "Elise")
    return {name for name in names if queries.waits_for_readers(seen(made, w[name]), to=w[name])}


# -- the pure rule


def test_the_yes_of_somebody_who_stepped_out_is_not_heard_and_their_no_is():
    said, others = (Said(1, 1, True),), (Read(8, "family", 1, True), Read(9, "manager", 1, True))
    for yes, left, public_ in ((True, {}, True), (True, {7}, False), (False, {7}, False), (False, {}, False)):
        readings = (others[0], Read(7, "patient", 1, yes))
        standing = Standing(1, True, frozenset({1}), said, readings, frozenset(left))
        assert standing.public == public_, (yes, left)
    no = Standing(1, True, frozenset({1}), said, (*others, Read(7, "patient", 1, False)), frozenset({7}))
    assert not no.public
    assert Standing(1, True, frozenset({1}), said, others, frozenset({7})).public


# -- through the verbs


def test_whoever_wrote_it_does_not_read_it_for_others_once_they_stepped_out(world):
    made = signed(world, "Amina", "Bruno")
    commands.step_out(made, by=world.bruno)
    agree(made, world.amina)
    assert asked(world, made) == {"Claire", "Driss", "Elise"}
    read(made, world.claire)
    assert queries.sheet_to_read(made.pk, to=world.bruno) is None
    with refused(NOT_FOUND):
        read(made, world.bruno)
    assert outside(made) is None
    read(made, world.driss)
    assert outside(made) is not None


def test_nor_once_the_text_is_another_one(world):
    made = signed(world, "Amina", "Bruno")
    commands.step_out(made, by=world.bruno)
    number = seen(made, world.amina).row.number
    commands.write(made, number=number, by=world.amina, **{**TEXT, "advice": "Autre."})
    sign(made, world.amina)
    agree(made, world.amina)
    with refused(NOT_FOUND):
        read(made, world.bruno)


def test_stepping_out_of_one_sheet_says_nothing_of_another(world):
    commands.step_out(signed(world, "Amina", "Bruno"), by=world.bruno)
    other = signed(world)
    agree(other, world.amina)
    read(other, world.bruno, world.claire)
    assert outside(other) is not None


def test_a_reader_who_becomes_an_author_and_steps_out_has_read_it_for_nobody(world):
    """Their yes was that of another hand when it was given; since then they wrote and signed."""
    made = public(world)
    commands.add_author(made, person=world.driss, by=world.amina)
    sign(made, world.amina, world.driss)
    agree(made, world.driss)
    read(made, world.elise)
    told = [reader.voice for reader in outside(made).readers]
    assert sorted(told) == ["family", "manager"]  # an author is told as an author alone
    commands.step_out(made, by=world.driss)
    assert sorted(reader.voice for reader in outside(made).readers) == ["family", "manager"]
    read(made, world.elise, yes=False, reasons="On reconnaît le service.")
    assert outside(made) is None


def test_making_a_reader_an_author_for_a_day_does_not_undo_their_no(world):
    made = public(world)
    read(made, world.elise, yes=False, reasons="On reconnaît le service.")
    commands.add_author(made, person=world.elise, by=world.amina)
    commands.step_out(made, by=world.elise)
    sign(made, world.amina)
    assert (outside(made), asked(world, made)) == (None, set())


def test_an_author_who_comes_back_is_an_author(world):
    made = signed(world, "Amina", "Bruno")
    commands.step_out(made, by=world.bruno)
    commands.add_author(made, person=world.bruno, by=world.amina)
    sign(made, world.amina, world.bruno)
    agree(made, world.amina, world.bruno)
    read(made, world.claire, world.driss)
    assert len(outside(made).seen.authors) == 2


def guest_who_stepped_out(w):
    """A sheet of Driss and of a guest, who stepped out of it."""
    gathering, guest = held(w, guest="Rose")
    made = begun(w, gathering, w.driss, "Ouvrir la nuit")
    steps = ["Ouvrir la nuit", *LINES.values()]
    number = seen(made, w.driss).row.number
    commands.write(made, number=number, by=w.driss, **{**TEXT, "tried": [*steps, "Noter"]})
    commands.step_out(made, by=guest)
    sign(made, w.driss)
    agree(made, w.driss)
    return made, guest


def test_a_guest_who_stepped_out_is_the_person_they_turn_out_to_be(world):
    made, guest = guest_who_stepped_out(world)
    people.attach_guest(guest, to=world.bruno, by=world.bruno)
    read(made, world.claire)
    with refused(NOT_FOUND):
        read(made, world.bruno)
    assert outside(made) is None


def test_what_the_person_read_before_counts_no_longer_once_they_turn_out_to_be_that_guest(world):
    made, guest = guest_who_stepped_out(world)
    read(made, world.bruno, world.claire)
    assert outside(made) is not None
    people.attach_guest(guest, to=world.bruno, by=world.bruno)
    assert outside(made) is None


def test_erased_somebody_who_had_stepped_out_is_no_other_hand(world):
    made = public(world)
    commands.add_author(made, person=world.driss, by=world.amina)
    sign(made, world.amina, world.driss)
    commands.step_out(made, by=world.driss)
    assert outside(made) is None
    people.erase(world.driss, by=world.driss)
    assert outside(made) is None
    with open_door():
        assert list(PeerReading.objects.values_list("voice", flat=True)) == ["family"]


def test_farid_is_told_nothing_of_who_stepped_out(world):
    made = signed(world, "Amina", "Bruno")
    commands.step_out(made, by=world.bruno)
    agree(made, world.amina)
    assert queries.sheet_to_read(made.pk, to=world.farid) is None
    with refused(NOT_FOUND):
        commands.read_for_public(made, number=1, yes=True, reasons="Bien.", by=world.farid)
