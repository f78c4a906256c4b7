"""A sign that nobody sees (a space without width, the bullet of a word processor) is kept nowhere, so that a sheet says in other
houses what it says here."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.full import parts
from polyphonie.practices.contract.reading import read as read_catalogue
from polyphonie.practices.contract.telling import page_told, sheet_told
from polyphonie.practices.models import Practice
from tests.base.said import refused
from tests.practices.outside import THEIRS, outside, public
from tests.practices.sheets import LINES, TEXT, begun, draft, held, seen, sign, signed

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
UNSEEN = ("\u200b", "\uf0b7", "\ufeff", "\u202e", "\u00ad", "\x07")
unseen = pytest.mark.parametrize("sign_", UNSEEN)


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def read_elsewhere() -> list[dict]:
    """The catalogue, as another house reads it."""
    shown, _ = queries.catalogue_page(0)
    told = [
        sheet_told(one, house=THEIRS, address_of=lambda n: f"https://ailleurs.example/{n}/") for one in shown
    ]
    house = (THEIRS, "Ici", "https://ailleurs.example")
    page = page_told(told, house=house, made_at=NOON, schema="https://ailleurs.example/s", after=0)
    return list(read_catalogue(json.dumps(page).encode()).sheets)


@unseen
def test_what_holds_nothing_else_is_not_kept(world, sign_):
    made = public(world, tried=[*TEXT["tried"], sign_, f" {sign_} "], own_words=["coup de fil", sign_])
    row = outside(made).row
    assert (row.tried, row.own_words) == (TEXT["tried"], TEXT["own_words"])
    assert [one["tried"] for one in read_elsewhere()] == [TEXT["tried"]]


@unseen
def test_in_the_midst_of_words_it_goes_and_the_words_stay(world, sign_):
    boxes = ("title", "for_whom", "with_whom", "context", "means", "changed", "surprised", "advice")
    made = draft(world, **dict.fromkeys(boxes, f"{sign_}Prévenir{sign_} la veille"))
    row = seen(made, world.amina).row
    assert {getattr(row, box) for box in boxes} == {"Prévenir la veille"}
    part = parts()[0].id
    commands.write_parts(made, number=row.number, by=world.amina, parts={part: f"Une{sign_}\n\nDeux"})
    assert seen(made, world.amina).row.parts == {part: "Une\n\nDeux"}
    only = {part: sign_}
    commands.write_parts(made, number=seen(made, world.amina).row.number, by=world.amina, parts=only)
    assert seen(made, world.amina).row.parts == {}


def test_lines_and_spaces_that_do_not_break_stay(world):
    said = "Un jour\u00a0: calme\n\nPuis un autre"
    made = draft(world, advice=f"{said}\n", title="Appeler\u00a0: la veille")
    row = seen(made, world.amina).row
    assert (row.advice, row.title) == (said, "Appeler\u00a0: la veille")
    number = row.number
    commands.write(made, number=number, by=world.amina, **{**TEXT, "advice": said, "title": row.title})
    assert seen(made, world.amina).row.number == number  # nothing changed


@unseen
def test_a_title_of_it_alone_is_no_title_and_a_trial_says_something(world, sign_):
    made = draft(world, title=sign_)
    with refused("Donnez d’abord un titre à la fiche : un verbe, puis ce que vous avez fait."):
        sign(made, world.amina)
    with refused("Dites en quelques mots ce qui s’est passé : c’est cela qui aide les autres."):
        commands.tell_trial(
            signed(world), circle=world.circle, worked="worked", happened=sign_, by=world.claire
        )


def test_a_sheet_kept_before_is_told_without_what_nobody_reads(world):
    """Rows that hold such a sign already: the file is one that other houses read."""
    made = public(world)
    with open_door():
        Practice.objects.filter(pk=made.pk).update(
            own_words=["\u200b", "coup de fil"],
            tried=["\uf0b7", *TEXT["tried"]],
            parts={parts()[0].id: "\u200b"},
        )
    (told,) = read_elsewhere()
    assert (told["own_words"], told["tried"], told["parts"]) == (["coup de fil"], TEXT["tried"], [])


def test_a_line_of_a_gathering_is_taken_without_it_and_leaves_when_it_is_taken_back(world):
    line = "Mouil\u200bler les draps le\u200b soir"
    made = begun(world, held(world, lines={**LINES, "Amina": line}), world.driss, line)
    assert seen(made, world.driss).row.tried == [LINES["Amina"]]
    number = seen(made, world.driss).row.number
    commands.write(made, number=number, by=world.driss, **{**TEXT, "tried": [LINES["Amina"], *TEXT["tried"]]})
    with open_door():
        source = made.borrowings.get(person=world.amina).source
    circles.withdraw_entry(source, by=world.amina)
    assert seen(made, world.driss).row.tried == TEXT["tried"]
