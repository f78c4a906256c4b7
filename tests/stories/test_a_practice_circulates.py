"""A crisis: what was improvised is noted, looked back on together, sorted into sheets that all sign; one goes to a network, where
another circle adapts it, tries it and says so; and what forty sheets have in common stands on one page."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.exports.opening import of_pdf
from tests.stories.conftest import LAPTOP, follow, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.server]
NOTED = (
    "Mouiller les draps le soir", "Fermer les volets avant midi", "Laisser de l’eau partout la nuit", "Dîner à vingt heures",
    "Tracer un chemin à l’ombre", "Téléphoner aux familles à onze heures", "Boire assis, tous, à quatorze heures",
    "Prêter une glacière au voisin", "Échanger deux nuits entre collègues", "Descendre dormir dans la salle fraîche",
    "Traduire sur des bouts de carton", "Frapper matin et soir à la porte",
)  # fmt: skip
TITLES = ("Garder la fraîcheur la nuit", "Manger et boire autrement", "Veiller les uns sur les autres")
STEPS = NOTED[::3]  # the first sheet
TOLD = "Deux nuits sur trois, les personnes ont dormi."
WORDS = "Ce qui revient : on invente avec ce qui est là, et on se parle plus tôt."
FURNISH = """
from django.db import transaction
from polyphonie.base import facts
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Kind
from polyphonie.people.queries import Person

who = {name: Person.objects.get(email=f"{name.lower()}@valmont.example") for name in ("Driss", "Amina", "Claire", "Farid")}
with transaction.atomic(), facts.quietly():
    house = circles.found_circle(name="Étage des aînés", kind=Kind.TEAM, by=who["Driss"], voice="professional")
    shared = circles.found_circle(name="Réseau des essais", kind=Kind.NETWORK, by=who["Driss"], voice="professional")
    for circle, name, voice in ((house, "Amina", "patient"), (house, "Claire", "family"), (shared, "Amina", "patient"), (shared, "Farid", "professional")):
        circles.enter(circle, person=who[name], voice=voice, by=who["Driss"])
