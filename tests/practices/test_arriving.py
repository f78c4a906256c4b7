"""Sheets from another house: read with care, then by somebody, then shown. And Farid?"""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.people import commands as people
from polyphonie.practices import commands, queries
from polyphonie.practices.contract import catalogue
from polyphonie.practices.contract.reading import Unreadable, legible
from polyphonie.practices.contract.reading import read as read_file
from polyphonie.practices.models import Arrival, Origin
from tests.base.said import refused
from tests.guides.schema_check import complaints
from tests.practices.outside import OURS, THEIRS, bring, changed, file, id_of, page, taken_in, told, waiting
from tests.practices.sheets import seen, sign

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NOT_FOUND = "Cette page n’existe pas, ou pas pour vous. Revenez à l’accueil."


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


def mistakes(data) -> list[str]:
    """What is wrong with it, in English."""
    given = data if isinstance(data, bytes) else json.dumps(data).encode()
    try:
        read_file(given)
    except Unreadable as unreadable:
        assert all(one.fr and one.en and one.fr != one.en for one in unreadable.mistakes)
        return [one.en for one in unreadable.mistakes]
    return []


# -- reading a file


def test_a_catalogue_is_read_whole_and_keeps_to_its_schema():
    data = page(told(1), told(2, adapted_from={}), told(3, tried_on=None, quotes=[]))
    assert complaints(data, _shape(), catalogue.schema()) == []
    found = read_file(json.dumps(data).encode())
    assert (found.house.id, found.after, found.next_after, len(found.sheets)) == (THEIRS, 0, None, 3)
    assert found.sheets[0] | {"public_since": ""} == told(1) | {"public_since": ""}
    assert [one["adapted_from"] for one in found.sheets] == [None, {}, None]


def _shape():
    return {k: v for k, v in catalogue.schema().items() if not k.startswith("$")}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("house", ..., ["house: the house it comes from is missing."]),
        ("house.id", "moi", ["house.id: this should be an “urn:uuid:…”."]),
        ("house.name", "", ["house.name: a text is missing."]),
        ("house.address", "javascript:alert(1)", ["house.address: this should be an https://… address."]),
        ("house.address", "https://moi:secret@ailleurs.example", ["house.address: this should be an https://… address."]),
        ("house.address", "https://a.example/ \" onclick=x", ["house.address: this should be an https://… address."]),
        ("house.address", "https://[", ["house.address: this should be an https://… address."]),
        ("made_at", "hier", ["made_at: this should be a date and time."]),
        ("made_at", "2027-02-31T09:00:00Z", ["made_at: this should be a date and time."]),
        ("after", -1, ["after: this should be a whole number."]),
        ("after", True, ["after: this should be a whole number."]),
        ("next_after", 1e400, None),
        ("sheets", {}, ["sheets: this should be a list."]),
        ("sheets", [told()] * 51, ["sheets: 0 to 50 items, not 51.", f"sheets: “{id_of(1)}” stands there twice."]),
        ("sheets.0.title", "x" * 161, ["sheets[1].title: 161 characters instead of 160 at most."]),
        ("sheets.0.title", "\u202e\u0000 ", ["sheets[1].title: a text is missing."]),
        ("sheets.0.title", 3, ["sheets[1].title: this should be a text."]),
        ("sheets.0.for_whom", ..., ["sheets[1].for_whom: a text is missing."]),
        ("sheets.0.tried", ["Un", "Deux"], ["sheets[1].tried: 3 to 7 items, not 2."]),
        ("sheets.0.tried.1", "", ["sheets[1].tried[2]: a text is missing."]),
        ("sheets.0.licence", "Tous droits réservés", ["sheets[1].licence: this should be one of CC-BY-4.0."]),
        ("sheets.0.licence", ["CC-BY-4.0"], ["sheets[1].licence: this should be one of CC-BY-4.0."]),
        ("sheets.0.situation", "war", ["sheets[1].situation: this should be one of crisis, daily."]),
        ("sheets.0.version", "2", ["sheets[1].version: this should be a whole number."]),
        ("sheets.0.version", 0, ["sheets[1].version: this should be a whole number."]),
        ("sheets.0.tried_on", "2027-13-01", ["sheets[1].tried_on: this should be a date."]),
        ("sheets.0.authors", [], ["sheets[1].authors: 1 to 40 items, not 0."]),
        ("sheets.0.authors.0", "Yvette", ["sheets[1].authors[1]: this should be an object."]),
        ("sheets.0.authors.0.voice", "boss", ["sheets[1].authors[1].voice: this should be one of patient, family, professional, support, manager, community."]),
        ("sheets.0.quotes.0.words", "", ["sheets[1].quotes[1].words: a text is missing."]),
        ("sheets.0.adapted_from", {"id": "x", "address": "ftp://a.example"}, ["sheets[1].adapted_from.id: this should be an “urn:uuid:…”.", "sheets[1].adapted_from.address: this should be an https://… address."]),
        ("sheets.0", "une fiche", None),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_place(path, value, said):
    found = mistakes(changed(page(told()), path, value))
    assert found == said if said is not None else found


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"format": 2}', b'{"format": true}', b"[" * 100_000, b'{"format": NaN}',
     b'{"format": ' + b"9" * 5000 + b"}", b"<html></html>"],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_in_one_sentence(data):
    assert len(mistakes(data)) == 1


