"""Placing oneself from 1 to 5: two people look at each other's answers, more look at how theirs spread. Never a mean."""

import pytest
from django.utils import translation

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Said
from polyphonie.guides.contract.schema import schema
from polyphonie.steps.scale.kind import KIND
from tests.base.said import plain
from tests.steps.voices import AMINA, FURNITURE, form, refusals, said, told

SAY = {"id": "dire", "fr": "Je peux dire ce qui m’inquiète.", "en": "I can say what worries me."}
TIME = {"id": "temps", "fr": "J’ai le temps qu’il faut.", "en": "I have the time it takes."}
GIVEN = {
    "items": [SAY, TIME],
    "low": {"fr": "jamais", "en": "never"},
    "high": {"fr": "toujours", "en": "always"},
}
KEPT = KIND.settings(GIVEN)
LEGEND = "De 1 (jamais) à 5 (toujours). Ces réponses servent à se parler : ce n’est pas une mesure."


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


def marks(*given: tuple[str, int], word: str = ""):
    return KIND.Answer(given, word)


def tell(*answers, nameless: bool = False):
    return told(KIND.tell(KEPT, KIND.gather(KEPT, said(*answers, nameless=nameless), None), {}))


def test_two_people_see_their_answers_side_by_side_and_where_they_differ():
    assert tell(marks(("dire", 2), ("temps", 4)), marks(("dire", 5), ("temps", 3), word="Ça dépend.")) == [
        ("", [("", "", LEGEND)]),
        (SAY["fr"], [("2", "Amina", ""), ("5", "Bruno", ""), ("", "", "À se raconter")]),
        (TIME["fr"], [("4", "Amina", ""), ("3", "Bruno", "")]),
        ("Un mot en plus", [("Ça dépend.", "Bruno", "")]),
    ]


def test_two_people_without_their_names_are_not_set_side_by_side():
    blocks = tell(marks(("dire", 5)), marks(("dire", 2)), nameless=True)
    assert blocks[1:] == [(SAY["fr"], [("", "", "De 2 à 5 : 1 personne à 2 · 1 personne à 5")])]


def test_five_people_see_how_their_answers_spread_from_the_lowest_to_the_highest():
    answers = [marks(("dire", n), ("temps", 3)) for n in (4, 1, 4, 5)]
    assert tell(*answers, marks(("temps", 3))) == [
        ("", [("", "", LEGEND)]),
        (SAY["fr"], [("", "", "De 1 à 5 : 1 personne à 1 · 2 personnes à 4 · 1 personne à 5")]),
        (TIME["fr"], [("", "", "5 personnes à 3")]),
    ]


def test_what_is_worth_telling_goes_on_to_a_later_step():
    outcome = KIND.gather(
        KEPT, said(marks(("dire", 2), ("temps", 3)), marks(("dire", 4), ("temps", 4))), None
    )
    assert [idea.text for idea in ideas(outcome)] == [SAY["fr"]]
    remark = outcome.lines[0].remark
    assert plain(remark.fr) == "De 2 à 4 : 1 personne à 2 · 1 personne à 4"
    assert plain(remark.en) == "From 2 to 4: 1 person at 2 · 1 person at 4"


def test_answers_to_nothing_and_numbers_that_are_none_count_for_nothing():
    assert tell(marks(("gone", 3), ("dire", 9)), marks(("dire", -1), ("dire", 0)), marks()) == []
    assert tell(marks(word="Un mot."), marks(("dire", 1)), marks())[1:] == [
        (SAY["fr"], [("", "", "1 personne à 1")]),
        ("Un mot en plus", [("Un mot.", "Amina", "")]),
    ]


def test_what_one_answered_is_read_again_and_the_group_waits():
    echo = KIND.echo(KEPT, marks(("temps", 4), ("gone", 1), word="Mieux."))
    assert [plain(str(words)) for words in echo] == [f"{TIME['fr']} : 4", "Mieux."]
    assert KIND.why_not_close(KEPT, said(marks()), 1, None) is None
    assert KIND.why_not_close(KEPT, [], 2, None).fr.startswith("2 personnes n’ont pas encore répondu.")


def test_examples_differ_and_stay_from_one_to_five():
    drawn = {KIND.example(seed, KEPT, None, AMINA) for seed in range(42)}
    assert {n for answer in drawn for _, n in answer.marks} == {1, 2, 3, 4, 5}
    assert any(len(answer.marks) < 2 for answer in drawn) and any(answer.word for answer in drawn)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "items should name 1 to 8 sentences"),
        ({"items": [{**SAY, "id": f"i{n}"} for n in range(9)]}, "items should be a list of 8 at most"),
        ({"items": [SAY], "low": "jamais"}, "low should be a text: fr, en"),
        ({"items": [SAY], "high": {"fr": "oui", "en": 3}}, "high should be a text: fr, en"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_a_sentence(given, why):
    with pytest.raises(BadSettings) as bad:
        KIND.settings(given)
    assert str(bad.value) == why


def test_the_format_lets_an_editor_write_the_two_ends():
    (rule,) = schema({"scale": FURNITURE["scale"].kind})["$defs"]["step"]["allOf"]
    settings = rule["then"]["properties"]["settings"]["properties"]
    assert settings == {"items": {"type": "array"}, "low": {"type": "object"}, "high": {"type": "object"}}


# -- the form


def answer(data):
    sent = form("scale", data, GIVEN)
    assert sent.is_valid(), sent.errors
    return sent.answer()


def test_a_number_a_word_or_nothing_for_each_sentence():
    assert answer({"mark_dire": "5", "mark_temps": "0", "mark_gone": "3"}) == marks(("dire", 5))
    assert answer({"word": " Mieux. "}) == marks(word="Mieux.")
    assert answer({"mark_dire": "5", "word": "x", "passed": "on"}) == marks()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"__all__": ["Choisissez au moins un nombre, ou passez."]}),
        ({"mark_dire": "0", "word": " "}, {"__all__": ["Choisissez au moins un nombre, ou passez."]}),
        *(
            ({"mark_dire": junk}, {"mark_dire": ["Choisissez un nombre de 1 à 5."]})
            for junk in ("6", "-1", "9" * 400, "²", "3.5", "trois", "3\x00")
        ),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(data, expected):
    assert refusals("scale", data, GIVEN) == expected


def test_the_form_shows_what_one_gave_before_and_leans_nowhere_at_first():
    again = form("scale", None, GIVEN, mine=Said(marks(("dire", 4), word="Mieux."), AMINA))
    assert [(f.label, f.initial) for f in again.items()] == [(SAY["fr"], "4"), (TIME["fr"], "0")]
    assert again.fields["word"].initial == "Mieux."
    assert [f.initial for f in form("scale", None, GIVEN).items()] == [None, None]
