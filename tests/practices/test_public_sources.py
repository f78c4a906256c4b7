"""Where a public sheet comes from: named while that sheet is public itself, all the way up, and only then. And Farid?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.telling import sheet_told
from tests.base.said import refused
from tests.practices.outside import OURS, agree, outside, public, read
from tests.practices.sheets import TEXT, seen, sign, widened

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
OWN = {"title": "Chez nous", "for_whom": "Nos patients", "tried": ["Un.", "Deux.", "Trois."]}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def adapted(w, source, by, to, *readers, **words):
    """An adaptation that went to everybody: by its lines, or in these words."""
    made = commands.adapt(source, to=to, by=by)
    if words:
        commands.write(made, number=seen(made, by).row.number, by=by, **words)
    sign(made, by, may_be_taken_up=True)
    for person, voice in readers:
        circles.enter(to, person=person, voice=voice, by=by)
    agree(made, by)
    read(made, *(person for person, _ in readers))
    return made


@pytest.fixture
def three(world):
    """Amina's sheet; Farid's, of the same lines; Claire's, which adapts Farid's in words of its own."""
    first = public(world)
    widened(world, first)
    here = ((world.amina, "patient"), (world.claire, "family"))
    second = adapted(world, first, world.farid, world.elsewhere, *here)
    third = circles.found_circle(name="Troisième", kind=Kind.TEAM, by=world.claire, voice="family")
    there = ((world.amina, "patient"), (world.bruno, "professional"))
    return first, second, adapted(world, second, world.claire, third, *there, **OWN)


def told(made) -> object:
    return sheet_told(outside(made), house=OURS, address_of=str)["adapted_from"]


def test_the_sheet_that_is_adapted_is_named_while_it_is_public(three):
    first, second, third = three
    assert outside(second).source.practice == first.pk
    assert (outside(third).source.practice, told(third)["title"]) == (second.pk, TEXT["title"])


def test_a_public_adaptation_does_not_name_a_sheet_that_is_public_no_longer(world, three):
    """Amina takes her page back; Farid's, of her lines, goes with it, though he and his readers said yes."""
    first, second, third = three
    commands.take_back(first, by=world.amina)
    assert (outside(first), outside(second)) == (None, None)
    assert (outside(third).source, told(third)) == (queries.Source(), {})
    assert outside(third).row.tried == OWN["tried"]
    commands.make_public(
        first, number=seen(first, world.amina).row.number, named=True, licence="CC-BY-4.0", by=world.amina
    )
    assert outside(third).source.practice == second.pk


def test_lines_of_a_sheet_that_is_public_no_longer_do_not_go_out_by_another(world, three):
    """One line of Farid's, one that he reworded of Amina's: while hers is not public, his is not, nor is what takes from it."""
    first, second, _ = three
    number = seen(second, world.farid).row.number
    own = {**TEXT, "tried": ["Choisir une seule unité", "Prévenir chaque maison", "Noter la question posée"]}
    commands.write(second, number=number, by=world.farid, **own)
    sign(second, world.farid, may_be_taken_up=True)
    agree(second, world.farid)
    read(second, world.amina, world.claire)
    fourth = circles.found_circle(name="Quatrième", kind=Kind.TEAM, by=world.claire, voice="family")
    last = commands.adapt(second, to=fourth, by=world.claire)
    number = seen(last, world.claire).row.number
    commands.write(
        last, number=number, by=world.claire, **{**OWN, "tried": ["Prévenir chaque maison", "Un.", "Deux."]}
    )
    sign(last, world.claire)
    agree(last, world.claire)
    for person, voice in ((world.amina, "patient"), (world.bruno, "professional")):
        circles.enter(fourth, person=person, voice=voice, by=world.claire)
    read(last, world.amina, world.bruno)
    assert outside(last) is not None
    commands.take_back(first, by=world.amina)
    assert (outside(second), outside(last)) == (None, None)
    assert not queries.going_public(seen(last, world.claire)).alone
    with refused(
        "Cette fiche reprend des lignes d’une fiche qui n’est pas publique. "
        "Redites-les avec vos mots, ou attendez que ses auteurs la rendent publique."
    ):
        agree(last, world.claire)


def test_the_list_tells_them_together_as_each_page_does(world, three):
    first, _, third = three
    sources = {one.row.pk: one.source for one in queries.public_sheets()}
    assert sources == {one.pk: outside(one).source for one in three}
    commands.take_back(first, by=world.amina)
    assert {one.row.pk: one.source for one in queries.public_sheets()} == {third.pk: queries.Source()}


def test_a_line_of_sheets_in_their_own_words_is_told_with_the_same_work_however_long_it_is(world):
    last, by, work = public(world), world.amina, []
    widened(world, last)
    for name in ("Farid", "Claire"):
        to = circles.found_circle(name=name, kind=Kind.TEAM, by=by, voice="patient")
        circles.enter(to, person=world[name], voice="family", by=by)
        circles.widen(last.entry, to=to, by=by, future_members=True)
        there = ((world.bruno, "professional"), (by, "patient"))
        last, by = adapted(world, last, world[name], to, *there, **OWN), world[name]
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.public_sheets()) == len(work) + 2
        work.append(len(asked))
    assert work == [work[0]] * 2