def test_a_file_has_a_size_and_a_flood_of_mistakes_an_end():
    assert mistakes(b" " * (catalogue.MOST_BYTES + 1)) == ["The file is over three megabytes."]
    assert len(mistakes(page(*[{} for _ in range(50)]))) == 20


def test_what_is_not_known_is_left_aside_and_what_cannot_be_seen_taken_away():
    odd = told(title="Poser\u202e une\u0000 chaise\ud800\t ici", secret="x", context="Un.\r\nDeux.\u200b")
    found = read_file(json.dumps(page(odd, more=1)).encode()).sheets[0]
    assert (found["title"], found["context"], "secret" in found) == (
        "Poser une chaise ici",
        "Un.\nDeux.",
        False,
    )
    assert legible("e\u0301") == "é"


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=6,
)
PLACES = ["house", "house.id", "made_at", "sheets", "sheets.0", "after", *(f"sheets.0.{name}" for name in told()),
          "sheets.0.authors.0", "sheets.0.quotes.0", "sheets.0.tried.0"]  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(PLACES), JSONS)
def test_whatever_stands_in_its_place_a_file_is_read_or_refused_in_words(path, value):
    data = changed(page(told()), path, value)
    if not mistakes(data):
        for sheet in read_file(json.dumps(data).encode()).sheets:
            assert complaints(sheet, catalogue.schema()["$defs"]["sheet"], catalogue.schema()) == []


def test_pages_make_a_whole_only_where_none_is_missing():
    pages = [
        read_file(file(told(n), after=a, next_after=b))
        for n, a, b in ((1, 0, 10), (2, 10, 20), (3, 20, None))
    ]
    alone = read_file(file(told(), after=None))
    wholes = {
        "all": catalogue.is_whole(pages), "any order": catalogue.is_whole(pages[::-1]),
        "without the last": catalogue.is_whole(pages[:2]), "without the second": catalogue.is_whole(pages[::2]),
        "without the first": catalogue.is_whole(pages[1:]), "one sheet": catalogue.is_whole([alone]), "none": catalogue.is_whole([]),
    }  # fmt: skip
    assert [name for name, whole in wholes.items() if whole] == ["all", "any order"]


# -- bringing, reading, accepting


