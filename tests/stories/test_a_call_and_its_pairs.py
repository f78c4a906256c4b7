"""A call, six applications, a pair that comes together, one kept and one refused; two say yes, and have a place of their own."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.stories.conftest import LAPTOP, picture

pytestmark = [pytest.mark.browser, pytest.mark.server]
SOON = f"{date.today() + timedelta(days=30):%Y-%m-%d}"


def applies(page, address: str, name: str, voice: str, ticks: list[str], **lines: str) -> str:
    """Somebody applies on a phone, without an account; the address that brings them back."""
    page.goto(address)
    page.get_by_label("Votre prénom").fill(name)
    page.get_by_role("radio", name=voice).check()
    page.get_by_role("button", name="Commencer").click()
    page.wait_for_url("**/application/**")
    mine = page.url
    for label in ["français", "le soir", *ticks]:
        page.get_by_role("checkbox", name=label, exact=True).first.check()
    for label, words in lines.items():
        page.get_by_label(re.compile(label)).fill(words)
    page.get_by_role("button", name="Envoyer ma candidature").click()
    page.get_by_text("envoyé aux personnes qui coordonnent").wait_for()
    return mine


def begins(driss) -> tuple[str, str]:
    """Driss begins a cohort and opens a call: the address of the call, and its link."""
    driss.goto("/cohorts/new/")
    driss.get_by_role("radio", name="Des binômes, en six mois").check()
    driss.get_by_label("Nom de la promotion").fill("Promotion de printemps")
    driss.get_by_role("radio", name="Professionnel").check()
    driss.get_by_label("Premier jour").fill(SOON)
    picture(driss, "cohort-new")
    driss.get_by_role("button", name="Commencer cette promotion").click()
    driss.get_by_role("heading", name="Oser le désaccord").wait_for()
    picture(driss, "cohort")
    driss.get_by_role("link", name="Ouvrir un appel").click()
    driss.get_by_label("À qui s’adresse cet appel").fill(
        "Patients et professionnels de Valmont, pour mieux sortir de l’hôpital."
    )
    driss.get_by_role("button", name="Ouvrir cet appel").click()
    driss.wait_for_url("**/calls/*/")
    return driss.url, driss.locator(".break").first.inner_text()


def say_yes(page, mine: str) -> None:
    page.goto(mine)
    picture(page, "pair-asked")
    page.get_by_role("button", name="Oui, essayons").click()
    page.wait_for_load_state()


def card(page, *names: str):
    return page.locator(".card", has=page.get_by_role("checkbox", name=" – ".join(names)))


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
    phone.get_by_role("button", name="Entrer dans notre binôme").click()
    phone.wait_for_url("**/circles/*/pair/")
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
