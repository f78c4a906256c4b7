"""Every kind has a card of paper, and none of them knows what anybody said."""

import pytest
from django.template.loader import select_template
from django.utils import translation

from polyphonie.base.text import Text
from polyphonie.gatherings.contract import audience
from polyphonie.guides.contract.format import Step
from polyphonie.steps import furniture
from tests.base.said import plain
from tests.steps.test_forms import GIVEN

FURNITURE = furniture()
ABOUT = {"consent": "propose", "integrate": "consent", "choose": "write", "sort": "write"}
OWN = {
    "choose",
    "scale",
    "consent",
    "grid",
    "timeline",
    "case",
    "ask",
    "integrate",
    "sort",
    "tables",
    "opinions",
}
HOLDS = {
    "write": ("Une idée par ligne.", "rule"),
    "round": ("Quelques mots à garder (facultatif)", "rule"),
    "propose": ("Votre proposition", "On revoit cette décision le"),
    "consent": ("J’ai une objection", "Cela ne me touche pas", "Si c’est une objection :", "tick"),
    "integrate": ("Ce qui change", "Le nouveau texte", "je la lève"),
    "sort": ("Une idée", "Son thème"),
    "choose": ("points à poser", "tick"),
    "scale": ("1 : pas du tout", "5 : tout à fait", "ring"),
    "opinions": ("La phrase", "D’accord", "Je passe", "Pas d’accord", "tick"),
    "timeline": ("Quel jour ? À quelle heure ?", "Ce que j’ai vu ou vécu"),
    "grid": ("Je le fais", "Je pourrais", "Je ne dois pas", "Qui d’autre le fait, à votre avis ?"),
    "tables": ("Je suis là", "tick"),
    "commit": ("Moi, je vais essayer de…", "D’ici au"),
    "ask": ("À qui ?", "Réponse avant le"),
    "case": ("Aucun nom, aucune date, aucun lieu.", "La personne concernée est-elle d’accord ?"),
    "sheet": ("Ce qui a été tenté", "rule"),
    "close": ("Un mot, ou une phrase courte", "rule"),
}


def card(name: str) -> str:
    kind = FURNITURE[name].kind
    settings = kind.settings(GIVEN.get(name, {}))
    about = None
    if earlier := ABOUT.get(name):
        before = FURNITURE[earlier].kind
        about = before.gather(before.settings(GIVEN.get(earlier, {})), (), None)
    form = FURNITURE[name].form(None, settings=settings, about=about, me=None, mine=None)
    template = select_template([f"steps/{name}/print.html", "kit/lines.html"])
    return plain(template.render({"form": form}))


def test_every_kind_but_reading_has_a_card():
    rooms = {
        name: f.kind.cards_on_a_page(f.kind.settings(GIVEN.get(name, {}))) for name, f in FURNITURE.items()
    }
    assert {name for name, room in rooms.items() if room == 0} == {"read"}
    assert set(rooms.values()) <= {0, 1, 2, 4}
    assert set(HOLDS) == set(FURNITURE) - {"read"}


@pytest.mark.parametrize("name", HOLDS)
def test_a_card_asks_what_its_step_asks_and_nothing_can_be_sent_from_it(name):
    with translation.override("fr"):
        shown = card(name)
    assert [words for words in HOLDS[name] if words not in shown] == []
    assert [tag for tag in ("<input", "<textarea", "<select", "<button") if tag in shown] == []


def test_where_lines_do_not_do_the_kind_says_how_its_card_looks():
    found = {
        name
        for name in FURNITURE
        if select_template([f"steps/{name}/print.html", "kit/lines.html"]).template.name.startswith("steps/")
    }
    assert found == OWN


def step(**more) -> Step:
    return Step(id="un", kind="write", title=Text("Un", "One"), prompt=Text("Dites.", "Say."), **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seen_by": "author"}, "Gardez cette carte. Personne d’autre que vous ne la lira."),
        ({"reveal": "never"}, "Gardez cette carte. Personne d’autre que vous ne la lira."),
        (
            {"seen_by": "facilitators", "names": "hidden"},
            "Une personne qui anime recopiera cette carte. Seules les personnes qui animent la liront, "
            "à la fin de l’étape, sans votre prénom.",
        ),
        (
            {"seen_by": "circle", "reveal": "at_once"},  # a copied answer never leaves the gathering
            "Une personne qui anime recopiera cette carte. Les personnes de cette séance la liront, "
            "dès qu’elle est recopiée, avec votre prénom si vous l’écrivez.",
        ),
    ],
)  # fmt: skip
def test_a_card_says_who_will_read_it(given, said):
    assert plain(audience.on_card(step(**given)).fr) == said
