"""A team says what it needs; somebody who only holds the link answers it on a phone; a coordinator proposes the two."""

from __future__ import annotations

import pytest

from tests.stories.conftest import LAPTOP, follow, picture
from tests.stories.test_a_call_and_its_pairs import begins, card

pytestmark = [pytest.mark.browser, pytest.mark.server]


def sends(page) -> None:
    for label in ("français", "le soir"):
        page.get_by_role("checkbox", name=label, exact=True).first.check()
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.get_by_text("envoyé aux personnes qui coordonnent").wait_for()


def begins_with(page, name: str, voice: str, button: str) -> str:
    page.get_by_label("Votre prénom").fill(name)
    page.get_by_role("radio", name=voice).check()
    follow(page.get_by_role("button", name=button))
    return page.url


def test_a_team_says_what_it_needs_and_somebody_answers(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss").page
    call, link = begins(driss)

    # Nadia carries the need of her team. She wrote her own name: she is shown it, and takes it out.
    nadia = somebody().page
    nadia.goto(link)
    hers = begins_with(nadia, "Nadia", "Professionnel", "Commencer")
    nadia.get_by_text("Je porte le besoin d’une équipe").click()
    nadia.get_by_role("link", name="Écrire ce besoin").click()
    nadia.get_by_label("Quelle équipe").fill("Consultation du diabète")
    nadia.get_by_label("Que voudriez-vous faire").fill("Avec Nadia, revoir nos annonces.")
    nadia.get_by_label("Qui cherchez-vous").fill("Une personne qui vit avec un diabète.")
    nadia.get_by_label("Combien de temps").fill("Deux heures par mois.")
    follow(nadia.get_by_role("button", name="Garder ce besoin"))
    nadia.locator("mark", has_text="Nadia").wait_for()
    nadia.get_by_label("Que voudriez-vous faire").fill("Revoir nos annonces.")
    follow(nadia.get_by_role("button", name="Garder ce besoin"))
    nadia.get_by_text("quand vous aurez envoyé votre candidature").wait_for()
    sends(nadia)

    # Rose holds the link, and nothing else.
    rose = somebody().page
    rose.goto(link)
    assert "Nadia" not in rose.locator("main").inner_text()
    picture(rose, "call-needs")
    follow(rose.get_by_role("link", name="Répondre à ce besoin"))
    assert "Nadia" not in rose.locator("main").inner_text()
    theirs = begins_with(rose, "Rose", "Patient ou patiente", "Commencer ma réponse")
    rose.get_by_text("Vous répondez à un besoin").wait_for()
    sends(rose)
    nadia.goto(hers)
    assert "Rose" not in nadia.locator("main").inner_text()

    # Driss reads who answers what, keeps the two, and proposes.
    driss.goto(call)
    driss.get_by_text("répond à « Consultation du diabète »").wait_for()
    follow(driss.get_by_role("link", name="Former les binômes"))
    picture(driss, "pairing-needs")
    driss.get_by_role("button", name="Garder avec Rose").click()
    card(driss, "Rose", "Nadia").wait_for()
    driss.get_by_role("button", name="Proposer les binômes cochés").click()
    driss.get_by_text("On attend les réponses.").wait_for()

    nadia.goto(hers)
    nadia.get_by_text("Rose répond au besoin que vous portez.").wait_for()
    for page, mine in ((nadia, hers), (rose, theirs)):
        page.goto(mine)
        follow(page.get_by_role("button", name="Oui, essayons"))
    rose.goto(link)
    assert "Consultation du diabète" not in rose.locator("main").inner_text()
