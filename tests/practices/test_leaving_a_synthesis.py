"""What authors take out of a sheet leaves the syntheses that quote it: nobody comes to read there what they never could."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry, Kind
from polyphonie.practices import commands, queries
from polyphonie.practices.contract.ingredients import families
from tests.practices.outside import taken_in, told
from tests.practices.sheets import LINES, TEXT, begun, held, seen, sign, signed

pytestmark = pytest.mark.django_db
PERSON = families()[0].id
SAID = "Une nuit sur deux sans réveil avant l’aube"
VOLETS = {**TEXT, "title": "Fermer les volets à midi", "changed": f"{SAID}. Moins de cris au repas du matin"}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(datetime(2027, 3, 1, 12, 0, tzinfo=UTC)):
        yield


def kept(w, *sheets, says: str):
    """Claire's synthesis of these sheets, signed, and opened to a network where Farid is, who reads none of them."""
    note = commands.keep_synthesis(w.circle, sheets=[s.pk for s in sheets], title="L’été", by=w.claire)
    note = commands.write_synthesis(
        note, number=1, by=w.claire, title="L’été", introduction="Deux fiches.", families={PERSON: says}
    )
    commands.sign_synthesis(note, number=note.number, by=w.claire)
    network = circles.found_circle(name="Réseau", kind=Kind.NETWORK, by=w.claire, voice="family")
    circles.enter(network, person=w.farid, voice="professional", by=w.claire)
    circles.widen(note.entry, to=network, by=w.claire, future_members=True)
    return note


def paragraph(note, who) -> str:
    return queries.kept(note.pk, to=who).row.families.get(PERSON, "")


def rewrite(w, made, who, **words):
    commands.write(made, number=seen(made, who).row.number, by=who, **words)


@pytest.fixture
def sheets(world):
    return signed(world, "Amina"), signed(world, "Bruno", **VOLETS)


@pytest.mark.parametrize(
    "changed",
    [
        "Moins de cris au repas du matin",
        f"{SAID}, avec trois ventilateurs prêtés par la mairie et des draps mouillés. Moins de cris au repas du matin",
    ],
    ids=["taken out", "said at length"],
)
def test_a_sentence_that_the_sheet_says_no_longer_is_not_thereby_read_by_those_who_never_read_it(
    world, sheets, changed
):
    one, two = sheets
    note = kept(
        world, one, two, says=f"Voici. {SAID}. Moins de cris au repas du matin. Cela reste à compter."
    )
    assert paragraph(note, world.farid) == "Voici.\nCela reste à compter."
    rewrite(world, two, world.bruno, **{**VOLETS, "changed": changed})
    assert paragraph(note, world.farid) == "Voici.\nCela reste à compter."
    sign(two, world.bruno)
    assert paragraph(note, world.farid) == "Voici.\nCela reste à compter."
    # What the sheet still says stays for who reads it, and so do the words of the synthesis's own author.
    assert paragraph(note, world.claire) == "Voici.\nMoins de cris au repas du matin.\nCela reste à compter."
    there = queries.kept(note.pk, to=world.claire)
    assert there.shown and there.row.thinned_at == clock.now()


def test_what_another_sheet_says_and_what_is_reworded_a_little_stays(world, sheets):
    one, two = sheets
    note = kept(world, one, two, says=f"Téléphoner avant dix-sept heures. {SAID}.")
    number = queries.kept(note.pk, to=world.claire).row.number
    rewrite(world, two, world.bruno, **{**VOLETS, "changed": f"{SAID}\u00a0!", "advice": "Autre"})
    there = queries.kept(note.pk, to=world.claire)
    assert there.row.families == {PERSON: f"Téléphoner avant dix-sept heures. {SAID}."}
    assert (there.row.number, there.row.thinned_at) == (number, None)


def test_a_part_of_a_full_sheet_leaves_it_too(world, sheets):
    one, two = sheets
    commands.write_parts(
        two, number=two.number, by=world.bruno, parts={"limits": "Impossible sans volets roulants"}
    )
    sign(two, world.bruno)
    note = kept(world, one, two, says="Voici. Impossible sans volets roulants. Fin.")
    commands.write_parts(two, number=seen(two, world.bruno).row.number, by=world.bruno, parts={})
    assert paragraph(note, world.farid) == paragraph(note, world.claire) == "Voici.\nFin."


def test_a_quote_that_is_taken_out_leaves_it(world):
    made = begun(world, held(world), world.driss, LINES["Amina"], "On dormait enfin.")
    rewrite(world, made, world.driss, **TEXT)
    quote = seen(made, world.claire).my_quotes[0].number
    sign(made, world.claire, release=[quote])
    sign(made, *(one for one in (world.driss, world.amina) if one.pk in queries.awaited(made.pk)))
    note = kept(world, made, signed(world), says="Une proche le dit ainsi. On dormait enfin. C’est peu.")
    row = seen(made, world.claire).row
    rewrite(world, made, world.claire, **{**TEXT, "tried_on": row.tried_on}, without_quotes=[quote])
    for who in (world.claire, world.farid, world.elise):
        assert paragraph(note, who) == "Une proche le dit ainsi.\nC’est peu."


def test_a_sentence_that_goes_with_words_taken_back_leaves_it_whole(world):
    """Amina's line was told at more length in the sheet; her answer goes, the whole sentence with it."""
    gathering = held(world)
    made = begun(world, gathering, world.driss, LINES["Amina"])
    longer = f"{LINES['Amina']} dans la grande baignoire du deuxième étage"
    rewrite(world, made, world.driss, **{**TEXT, "tried": [longer, *TEXT["tried"]]})
    sign(made, world.driss, world.amina)
    says = "Voici. Les draps vont dans la grande baignoire du deuxième étage. Fin."
    note = kept(world, made, signed(world), says=says)
    assert paragraph(note, world.farid) == "Voici.\nFin."
    with open_door():
        answer = Entry.objects.get(contribution__person=world.amina)
    circles.withdraw_entry(answer, by=world.amina)
    assert paragraph(note, world.farid) == paragraph(note, world.claire) == "Voici.\nFin."


def test_of_a_sheet_from_elsewhere_neither_a_word_nor_a_quote_is_read_by_those_who_do_not_read_it(world):
    (made,) = taken_in(world, told())
    note = kept(world, made, signed(world), says="Voici. Trouver une chaise. Je me suis assise. Fin.")
    assert paragraph(note, world.farid) == "Voici.\nFin."
    taken_in(world, told(version=2, tried=["Apporter un banc", "La poser", "Le dire aux proches"], quotes=[]))
    assert seen(made, world.claire).row.tried[0] == "Apporter un banc"
    assert paragraph(note, world.farid) == paragraph(note, world.claire) == "Voici.\nFin."


def test_what_the_new_text_of_a_sheet_from_elsewhere_still_says_stays(world):
    (made,) = taken_in(world, told())
    note = kept(
        world, made, signed(world), says="Voici. Poser une chaise près du lit 1. Je me suis assise. Fin."
    )
    taken_in(world, told(version=2, advice="Un soir calme"))
    assert paragraph(note, world.claire) == "Voici. Poser une chaise près du lit 1. Je me suis assise. Fin."
    commands.remove_import(made, by=world.bruno)
    assert paragraph(note, world.claire) == "Voici.\nFin."
