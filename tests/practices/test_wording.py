"""The pure half: words folded and compared, ingredients read, sheets alike and why."""

import pytest

from polyphonie.practices.contract import ingredients as library
from polyphonie.practices.contract.likeness import Likeness, Told, alike
from polyphonie.practices.contract.wording import fold, full_words, stands_in, without, without_former


def test_accents_and_capitals_are_folded():
    assert fold("Élève, ŒUVRE, naïf") == "eleve, oeuvre, naif"
    assert full_words("Les Élèves de l’École") == {"eleves": "Élèves", "ecole": "École"}


@pytest.mark.parametrize(
    ("source", "line", "there"),
    [
        ("Mouiller les draps le soir", "Mouiller les draps le soir", True),
        (
            "Mouiller les draps le soir",
            "On mouillait les draps chaque soir",
            True,
        ),  # an ending changes nothing
        ("Mouiller les draps le soir", "Changer les draps le matin", False),
        ("Les patients", "Les patients", True),
        ("Les patients", "Appeler les patients la veille au téléphone", False),  # two words are nobody's line
        ("Oui.", "oui", True),
        ("Oui.", "Oui, la nuit", False),
        ("", "Oui", False),
    ],
)
def test_a_line_stands_where_most_of_its_words_do(source, line, there):
    assert stands_in(source, line) is there


def test_a_text_loses_the_sentences_in_which_the_words_stand_and_no_other():
    text = "On attendait. Mouiller les draps le soir a suffi. On recommence."
    assert without(["Mouiller les draps le soir"], text) == "On attendait.\nOn recommence."
    assert without(["Autre chose que personne ne dit"], text) == text
    assert without([text], "Mouiller les draps le soir a suffi.") == ""


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("Mouiller les draps le soir. Ouvrir après minuit.", "On attendait. Mouiller les draps le soir. Ouvrir après minuit."),
        ("Ouvrir après minuit.", "On attendait.\nOuvrir après minuit."),
        ("", "On attendait."),
        # Said at more length, it stands there no more for whoever compares.
        ("Mouiller les draps et les serviettes le soir dans la baignoire du couloir. Ouvrir après minuit.",
         "On attendait.\nOuvrir après minuit."),
    ],
)  # fmt: skip
def test_a_text_loses_what_was_said_formerly_and_is_said_no_more(now, left):
    former = "Mouiller les draps le soir. Ouvrir après minuit."
    text = "On attendait. Mouiller les draps le soir. Ouvrir après minuit."
    assert without_former([former], [now], text) == left


def test_the_ingredients_of_the_house_are_five_families_in_two_languages():
    assert [family.id for family in library.families()] == [
        "person",
        "teams",
        "learning",
        "territory",
        "institutions",
    ]
    assert len(library.ingredients()) == sum(len(f.ingredients) for f in library.families()) >= 24
    assert all(one.title.fr and one.title.en for one in library.ingredients().values())
    assert library.known(["staying-close", "nothing", "fresh-listening"]) == [
        "fresh-listening",
        "staying-close",
    ]


def test_the_reader_reports_every_mistake():
    with pytest.raises(library.Unreadable) as wrong:
        library.read(
            '[[family]]\nid = "One"\nfr = "Un"\n[[family.ingredient]]\nid = "same"\nfr = "A"\nen = "A"\n'
            '[[family.ingredient]]\nid = "same"\nfr = " "\nen = "B"\n[[family]]\nid = "empty"\nfr = "Vide"\nen = "Empty"\n'
        )
    assert str(wrong.value).splitlines() == [
        "family: “One” is not an id (small letters, figures, hyphens)",
        "family “One” has no “en”",
        "ingredient of “One”: “same” stands twice",
        "ingredient of “One” “same” has no “fr”",
        "family “empty” has no ingredient",
    ]


def test_sheets_are_alike_by_what_few_others_have_and_it_is_said_why():
    def told(number, ingredients, *words):
        return Told(number, frozenset(ingredients), {word: word.upper() for word in words})

    one = told(1, {"close"}, "heatwave", "night", "sheet", "eux")
    others = [
        told(2, {"close"}, "winter"),
        told(3, set(), "heatwave", "night", "eux"),
        told(4, set(), "sheet"),
        told(5, {"other"}, "spring"),
    ]
    assert alike(one, others) == [Likeness(2, ("close",), ()), Likeness(3, (), ("HEATWAVE", "NIGHT"))]
    assert alike(one, []) == []
