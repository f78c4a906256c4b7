"""The road of pairs, by hand: what somebody clicks to begin a cohort, to apply, to say yes."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tests.stories.conftest import follow, picture

SOON = f"{date.today() + timedelta(days=30):%Y-%m-%d}"


def applies(page, address: str, name: str, voice: str, ticks: list[str], **lines: str) -> str:
    """Somebody applies on a phone, without an account; the address that brings them back."""
    page.goto(address)
    page.get_by_label("Votre prénom").fill(name)
    page.get_by_role("radio", name=voice).check()
    follow(page.get_by_role("button", name="Commencer"))
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
    follow(driss.get_by_role("button", name="Ouvrir cet appel"))
    return driss.url, driss.locator(".break").first.inner_text()


def say_yes(page, mine: str) -> None:
    page.goto(mine)
    picture(page, "pair-asked")
    follow(page.get_by_role("button", name="Oui, essayons"))


def card(page, *names: str):
    return page.locator(".card", has=page.get_by_role("checkbox", name=" – ".join(names)))