print(house.pk)
"""
TOLD_TO = """
import json
from polyphonie.notices.models import Notice
print(json.dumps(sorted(Notice.objects.filter(kind="sheet_tried").values_list("person__name", flat=True))))
"""


def go_on(board) -> None:
    press(board.locator("#next"))
    board.wait_for_timeout(200)


def note(page, circle: int, whats: tuple[str, ...]) -> None:
    page.goto(f"/circles/{circle}/journal/")
    for what in whats:
        page.get_by_label("Ce qu’on a bricolé").fill(what)
        page.get_by_label("Pour qui").fill("Les personnes de l’étage")
        page.get_by_role("button", name="Noter").click()
        page.locator("#noted").get_by_text(what).wait_for()


def looked_back(driss, amina, circle: int) -> None:
    """Driss calls a look back, puts the journal on the table; Amina finds it on the chronology. It ends on the record."""
    driss.goto(f"/circles/{circle}/gatherings/new/?guide=rex")
    driss.get_by_label("De quoi parle-t-on").fill("La canicule de juillet")
    driss.get_by_role("button", name="Préparer la séance").click()
    driss.locator(".join-code").first.wait_for()
    at = re.search(r"/gatherings/\d+/", driss.url)[0]
    follow(driss.get_by_role("link", name="Choisir les jours"))
    driss.get_by_role("button", name="Mettre sur la table").click()
    driss.get_by_role("heading", name="12 bricolages sur la table").wait_for()
    picture(driss, "journal-sur-la-table")
    follow(driss.get_by_role("link", name="Animer"))
    amina.goto(at)
    follow(amina.get_by_role("button", name="Prendre part à cette séance"))
    for _ in range(3):
        go_on(driss)
    amina.goto(at)
    amina.get_by_text(NOTED[-1]).wait_for()
    amina.get_by_label("Ce que j’ai vu ou vécu").first.fill("Il faisait trente-neuf degrés.")
    amina.get_by_role("button", name="Envoyer", exact=True).click()
    amina.get_by_text("C’est noté.").wait_for()
    go_on(driss)
    amina.goto(at)
    amina.get_by_text("Il faisait trente-neuf degrés.").wait_for()
    assert [what for what in NOTED if amina.get_by_text(what).count() != 1] == []
    picture(amina, "chronologie")
    driss.locator("#hand-over summary").click()
    driss.get_by_role("button", name="Finir la séance maintenant").click()
    driss.get_by_role("link", name="Trier le journal en fiches").wait_for()


def sorted_out(driss) -> list[str]:
    """From the record to three drafts, four notes in each; their addresses, in the order of their titles."""
    follow(driss.get_by_role("link", name="Trier le journal en fiches"))
    for pile, title in enumerate(TITLES, start=1):
        driss.get_by_label(re.compile(f"^Fiche {pile}")).fill(title)
    for at, what in enumerate(NOTED):
        driss.get_by_label(what).select_option(label=f"Fiche {at % 3 + 1}")
    picture(driss, "journal-trier")
    driss.get_by_role("button", name="Commencer ces fiches").click()
    driss.get_by_role("heading", name="Fiches", exact=True).wait_for()
    links = (driss.get_by_role("link", name=title).get_attribute("href") for title in TITLES)
    return [str(link) for link in links]


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
    follow(farid.get_by_role("button", name="Commencer notre version"))
    assert farid.get_by_label("Ce que vous avez fait").input_value().splitlines() == list(STEPS)
    follow(farid.get_by_role("button", name="Garder le brouillon"))
    ours = re.search(r"/practices/\d+/", farid.url)[0]
    sign(farid, ours)
    return ours


def opened(driss, amina, claire, farid, address: str) -> None:
    """To the network, once each of its three authors said yes."""
    driss.goto(address)
    follow(driss.get_by_role("link", name="Qui la lit ? L’ouvrir à un autre cercle"))
    driss.get_by_label("Ce cercle pourra la lire").select_option(value=shared(driss))
    driss.get_by_role("button", name="J’ai relu").click()
    driss.get_by_text("1 sur 3").wait_for()
    for author in (amina, claire):
        assert farid.goto(address).status == 404
        author.goto("/")
        asked = author.locator(".card", has_text="Réseau des essais").first
        follow(asked.get_by_role("button", name="Je suis d’accord"))
    assert farid.goto(address).status == 200
    picture(farid, "fiche")


def summed_up(driss) -> str:
    """What the sheets that Driss reads have in common, kept in the network, signed; its address."""
    driss.goto("/practices/")
    driss.get_by_role("link", name="Voir ce qui revient dans ces fiches").click()
    driss.get_by_role("link", name="La garder, avec nos mots").click()
    driss.get_by_label("Un titre").fill("Quarante fiches et trois")
    driss.get_by_label("Dans quel cercle").select_option(label="Réseau des essais")
    driss.get_by_role("button", name="Commencer la synthèse").click()
    driss.get_by_label("Introduction").fill(WORDS)
    driss.get_by_label("La personne et ses proches").fill(f"On dort mieux. {TITLES[0]}.")
    driss.get_by_label("Ce que nous ne savons pas encore").fill("Ce que cela donne en hiver.")
    follow(driss.get_by_role("button", name="Garder le brouillon"))
    driss.get_by_role("button", name="Je signe cette synthèse").click()
    driss.get_by_role("link", name="Modifier").wait_for()
    picture(driss, "synthese")
    return re.search(r"/syntheses/\d+/", driss.url)[0]


def on_paper(page, address: str) -> tuple[int, str]:
    """How many pages, and their words."""
    content = page.request.get(f"{address}synthesis.pdf").body()
    return len(PdfReader(BytesIO(content)).pages), " ".join(of_pdf(content).split())


def test_from_a_crisis_to_a_trial_elsewhere_and_what_forty_sheets_have_in_common(somebody, valmont):
    circle = int(valmont.python(FURNISH))
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss").page
    amina, claire = somebody().walk_in_as("Amina").page, somebody().walk_in_as("Claire").page
    farid = somebody().walk_in_as("Farid").page
    for page, first in ((driss, 0), (amina, 4), (claire, 8)):
        note(page, circle, NOTED[first : first + 4])
    looked_back(driss, amina, circle)
    sheets = sorted_out(driss)
    assert [farid.goto(address).status for address in sheets] == [404] * 3
    for address in sheets:
        for author in (driss, amina, claire):
            sign(author, address)
    address = sheets[0]
    opened(driss, amina, claire, farid, address)

    ours = adapted(farid, address)
    farid.get_by_role("link", name="Dire aux auteurs de la première fiche ce que cela a donné").click()
    farid.get_by_label("Dans quel cercle").select_option(label="Diabète en ville")
    farid.get_by_text("En partie").click()
    farid.get_by_label("Ce qui s’est passé").fill(TOLD)
    farid.get_by_role("button", name="Le dire à ses auteurs").click()
    farid.get_by_text(TOLD).wait_for()
    assert json.loads(valmont.python(TOLD_TO)) == ["Amina", "Claire", "Driss"]
    for author in (amina, claire):
        author.goto(address)
        author.get_by_text(TOLD).wait_for()
    assert amina.goto(ours).status == 404  # the adaptation is its own circle's
    farid.goto(address)
    farid.get_by_role("link", name="Voir comment elle a circulé").click()
    farid.get_by_role("row", name=re.compile("Essayée : en partie")).wait_for()
    picture(farid, "fiche-a-circule")

    synthesis = summed_up(driss)
    pages, words = on_paper(driss, synthesis)
    assert (pages, WORDS in words, [title for title in TITLES if title not in words]) == (1, True, [])
    assert int(re.search(r"Synthèse de (\d+) fiches", words)[1]) >= 43
    pages, words = on_paper(farid, synthesis)  # he reads one of the three
    assert (pages, [title in words for title in TITLES]) == (1, [True, False, False])

    amina.goto(address)
    amina.locator("summary", has_text="Ses auteurs").click()
    follow(amina.get_by_role("link", name="Retirer la fiche pour tout le monde"))
    follow(amina.get_by_role("button", name="Retirer ce que j’ai écrit"))
    assert [one.goto(address).status for one in (amina, driss, claire, farid)] == [404] * 4
    farid.goto(ours)
    farid.get_by_text("Une fiche que vous ne pouvez pas lire, ou que ses auteurs ont retirée").wait_for()
    assert [words for words in STEPS if farid.get_by_text(words).count()] == []
    farid.get_by_text("Les voisins ferment les volets.").wait_for()
    pages, words = on_paper(driss, synthesis)
    assert (pages, TITLES[0] in words, "On dort mieux." in words) == (1, False, True)


def shared(page) -> str:
    """The value under which the network stands in the list: its label says how many belong."""
    options = page.locator("#circle option")
    return next(o.get_attribute("value") for o in options.all() if "Réseau des essais" in o.inner_text())
