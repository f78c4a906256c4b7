"""The parts of a full sheet, given to another house and taken in here: where they go, they can be taken back. And Farid?"""

import json
from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.practices import commands, queries
from polyphonie.practices.contract import catalogue
from polyphonie.practices.contract.full import parts
from polyphonie.practices.contract.reading import Unreadable
from polyphonie.practices.contract.reading import read as read_file
from polyphonie.practices.contract.telling import sheet_told, that_fit
from tests.guides.schema_check import complaints
from tests.practices.outside import agree, bring, file, outside, read, taken_in, told, waiting
from tests.practices.sheets import draft, seen, sign

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
HOUSE = "urn:uuid:00000000-0000-4000-8000-000000000002"
PARTS = [{"id": "limits", "words": "Pas la nuit.\nNi seul."}, {"id": "need", "words": "Dormir."}]
SAID = [("need", "Dormir."), ("limits", "Pas la nuit.\nNi seul.")]  # in the order of the library


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def full_and_public(w):
    made = draft(w)
    made = commands.write_parts(
        made, number=made.number, by=w.amina, parts={p["id"]: p["words"] for p in PARTS}
    )
    sign(made, w.amina)
    agree(made, w.amina)
    read(made, w.driss, w.claire)
    return made


def exported(made) -> dict:
    return sheet_told(outside(made), house=HOUSE, address_of=lambda pk: f"https://ici.example/{pk}/")


def said(sheet) -> list[tuple[str, str]]:
    return [(part.id, words) for part, words in sheet.parts]


def test_what_is_told_of_a_full_sheet_is_read_as_it_was_said(world):
    given = exported(full_and_public(world))
    assert given["parts"] == sorted(PARTS, key=lambda part: part["id"], reverse=True)
    assert complaints(given, catalogue.schema()["$defs"]["sheet"], catalogue.schema()) == []
    (found,) = read_file(file(given)).sheets
    assert found["parts"] == given["parts"]


def test_a_full_sheet_that_waits_is_not_told(world):
    made = full_and_public(world)
    assert exported(made)["parts"]
    commands.take_back(made, by=world.amina)
    assert (outside(made), queries.public_sheets()) == (None, [])


def test_taken_in_it_is_full_keeps_where_it_comes_from_and_goes_whole(world):
    bring(world, told(parts=[*PARTS, {"id": "of-another-house", "words": "Inconnu."}]))
    (one,) = waiting(world)
    assert said(queries.arrival(one.pk, to=world.driss).seen) == SAID  # read before it is shown
    assert queries.arrival(one.pk, to=world.farid) is None
    made = commands.decide(one, accept=True, by=world.driss)
    here = seen(made, world.bruno)
    assert (here.row.depth, said(here), here.origin.licence) == ("full", SAID, "CC-BY-4.0")
    assert "Pas la nuit." in here.text and seen(made, world.farid) is None
    commands.remove_import(made, by=world.driss)
    made.refresh_from_db()
    assert (made.parts, seen(made, world.bruno)) == ({}, None)


def test_gone_from_where_it_comes_its_parts_go_too(world):
    (made,) = taken_in(world, told(parts=PARTS))
    assert bring(world, made_at="2027-02-02T09:00:00Z").gone == 1
    (gone,) = waiting(world)
    commands.decide(gone, accept=True, by=world.driss)
    made.refresh_from_db()
    assert made.parts == {}


def test_a_newer_text_without_parts_is_a_quick_sheet_again(world):
    (made,) = taken_in(world, told(parts=PARTS))
    taken_in(world, told(version=2))
    made.refresh_from_db()
    assert (made.depth, made.parts) == ("eclair", {})


def test_a_house_that_told_no_parts_is_read_and_asked_again_once_it_does(world):
    old = {name: value for name, value in told().items() if name != "parts"}
    assert complaints(old, catalogue.schema()["$defs"]["sheet"], catalogue.schema()) == []
    assert [one["parts"] for one in read_file(file(old)).sheets] == [[]]
    (made,) = taken_in(world, old)
    assert bring(world, told(parts=[{"id": "of-another-house", "words": "Inconnu."}])).same == 1
    assert bring(world, told(parts=PARTS)).updates == 1
    (one,) = waiting(world)
    commands.decide(one, accept=True, by=world.driss)
    made.refresh_from_db()
    assert list(made.parts.items()) == SAID
    assert bring(world, told(parts=PARTS)).same == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "sheets[1].parts: this should be a list."),
        (["Pas la nuit."], "sheets[1].parts[1]: this should be an object."),
        ([{"id": "limits", "words": " "}], "sheets[1].parts[1].words: a text is missing."),
        ([{"id": "limits", "words": "x" * 2001}], "sheets[1].parts[1].words: 2001 characters instead of 2000 at most."),
        ([{"id": "x" * 41, "words": "x"}], "sheets[1].parts[1].id: 41 characters instead of 40 at most."),
        ([{"id": "limits", "words": "x"}] * 2, "sheets[1].parts: “limits” stands there twice."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_part_is_named_with_its_place(given, sentence):
    with pytest.raises(Unreadable) as found:
        read_file(file(told(parts=given)))
    assert sentence in [one.en for one in found.value.mistakes]


def test_a_page_of_the_longest_full_sheets_is_cut_where_a_house_would_refuse_it():
    """Fifty of them weigh more than a house reads at once: the page stops before, and the next goes on."""
    longest = [{"id": part.id, "words": "é" * 2000} for part in parts()]
    sheets = [told(n, parts=longest) for n in range(1, 51)]
    assert len(file(*sheets)) > catalogue.MOST_BYTES
    some = that_fit(sheets)
    assert 1 <= len(some) < 50 and some == sheets[: len(some)]
    assert len(json.dumps({"sheets": some}, ensure_ascii=False, indent=1).encode()) <= catalogue.MOST_BYTES
    assert (that_fit(sheets[:2], most=1), that_fit([])) == (sheets[:1], [])
