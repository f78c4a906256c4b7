"""Looking among the sheets one may read: filters, search, likeness with its reason. And Farid?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polyphonie.circles import commands as circles
from polyphonie.practices import commands, queries
from tests.practices.sheets import draft, seen, signed, widened

FRESH = {
    "title": "Garder la fraîcheur la nuit",
    "for_whom": "Les résidents de l’étage",
    "tried": ["Mouiller les draps", "Fermer les volets", "Ouvrir à vingt-deux heures"],
    "situation": "crisis",
    "ingredients": ["making-do"],
    "own_words": [],
    "changed": "Les nuits sont calmes",
}


def titles(found) -> list[str]:
    return [one.sheet.row.title for one in found]


@pytest.fixture
def two(world):
    return signed(world), signed(world, "Bruno", **FRESH)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {"Appeler les familles la veille", "Garder la fraîcheur la nuit"}),
        ({"words": "FRAICH"}, {"Garder la fraîcheur la nuit"}),
        ({"words": "fraich famille"}, {"Appeler les familles la veille", "Garder la fraîcheur la nuit"}),
        ({"words": "le lien"}, {"Appeler les familles la veille"}),  # the name of an ingredient
        ({"family": "learning"}, {"Garder la fraîcheur la nuit"}),
        ({"situation": "daily"}, {"Appeler les familles la veille"}),
        ({"situation": "crisis", "family": "person"}, set()),
        ({"elsewhere": True}, set()),
    ],
)
def test_one_finds_what_one_may_read(world, two, asked, expected):
    assert set(titles(queries.look(to=world.claire, **asked))) == expected
    assert queries.look(to=world.farid, **asked) == []


def test_the_words_of_a_draft_are_found_by_its_authors_alone(world):
    draft(world, "Amina", "Bruno", title="Chuchoter le soir")
    assert titles(queries.look(to=world.bruno, words="chuchot")) == ["Chuchoter le soir"]
    assert queries.look(to=world.claire, words="chuchot") == []


def test_tried_elsewhere_counts_the_circles_whose_trial_one_reads(world, two):
    first, _ = two
    widened(world, first)
    commands.tell_trial(first, circle=world.circle, worked="worked", happened="Oui.", by=world.claire)
    assert queries.look(to=world.amina, elsewhere=True) == []  # one's own circle is not elsewhere
    commands.tell_trial(first, circle=world.elsewhere, worked="worked", happened="Oui.", by=world.farid)
    assert [one.elsewhere for one in queries.look(to=world.amina, elsewhere=True)] == [1]
    assert queries.look(to=world.claire, elsewhere=True) == []  # she does not read that trial


def test_the_sheets_of_a_circle_are_those_that_live_there_or_were_opened_to_it(world, two):
    first, _ = two
    network = widened(world, first)
    assert titles(queries.look(to=world.farid, circle=network)) == ["Appeler les familles la veille"]
    assert queries.look(to=world.farid, circle=world.circle) == queries.look(to=world.farid)
    assert queries.look(to=world.claire, circle=network) == queries.look(to=world.claire, words="Appeler")


def test_similar_sheets_are_said_why_and_only_those_one_may_read(world, two):
    first, _ = two
    third = signed(
        world, "Claire", **{**FRESH, "title": "Rafraîchir les résidents", "ingredients": ["staying-close"]}
    )
    near = queries.similar(seen(first, world.amina), to=world.amina)
    assert [(one.sheet.row.pk, [i.id for i in one.ingredients]) for one in near] == [
        (third.pk, ["staying-close"])
    ]
    widened(world, first)
    assert queries.similar(seen(first, world.farid), to=world.farid) == []
    circles.withdraw_entry(third.entry, by=world.claire)
    assert queries.similar(seen(first, world.amina), to=world.amina) == []


def test_a_list_asks_the_same_number_of_questions_however_many_sheets_there_are(world, two):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.look(to=world.claire)
        return len(asked)

    before = questions()
    for number in range(4):
        signed(world, "Bruno", "Driss", **{**FRESH, "title": f"Fiche {number}"})
    assert questions() == before
