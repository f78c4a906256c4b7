"""What a gathering left becomes a sheet; its authors sign it, open it; others adapt it, try it, and say so."""

from __future__ import annotations

import re

import pytest

from tests.practices import sheets
from tests.stories.conftest import LAPTOP, picture

pytestmark = [pytest.mark.browser, pytest.mark.server]
STEPS = ["Mouiller les draps le soir", "Fermer les volets avant midi", "Laisser de l’eau partout"]
TITLE, TOLD = "Garder la fraîcheur la nuit", "Deux nuits sur trois, les personnes ont dormi."
FURNISH = """
from django.db import transaction
from polyphonie.base import facts
from polyphonie.base.voices import Voice
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.guides import commands as guides
from polyphonie.people.queries import Person

who = {name: Person.objects.get(email=f"{name.lower()}@valmont.example") for name in ("Driss", "Amina", "Claire", "Farid")}
with transaction.atomic(), facts.quietly():
    house = circles.found_circle(name="Étage des aînés", kind=Kind.TEAM, by=who["Driss"], voice="professional")
    shared = circles.found_circle(name="Réseau des essais", kind=Kind.NETWORK, by=who["Driss"], voice="professional")
    for circle, name, voice in ((house, "Amina", "patient"), (house, "Claire", "family"), (shared, "Amina", "patient"), (shared, "Farid", "professional")):
        circles.enter(circle, person=who[name], voice=voice, by=who["Driss"])
    guides.adapt(house, toml=GUIDE, adapted_from="tour", by=who["Driss"])
print(house.pk)
"""


def guide() -> str:
    more = {"fiche": 'about = "faits"\nwho = "facilitator"'}
    return sheets.HEAD + "".join(
        sheets.STEP % (id, kind, id, id) + more.get(id, "") for id, kind in sheets.STEPS.items()
    )


def go_on(board) -> None:
    board.locator("#next").click()
    board.wait_for_load_state()
    board.wait_for_timeout(200)


def call(driss, circle: int) -> str:
    """Driss calls a gathering by the circle's own guide, and opens it; its address."""
    driss.goto(f"/circles/{circle}/")
    driss.get_by_role("link", name="Bricolages").click()
    driss.get_by_label("De quoi parle-t-on").fill("La canicule de juillet")
    driss.get_by_role("button", name="Préparer la séance").click()
    driss.locator(".join-code").first.wait_for()
    return re.search(r"/gatherings/\d+/", driss.url)[0]


def held(driss, amina, circle: int) -> str:
    """The gathering: Amina gives a line, Driss writes the sheet that begins with it; its address."""
    at = call(driss, circle)
    amina.goto(at)
    amina.get_by_role("button", name="Prendre part à cette séance").click()
    go_on(driss)
    amina.get_by_role("textbox").first.fill(STEPS[0])
    amina.get_by_role("button", name="Envoyer", exact=True).click()
    amina.get_by_text("C’est noté.").wait_for()
    for _ in range(3):
        go_on(driss)
    for _ in range(2):
        if "Ouvrir" in driss.locator("#next").inner_text():
            go_on(driss)
    driss.goto(at)
    tried = driss.get_by_label("Ce qui a été tenté")
    assert tried.input_value() == STEPS[0]
    driss.get_by_label("Un titre qui commence par un verbe").fill(TITLE)
    driss.get_by_label("Pour qui, avec qui").fill("Les personnes de l’étage")
    tried.fill("\n".join(STEPS))
    driss.get_by_role("button", name="Envoyer", exact=True).click()
    driss.get_by_text("C’est noté.").wait_for()
    driss.goto(f"{at}console/")
    while "/record/" not in driss.url:
        go_on(driss)
    return at


def drafted(driss) -> str:
    """From the record to a draft whose authors are Driss and Amina; its address."""
    driss.get_by_role("link", name="En faire une fiche").click()
    driss.get_by_text("Elle reprend aussi des lignes de").wait_for()
    picture(driss, "fiche-reprendre")
    driss.get_by_text("En crise").click()
    driss.get_by_role("button", name="Commencer la fiche").click()
    assert driss.get_by_label("Ce que vous avez fait").input_value().splitlines() == STEPS
    driss.get_by_label("Ce qui a changé").fill("Moins de réveils avant l’aube.")
    driss.get_by_text("Ingrédients :").click()
    driss.locator("summary", has_text="L’organisation qui apprend").click()
    driss.get_by_text("Faire avec ce qu’on a").click()
    driss.get_by_role("button", name="Garder le brouillon").click()
    driss.get_by_role("heading", name="Brouillon").wait_for()
    return re.search(r"/practices/\d+/", driss.url)[0]


