"""A call, six applications, a pair that comes together, one kept and one refused; two say yes, and have a place of their own."""

from __future__ import annotations

import pytest

from tests.stories.conftest import LAPTOP, follow, picture
from tests.stories.road_by_hand import applies, begins, card, say_yes

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_call_six_applications_and_a_pair_of_their_own(somebody, valmont):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss").page
    call, link = begins(driss)
    phone = somebody().page
    phone.goto(link)
    picture(phone, "call")
    mine = {
        "Aïcha": applies(
            phone, link, "Aïcha", "Patient ou patiente", ["la douleur"], **{"relation de soin": "Dr Paul"}
        ),
        "Léon": applies(phone, link, "Léon", "Famille", ["l’annonce"]),
        "Nadia": applies(phone, link, "Nadia", "Professionnel", ["la douleur"]),
        "Paul": applies(phone, link, "Paul", "Professionnel", ["la douleur", "l’annonce"]),
        "Rose": applies(
            phone, link, "Rose", "Association", ["l’accueil"], **{"autre moyen": "06 12 34 56 78"}
        ),
    }
    picture(phone, "application")
    # Rose comes with Hugo: she gives him her link, and each says yes.
    phone.get_by_text("Je viens avec quelqu’un").click()
    together = phone.locator("details .break").first.inner_text()
    mine["Hugo"] = applies(phone, together, "Hugo", "Encadrement", ["l’accueil"])
    say_yes(phone, mine["Hugo"])
    assert "06 12 34" not in phone.locator("main").inner_text()
    say_yes(phone, mine["Rose"])
    phone.goto(mine["Hugo"])
    phone.get_by_text("06 12 34 56 78").wait_for()

    # Paul cares for Aïcha: with Nadia, then. Kept; and Léon not with Paul, then the word is taken back.
    driss.goto(call)
    driss.get_by_role("link", name="Former les binômes").click()
    driss.get_by_text("Les deux ont dit oui.").wait_for()
    driss.get_by_role("button", name="Accueillir ce binôme").click()
    driss.get_by_text("Le binôme est formé.").wait_for()
    card(driss, "Aïcha", "Nadia").get_by_role("button", name="Garder").click()
    driss.get_by_text("gardés ensemble").wait_for()
    card(driss, "Léon", "Paul").get_by_role("button", name="Pas ensemble").click()
    driss.get_by_role("heading", name="Sans binôme").wait_for()
    assert card(driss, "Léon", "Paul").count() == 0
    picture(driss, "pairing")
    driss.get_by_label("Une personne qui vit les soins").select_option(label="Aïcha")
    driss.get_by_label("Une personne qui y travaille").select_option(label="Paul")
    driss.get_by_role("button", name="Demander").click()
    driss.locator(".card [role=status]").wait_for()
    driss.get_by_role("button", name="Proposer les binômes cochés").click()
    driss.get_by_text("On attend les réponses.").wait_for()

    say_yes(phone, mine["Nadia"])
    phone.get_by_text("On attend la réponse").wait_for()
    say_yes(phone, mine["Aïcha"])
    phone.get_by_text("Vous êtes en binôme avec Nadia").wait_for()
    picture(phone, "pair-formed")
    follow(phone.get_by_role("button", name="Entrer dans notre binôme"))
    phone.get_by_role("heading", name="Avec Nadia").wait_for()
    theirs = phone.url.removeprefix(valmont.url)
    nobody_else_sees(somebody, driss, theirs, call.removeprefix(valmont.url), mine["Aïcha"])


def nobody_else_sees(somebody, driss, theirs: str, call: str, mine: str) -> None:
    """Neither the coordinator, nor a manager, nor Farid, nor Rose of another pair; and a wrong link is nothing."""
    assert driss.goto(theirs).status == 404
    driss.goto("/")
    assert "Binôme · " not in driss.locator("main").inner_text()
    for name in ("Élise", "Farid"):
        one = somebody().walk_in_as(name).page
        assert [one.goto(path).status for path in (theirs, call, f"{call}pairing/")] == [404, 404, 404]
    stranger = somebody().page
    assert stranger.goto(f"{mine.rstrip('/')}x/").status == 404
