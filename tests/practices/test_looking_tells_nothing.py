"""What somebody could learn, by asking well, of sheets they may not read: nothing. By the database, and by the search server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from polyphonie.base import clock
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.people.queries import Person
from polyphonie.practices import commands, index, queries
from polyphonie.practices.contract.terms import asked as words_asked
from polyphonie.practices.queries.indexing import Looking, keys_for
from tests import cast
from tests.practices.search_server import Double
from tests.practices.sheets import draft, seen, sign, signed
from tests.practices.test_looking import titles

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
WORD, SLIP = "overdose", "ovardose"


@pytest.fixture(params=["database", "server"])
def told(request, settings) -> Iterator[Callable]:
    """Whoever answers was told of every change: the server is then asked first."""
    if request.param == "database":
        yield lambda: 0
        return
    settings.HOUSE_ID = uuid4().urn
    with Double() as double:
        settings.OPENSEARCH_URL = double.address
        yield commands.send_unsent


@dataclass
class Network:
    """A network where Amina opened a sheet to those who were there; Bruno was, Nell came later. Each has a sheet of their own."""

    circle: Circle
    nell: Person
    opened: object
    own: dict

    def write(self, who: Person, title: str) -> None:
        mine = self.own[who.pk]
        commands.write(mine, number=seen(mine, who).row.number, by=who, title=title)


@pytest.fixture
def network(world) -> Iterator[Network]:
    with clock.at(NOON):
        opened = signed(world, title=f"Dépister une {WORD} la nuit")
        made = circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=world.amina, voice="patient")
        circles.enter(made, person=world.bruno, voice="patient", by=world.amina)
        circles.widen(opened.entry, to=made, by=world.amina)
        circles.leave(world.circle, person=world.bruno, by=world.bruno)  # he reads it in the network alone
    with clock.at(NOON + timedelta(minutes=5)):
        nell = cast.person("Nell")
        circles.enter(made, person=nell, voice="family", by=world.amina)
        own = {one.pk: commands.begin(made, by=one) for one in (nell, world.bruno)}
        assert (seen(opened, nell), seen(opened, world.bruno) is None) == (None, False)
        yield Network(made, nell, opened, own)


def proposed(word: str, to: Person) -> list[int]:
    """What the index proposes for a word, before anything is asked of `visible`."""
    keys, _ = keys_for(to, Looking())
    return index.likeliest(words_asked(word), keys, most=9)


def test_a_slip_does_not_tell_what_stands_in_a_sheet_one_may_not_read(world, network, told):
    """Nell writes a word with a slip in a sheet of hers, then asks the word: is her slip taken for it?"""
    network.write(network.nell, SLIP)
    told()
    assert network.opened.pk in proposed(WORD, network.nell)
    there = titles(queries.look(to=network.nell, words=WORD))
    circles.withdraw_entry(network.opened.entry, by=world.amina)
    told()
    assert network.opened.pk not in proposed(WORD, network.nell)
    assert there == titles(queries.look(to=network.nell, words=WORD)) == [SLIP.capitalize()] or there == [
        SLIP
    ]


def test_nor_does_a_slip_that_stands_there_and_nowhere_else(world, network, told):
    """The word is hers; what she asks is a slip of it, and a word of that sheet too."""
    network.write(network.nell, "Les overdoses")
    told()
    there = titles(queries.look(to=network.nell, words=f"{SLIP} nuit"))
    circles.withdraw_entry(network.opened.entry, by=world.amina)
    told()
    assert there == titles(queries.look(to=network.nell, words=f"{SLIP} nuit")) == ["Les overdoses"]


def test_whoever_reads_it_finds_its_word_alone_and_its_slip(world, network, told):
    """Bruno was there when it was opened: the word is that sheet's, not the slip of his own; a slip finds it."""
    network.write(world.bruno, SLIP)
    told()
    assert titles(queries.look(to=world.bruno, words=WORD)) == [network.opened.title]
    network.write(world.bruno, "Autre chose")
    told()
    assert titles(queries.look(to=world.bruno, words=SLIP)) == [network.opened.title]
    assert queries.look(to=world.farid, words=SLIP) == []


def test_an_address_does_not_tell_which_number_is_a_draft_of_others(world):
    own = commands.begin(world.elsewhere, by=world.farid)
    theirs = draft(world, "Amina")

    def after(number: int, to: Person) -> list[int]:
        return [one.sheet.row.pk for one in queries.leaf(to=to, after=number).found]

    unsigned = after(theirs.pk, world.farid)
    assert unsigned == after(theirs.pk + 1000, world.farid)
    sign(theirs, world.amina)
    assert unsigned == after(theirs.pk, world.farid) == []
    assert [one.sheet.row.pk for one in queries.leaf(to=world.farid).found] == [own.pk]


def test_past_a_draft_of_one_s_own_come_the_older_drafts_then_what_is_shown(world):
    old, shown, new = draft(world), signed(world), draft(world, "Amina", "Bruno")
    for name in ("Amina", "Bruno"):
        found = [one.sheet.row.pk for one in queries.leaf(to=world[name], after=new.pk).found]
        assert found == ([old.pk, shown.pk] if name == "Amina" else [shown.pk])
    assert queries.leaf(to=world.claire, after=new.pk).found[0].sheet.row.pk == shown.pk


def test_the_list_of_a_circle_does_not_tell_that_an_author_asked_to_open_a_sheet_there(world):
    """It stands there once all its authors opened it, and no longer than they do."""
    made = signed(world, "Amina", "Bruno")
    network = circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=world.amina, voice="patient")
    for name in ("Bruno", "Claire", "Farid"):
        circles.enter(network, person=world[name], voice="family", by=world.amina)

    def listed() -> set[str]:
        return {name for name in ("Amina", "Claire", "Farid") if queries.look(to=world[name], circle=network)}

    assert listed() == set()
    widening = circles.widen(made.entry, to=network, by=world.amina, future_members=True)
    assert listed() == set()
    circles.answer_widening(widening, yes=True, future_members=True, by=world.bruno)
    assert listed() == {"Amina", "Claire", "Farid"}
    circles.answer_widening(widening, yes=False, by=world.bruno)
    assert listed() == set()
    commands.step_out(made, by=world.bruno)  # those who are left said yes
    assert listed() == {"Amina", "Claire", "Farid"}
    commands.add_author(made, person=world.elise, by=world.amina)
    assert listed() == set()