def sign(page, address: str) -> None:
    page.goto(address)
    page.get_by_text("D’autres cercles qui la lisent peuvent reprendre mes lignes").click()
    page.get_by_role("button", name="Je signe cette fiche").click()
    page.get_by_role("button", name="Je signe cette fiche").wait_for(state="detached")


def adapted(farid, address: str) -> str:
    farid.goto(address)
    farid.get_by_role("link", name="L’adapter chez nous").click()
    farid.get_by_label("Dans quel cercle").select_option(label="Diabète en ville")
    farid.get_by_label("Un titre à vous").fill("Rafraîchir les chambres en ville")
    farid.get_by_label("Ce que nous changeons").fill("Les voisins ferment les volets.")
    farid.get_by_label("Pourquoi").fill("Personne n’est là à midi.")
    farid.get_by_role("button", name="Commencer notre version").click()
    assert farid.get_by_label("Ce que vous avez fait").input_value().splitlines() == STEPS
    farid.get_by_role("button", name="Garder le brouillon").click()
    ours = re.search(r"/practices/\d+/", farid.url)[0]
    sign(farid, ours)
    return ours


def test_from_a_gathering_to_a_trial_elsewhere_and_back_to_its_authors(somebody, valmont):
    circle = int(valmont.python(f"GUIDE = {guide()!r}\n" + FURNISH))
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss").page
    amina = somebody().walk_in_as("Amina").page
    farid, claire = somebody().walk_in_as("Farid").page, somebody().walk_in_as("Claire").page
    held(driss, amina, circle)
    address = drafted(driss)

    assert claire.goto(address).status == 404  # she is of the circle, and it is a draft
    sign(driss, address)
    driss.get_by_text("On attend encore").wait_for()
    amina.goto("/practices/")
    amina.get_by_role("link", name=TITLE).click()
    amina.get_by_role("heading", name="Signer cette fiche").wait_for()
    picture(amina, "fiche-signer")
    sign(amina, address)
    assert claire.goto(address).status == 200
    assert farid.goto(address).status == 404

    driss.goto(address)
    driss.get_by_role("link", name="Qui la lit ? L’ouvrir à un autre cercle").click()
    driss.get_by_label("Ce cercle pourra la lire").select_option(value=shared(driss))
    driss.get_by_role("button", name="J’ai relu").click()
    driss.get_by_text("1 sur 2").wait_for()
    assert farid.goto(address).status == 404  # Amina has not said yes
    amina.goto("/")
    asked = amina.locator(".card", has_text="Réseau des essais").first
    asked.get_by_role("button", name="Je suis d’accord").click()
    assert farid.goto(address).status == 200
    picture(farid, "fiche")

    ours = adapted(farid, address)
    farid.get_by_role("link", name="Dire aux auteurs de la première fiche ce que cela a donné").click()
    farid.get_by_label("Dans quel cercle").select_option(label="Diabète en ville")
    farid.get_by_text("En partie").click()
    farid.get_by_label("Ce qui s’est passé").fill(TOLD)
    farid.get_by_role("button", name="Le dire à ses auteurs").click()
    farid.get_by_text(TOLD).wait_for()

    amina.goto(address)
    amina.get_by_text(TOLD).wait_for()
    claire.goto(address)
    assert claire.get_by_text(TOLD).count() == 0  # she does not belong to the circle that tried
    assert amina.goto(ours).status == 404  # and the adaptation is its own circle's

    driss.goto(f"{address}poster/")
    driss.get_by_role("heading", name="Ce que nous avons appris").wait_for()
    amina.goto(address)
    amina.locator("summary", has_text="Ses auteurs").click()
    amina.get_by_role("link", name="Retirer la fiche pour tout le monde").click()
    amina.get_by_role("button", name="Retirer ce que j’ai écrit").click()
    assert [one.goto(address).status for one in (amina, driss, claire, farid)] == [404] * 4
    farid.goto(ours)
    farid.get_by_text("Une fiche que vous ne pouvez pas lire, ou que ses auteurs ont retirée").wait_for()
    assert [words for words in STEPS if farid.get_by_text(words).count()] == []
    farid.get_by_text("Les voisins ferment les volets.").wait_for()


def shared(page) -> str:
    """The value under which the network stands in the list: its label says how many belong."""
    options = page.locator("#circle option")
    return next(o.get_attribute("value") for o in options.all() if "Réseau des essais" in o.inner_text())
