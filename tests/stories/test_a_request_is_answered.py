"""A team talks about its work, asks something of somebody outside, and hears the answer: the promise of such a space."""

from __future__ import annotations

import quopri
import re
import time
from pathlib import Path

import pytest

from tests.stories.conftest import LAPTOP, follow, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.server]
ASKED = "Un chariot de plus pour l’équipe de nuit."
BECAUSE = "Le budget est clos jusqu’en juin. Je le remets à l’ordre du jour."


def call(driss, guide, subject):
    driss.goto("/circles/2/")
    driss.get_by_role("link", name="Appeler une séance").click()
    driss.get_by_role("link", name=guide, exact=True).click()
    driss.get_by_label("De quoi parle-t-on").fill(subject)
    follow(driss.get_by_role("button", name="Préparer la séance"))
    return driss.locator(".join-code").first.inner_text()


def go_on(board):
    """The next button, and the page it leads to."""
    press(board.locator("#next"))
    board.wait_for_timeout(150)


def walk_to(board, title):
    """Open and close steps until the one with this title is open, or the record is there."""
    for _ in range(40):
        if "/record/" in board.url:
            return
        here = board.locator("#step-title")
        if (
            here.count()
            and here.inner_text() == title
            and "Ouvrir" not in board.locator("#next").inner_text()
        ):
            return
        go_on(board)
    raise AssertionError(f"never came to {title}")


def mail_to(address, folder: Path) -> str:
    """The first mail that reached this address."""
    for _ in range(120):
        for file in sorted(folder.glob("*")):
            text = quopri.decodestring(file.read_bytes()).decode("utf-8", "replace")
            if f"To: {address}" in text:
                return text
        time.sleep(0.5)
    raise AssertionError(f"nothing reached {address}")


def test_a_request_made_in_a_gathering_is_answered_by_a_link_and_opens_the_next_one(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss").page
    amina = somebody().page
    code = call(driss, "Parler du travail, en court", "Les nuits du service")
    amina.goto("/")
    amina.get_by_label("Le code de la séance").fill(code)
    amina.get_by_role("button", name="Rejoindre la séance").click()
    amina.get_by_label("Votre prénom").fill("Solange")
    amina.get_by_text("Patient ou patiente").click()
    amina.get_by_role("button", name="Entrer").click()
    tells = "La personne qui raconte une situation"
    driss.get_by_label(tells).select_option(label="Solange")
    follow(driss.locator("form", has=driss.get_by_label(tells)).get_by_role("button"))
    walk_to(driss, ask_title())
    amina.get_by_label("Ce que nous demandons").fill(ASKED)
    amina.get_by_label("À qui").fill("Jeanne, cadre du pôle")
    amina.get_by_label("Son adresse de courriel").fill("jeanne@pole.example")
    picture(amina, "demander")
    amina.get_by_role("button", name="Envoyer", exact=True).click()
    amina.get_by_text("C’est noté.").wait_for()
    walk_to(driss, "jusqu’au bout")
    driss.get_by_text(ASKED).first.wait_for()

    letter = mail_to("jeanne@pole.example", valmont.folder / "mail")
    assert [words for words in (ASKED, "chariot", "Solange", "Consultation") if words in letter] == []
    jeanne = somebody().page
    jeanne.goto(re.search(r"https?://\S+/asked/\S+", letter)[0])
    jeanne.get_by_text("Non", exact=True).click()
    jeanne.get_by_role("button", name="Répondre").click()
    jeanne.get_by_text("Dites en une phrase pourquoi.").wait_for()
    jeanne.get_by_label("Pourquoi, ou comment").fill(BECAUSE)
    jeanne.get_by_role("button", name="Répondre").click()
    jeanne.get_by_text("Merci. Le groupe lit votre réponse.").wait_for()
    picture(jeanne, "repondre-a-une-demande")

    elise = somebody().walk_in_as("Élise").page
    elise.goto("/circles/2/requests/")
    elise.get_by_role("link", name=ASKED).click()
    elise.get_by_text(BECAUSE).wait_for()
    call(driss, "La météo", "Et maintenant ?")
    driss.get_by_text("Depuis la dernière fois").wait_for()
    driss.get_by_role("link", name=ASKED).wait_for()
    farid = somebody().walk_in_as("Farid").page
    assert farid.goto("/circles/2/requests/").status == 404


def ask_title() -> str:
    from polyphonie.guides import queries as guides

    return next(step.title.fr for step in guides.guide("edd-court").steps if step.kind == "ask")