def test_a_sheet_waits_to_be_read_then_is_shown_as_one_from_elsewhere(world):
    brought = bring(world, told(1), told(2))
    assert (brought.new, brought.updates, brought.gone, brought.same) == (2, 0, 0, 0)
    assert queries.sheets_for(world.driss) == []
    first, second = waiting(world)
    page_ = queries.arrival(first.pk, to=world.amina)
    assert (page_.seen.row.title, page_.here) == ("Poser une chaise près du lit 1", None)
    made = commands.decide(first, accept=True, by=world.amina)
    assert commands.decide(second, accept=False, by=world.amina) is None
    (shown,) = queries.sheets_for(world.bruno)
    assert [(a.name, a.voice) for a in shown.authors] == [("Yvette", "family"), ("", "")]
    assert (shown.row.pk, shown.row.tried, shown.origin.house["name"]) == (
        made.pk,
        told()["tried"],
        "Hôpital d’Ailleurs",
    )
    assert [q.words for q in shown.quotes] == ["Je me suis assise."]
    assert waiting(world) == []
    with open_door():
        assert [a.told for a in Arrival.objects.all()] == [{}, {}]


def test_nobody_of_another_circle_knows_of_it(world):
    bring(world, told())
    (one,) = waiting(world)
    assert queries.arrivals(world.circle, to=world.farid) == []
    assert queries.arrival(one.pk, to=world.farid) is None
    with refused(NOT_FOUND):
        commands.decide(one, accept=True, by=world.farid)
    with refused(NOT_FOUND):
        commands.bring(world.circle, files=[file(told())], ours=OURS, by=world.farid)
    made = commands.decide(one, accept=True, by=world.driss)
    assert seen(made, world.farid) is None
    with refused(NOT_FOUND):
        commands.remove_import(made, by=world.farid)


def test_nobody_here_signs_writes_opens_or_withdraws_what_came_from_elsewhere(world):
    (made,) = taken_in(world, told())
    with refused("Seuls ses auteurs changent cette fiche."):
        sign(made, world.amina)
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.write(made, number=1, by=world.driss, title="La nôtre")
    with refused("Seuls ses auteurs changent cette fiche."):
        commands.add_author(made, person=world.amina, by=world.driss)
    with refused(NOT_FOUND):
        commands.make_public(made, number=1, named=True, licence="CC-BY-4.0", by=world.driss)
    with refused("Seule la personne qui a écrit ce texte peut le retirer."):
        circles.withdraw_entry(made.entry, by=world.driss)
    with refused(NOT_FOUND):
        circles.widen(made.entry, to=world.elsewhere, by=world.driss)


def test_it_is_adapted_and_tried_as_any_other_in_its_own_circle_too(world):
    (made,) = taken_in(world, told())
    ours = commands.adapt(made, to=world.circle, by=world.amina, title="Notre chaise")
    assert seen(ours, world.amina).row.tried == told()["tried"]
    commands.tell_trial(made, circle=world.circle, worked="worked", happened="Oui.", by=world.bruno)
    assert [t.happened for t in queries.trials_of(seen(made, world.amina), to=world.amina)] == ["Oui."]


def test_the_same_again_changes_nothing_a_newer_text_is_read_first(world):
    (made,) = taken_in(world, told())
    assert bring(world, told()).same == 1
    assert bring(world, told(version=2, title="Poser deux chaises")).updates == 1
    assert (
        bring(world, told(version=2, title="Poser deux chaises")).updates == 1
    )  # it takes the place of what waited
    (one,) = waiting(world)
    page_ = queries.arrival(one.pk, to=world.driss)
    assert (page_.seen.row.title, page_.here.row.title) == (
        "Poser deux chaises",
        "Poser une chaise près du lit 1",
    )
    assert commands.decide(one, accept=True, by=world.driss).pk == made.pk
    now = seen(made, world.amina)
    assert (now.row.title, now.origin.version, now.row.number) == ("Poser deux chaises", 2, 2)
    assert bring(world, told(version=1)).same == 1


def test_another_house_does_not_change_a_sheet_that_is_not_its_own(world):
    taken_in(world, told())
    other = {"id": id_of(99), "name": "Faux", "address": "https://faux.example"}
    brought = commands.bring(
        world.circle, files=[file(told(version=9), house=other)], ours=OURS, by=world.driss
    )
    assert (brought.updates, brought.same, waiting(world)) == (0, 1, [])


