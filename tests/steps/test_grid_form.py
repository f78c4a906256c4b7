"""Asking the grid: a side, then each task with its two questions."""

import pytest
from django.utils import translation

from polyphonie.steps.grid.form import Form
from polyphonie.steps.grid.kind import KIND
from tests.base.said import plain
from tests.steps.test_grid import AMINA, FIVE, SETTINGS, written


def form(data=None, *, mine=None, about=None, chosen=SETTINGS, language="fr"):
    with translation.override(language):
        filled = Form(data, settings=chosen, about=about, me=AMINA, mine=mine)
        filled.is_valid()
        return filled


def errors(data) -> dict[str, list[str]]:
    return {name: [plain(str(e)) for e in found] for name, found in form(data).errors.items()}


def test_the_form_gives_where_one_stands_and_whom_one_counts_on_but_not_oneself():
    filled = form(
        {"actor": "nuit", "stance_appel": "do", "stance_lit": "", "belief_appel": ["jour", "nuit"], "belief_lit": ["ville"]}
    )  # fmt: skip
    assert filled.answer() == KIND.Answer("nuit", (("appel", "do"),), (("appel", "jour"), ("lit", "ville")))
    assert form({"actor": "nuit", "stance_appel": "do", "passed": "on"}).answer() == KIND.Answer()
    assert form({"passed": "on"}).answer() == KIND.Answer()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"stance_lit": "do"}, {"actor": ["Dites d’abord de quel côté vous répondez."]}),
        (
            {"actor": "gone", "stance_lit": "do"},
            {"actor": ["Ce côté n’est plus dans la liste. Choisissez à nouveau."]},
        ),
        (
            {"actor": "jour"},
            {"__all__": ["Répondez pour une tâche au moins, ou dites que vous n’avez rien à ajouter."]},
        ),
        (
            {"actor": "jour", "stance_lit": "dance"},
            {"stance_lit": ["Choisissez une des réponses proposées."]},
        ),
        (
            {"actor": "jour", "belief_lit": ["gone"]},
            {"belief_lit": ["Un de ces côtés n’est plus dans la liste. Choisissez à nouveau."]},
        ),
        (
            {"actor": "jour", "belief_lit": "ville"},
            {"belief_lit": ["Choisissez parmi les réponses proposées."]},
        ),
    ],
)
def test_each_refusal_has_its_sentence(data, expected):
    assert errors(data) == expected


def test_changing_an_answer_shows_it_again():
    filled = form(mine=FIVE[0])
    assert filled["actor"].value() == "jour"
    assert [row["stance"].value() for row in filled.rows()] == ["do", "", "", "do"]
    assert [row["belief"].value() for row in filled.rows()] == [[], ["proches"], ["ville"], []]


def test_the_form_asks_about_what_people_named_and_holds_their_words():
    about = written(("taches: Appeler", "acteurs: Jour"))
    asked = form(about=about, chosen=KIND.settings({}))
    assert asked.holds_context and not form().holds_context
    assert [row["task"].title.fr for row in asked.rows()] == ["Appeler"]
    assert [label for _, label in asked.fields["actor"].choices] == ["Jour"]


def test_the_form_speaks_english():
    asked = form(language="en")
    assert [label for _, label in asked.fields["stance_appel"].choices][:3] == [
        "I do it", "I could do it", "I must not do it",
    ]  # fmt: skip