def test_a_later_catalogue_that_lists_it_no_longer_offers_to_remove_it(world):
    made, other = taken_in(world, told(1), told(2))
    assert bring(world, told(2), made_at="2027-01-01T09:00:00Z").gone == 0  # older than what we have
    assert (
        bring(world, told(2), made_at="2027-02-10T09:00:00Z", next_after=50).gone == 0
    )  # a page, not all of it
    assert bring(world, told(2), made_at="2027-02-10T09:00:00Z").gone == 1
    (one,) = waiting(world)
    page_ = queries.arrival(one.pk, to=world.amina)
    assert (one.kind, page_.seen, page_.here.row.pk) == ("gone", None, made.pk)
    assert commands.decide(one, accept=True, by=world.amina) is None
    assert (seen(made, world.amina), seen(other, world.amina).row.pk) == (None, other.pk)


def test_refused_it_stays(world):
    (made,) = taken_in(world, told(1))
    bring(world, made_at="2027-02-10T09:00:00Z")
    assert commands.decide(waiting(world)[0], accept=False, by=world.amina).pk == made.pk
    assert seen(made, world.amina) is not None


def test_removed_an_adaptation_keeps_where_it_came_from_without_its_words(world):
    (made,) = taken_in(world, told())
    ours = commands.adapt(made, to=world.circle, by=world.amina, title="Rester plus longtemps ensemble")
    commands.remove_import(made, by=world.bruno)
    row = seen(ours, world.amina).row
    assert (row.title, row.tried, row.means, row.for_whom) == ("Rester plus longtemps ensemble", [], "", "")
    with open_door():
        kept = Origin.objects.get()
    assert (kept.sheet, kept.house["name"], kept.authors, kept.quotes) == (
        id_of(1),
        "Hôpital d’Ailleurs",
        [],
        [],
    )


def test_what_came_again_meanwhile_is_read_again(world):
    bring(world, told())
    (one,) = waiting(world)
    bring(world, told(version=2))
    with refused(NOT_FOUND):
        commands.decide(one, accept=True, by=world.amina)
    assert [a.version for a in waiting(world)] == [2]


def test_decided_once(world):
    bring(world, told())
    (one,) = waiting(world)
    commands.decide(one, accept=True, by=world.amina)
    with refused("Quelqu’un l’a déjà lue et a décidé."):
        commands.decide(one, accept=True, by=world.bruno)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Choisissez un fichier de catalogue, ou collez son texte."),
        ([file()] * 11, "Apportez 10 fichiers au plus à la fois."),
        ([file(), file(house={"id": id_of(9), "name": "Autre", "address": "https://autre.example"})],
         "Ces fichiers viennent de plusieurs maisons. Apportez-les une maison à la fois."),
        ([file(house={"id": OURS, "name": "Ici", "address": "https://ici.example"})],
         "Ce catalogue est celui de cette maison : ses fiches sont déjà ici."),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_says_why(world, files, sentence):
    with refused(sentence):
        commands.bring(world.circle, files=files, ours=OURS, by=world.driss)


def test_a_file_with_a_mistake_brings_nothing_at_all(world):
    with pytest.raises(Unreadable):
        bring(world, told(1), told(2, title=""))
    with open_door():
        assert Arrival.objects.count() == 0


def test_who_brought_it_finds_it_in_their_data_and_is_forgotten_with_it(world):
    taken_in(world, told())
    bring(world, told(2))
    assert queries.held_arrivals(world.driss)[1] == {
        "brought": "Poser une chaise près du lit 2", "house": "Hôpital d’Ailleurs", "at": NOON.isoformat()
    }  # fmt: skip
    assert queries.held_arrivals(world.farid) == []
    people.erase(world.driss, by=world.driss)
    with open_door():
        assert set(Arrival.objects.values_list("brought_by", "decided_by")) == {(None, None)}
        assert set(Origin.objects.values_list("accepted_by", flat=True)) == {None}
