"""The main job: twelve people in a room decide by consent, from the door to the record."""

import re
from datetime import date, timedelta

import pytest

from tests.stories.conftest import LAPTOP, PROJECTOR, follow, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.server]

GUESTS = [
    ("Amina", "Patient"), ("Ibrahim", "Patient"), ("Rose", "Patient"), ("Claire", "Famille"),
    ("Marc", "Famille"), ("Bruno", "Professionnel"), ("Hanna", "Professionnel"), ("Sofia", "Professionnel"),
    ("Gaston", "Équipe"), ("Lise", "Équipe"), ("Elise", "Encadrement"),
]  # fmt: skip


def send(page, name="Envoyer"):
    page.get_by_role("button", name=name, exact=True).click()


def noted(page):
    page.get_by_text("C’est noté.").wait_for()


def go_on(page, name):
    press(page.get_by_role("button", name=name))


@pytest.fixture
def room(somebody):
    """Driss opens the séance that is ready; eleven people come in with the nine digits and a first name."""
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss")
    follow(driss.page.get_by_role("link", name="Comment annoncer une sortie"))
    driss.page.goto(driss.page.url + "console/")
    driss.page.get_by_role("button", name="Ouvrir la séance").click()
    code = driss.page.locator(".join-code").inner_text()
    people = {}
    for name, voice in GUESTS:
        people[name] = guest = somebody()
        guest.page.goto("/")
        guest.page.get_by_label("Le code de la séance").fill(code)
        guest.page.get_by_role("button", name="Rejoindre la séance").click()
        guest.page.get_by_label("Votre prénom").fill(name)
        guest.page.locator("label.check", has_text=re.compile(f"^{voice}")).first.click()
        if name == "Amina":
            picture(guest.page, "entrer")
        guest.page.get_by_role("button", name="Entrer", exact=True).click()
        guest.page.get_by_text(f"Bienvenue {name}").wait_for()
    return driss, people


def test_twelve_people_decide_by_consent_from_the_door_to_the_record(room, somebody):
    driss, people = room
    board = driss.page
    board.get_by_text("12 personnes").wait_for()
    picture(board, "animer-accueil")
    screen = driss.context.new_page()
    screen.set_viewport_size(PROJECTOR)
    screen.goto(board.url.replace("console/", "screen/"))
    picture(screen, "ecran-accueil")
    board.get_by_label("La personne qui porte la proposition").select_option(label="Claire")
    board.locator("form", has=board.get_by_label("La personne qui porte la proposition")).get_by_role(
        "button"
    ).click()

    go_on(board, "Ouvrir : Se mettre d’accord")
    amina, claire, hanna = people["Amina"].page, people["Claire"].page, people["Hanna"].page
    amina.get_by_text("On ne cherche pas la meilleure solution").wait_for()
    go_on(board, "Clore cette étape")

    go_on(board, "Ouvrir : Entendre la proposition")
    claire.get_by_label("Votre proposition").fill("Nous appelons la famille la veille de chaque sortie.")
    review = (date.today() + timedelta(days=60)).isoformat()
    claire.get_by_label("On revoit cette décision le").fill(review)
    send(claire, "Proposer")
    noted(claire)
    amina.get_by_text("Cette étape est pour d’autres").wait_for()
    go_on(board, "Clore et montrer")
    amina.get_by_text("Nous appelons la famille la veille").wait_for()

    go_on(board, "Ouvrir : Clarifier")
    amina.get_by_label("Votre réponse").fill("Qui appelle ?\nEt si je ne veux pas ?")
    send(amina)
    noted(amina)
    hanna.get_by_text("Et si je ne veux pas ?").wait_for()  # shown at once, to everybody
    go_on(board, "Clore cette étape")

    go_on(board, "Ouvrir : Réagir")
    for name in ("Amina", "Rose"):
        people[name].page.get_by_label("Quelques mots à garder").fill(f"{name} a peur d’être oubliée.")
        send(people[name].page)
        noted(people[name].page)
    send(people["Gaston"].page, "Je passe")
    noted(people["Gaston"].page)
    board.get_by_text("Rose a peur").first.wait_for()
    picture(board, "animer-tour")
    go_on(board, "Clore")

    go_on(board, "Ouvrir : Ajuster")
    claire.get_by_label("Votre proposition").fill(
        "Nous appelons la personne choisie par le patient, la veille de chaque sortie."
    )
    send(claire, "Garder ce texte")
    noted(claire)
    go_on(board, "Clore et montrer")

    go_on(board, "Ouvrir : Consentir")
    consent_everywhere(
        people,
        driss,
        objections={
            "Amina": "Le soir, je ne réponds pas au téléphone.",
            "Hanna": "La nuit nous ne sommes que deux.",
        },
    )
    for person in (amina, hanna, screen):
        person.get_by_text("La nuit nous ne sommes que deux.").first.wait_for()
    board.get_by_text("J’ai une objection").first.wait_for()
    picture(screen, "ecran-objections")

    go_on(board, "Ouvrir : Intégrer les objections")
    claire.get_by_label("Ce qui change pour répondre à Amina").fill("On appelle avant midi.")
    claire.get_by_label("Ce qui change pour répondre à Hanna").fill("Seule l’équipe de jour appelle.")
    final = "Nous appelons la personne choisie par le patient, la veille de chaque sortie, avant midi, par l’équipe de jour."
    claire.get_by_label("Le nouveau texte").fill(final)
    picture(claire, "integrer")
    send(claire, "Montrer ce texte")
    noted(claire)
    for objector in (amina, hanna):
        objector.get_by_text("Ce texte répond à mon objection").click()
        send(objector)
        noted(objector)
    go_on(board, "Clore cette étape")

    go_on(board, "Ouvrir : Consentir")
    consent_everywhere(people, driss, objections={})
    board.get_by_text("Décidé par consentement, à revoir le").wait_for()
    picture(board, "animer-decide")
    picture(amina, "telephone-decide")

    go_on(board, "Ouvrir : Choisir des petits pas")
    for name, step in {
        "Bruno": "Appeler une famille jeudi.",
        "Lise": "Écrire l’affichette.",
        "Rose": "En parler à ma voisine.",
    }.items():
        people[name].page.get_by_label("Moi, je vais essayer de").fill(step)
        send(people[name].page)
        noted(people[name].page)
    go_on(board, "Clore et montrer")

    go_on(board, "Ouvrir : Clore")
    amina.get_by_label("Un mot").fill("Écoutée")
    send(amina)
    noted(amina)
    go_on(board, "Clore et montrer")
    go_on(board, "Finir la séance")

    follow(amina.get_by_role("link", name="Lire le relevé"))
    record = amina.locator("main").inner_text()
    for words in (
        final,
        "Le soir, je ne réponds pas au téléphone.",
        "On appelle avant midi.",
        "Écrire l’affichette.",
        "Écoutée",
    ):
        assert words in record
    picture(amina, "releve")
    farid = somebody().walk_in_as("Farid")
    gathering = re.search(r"/gatherings/(\d+)/", amina.url)[1]
    assert farid.page.goto(f"/gatherings/{gathering}/record/").status == 404
    elise = somebody().walk_in_as("Élise")
    elise.page.goto("/circles/2/decisions/")
    elise.page.get_by_role("link", name=final).click()
    elise.page.get_by_text("Seule l’équipe de jour appelle.").wait_for()
    picture(elise.page, "registre")


def consent_everywhere(people, driss, objections):
    """All twelve answer; the last answer opens the round."""
    phone = driss.context.new_page()
    phone.goto(driss.page.url.replace("console/", ""))
    pages = {name: person.page for name, person in people.items()} | {"Driss": phone}
    for name, page in pages.items():
        if name in objections:
            page.get_by_text("J’ai une objection", exact=True).click()
            page.get_by_label("Votre crainte, ou ce que vous ne pouvez pas accepter").fill(objections[name])
            page.get_by_text("Cela dépasse ce que je peux vivre").click()
            if name == "Amina":
                picture(page, "objecter")
        elif name == "Bruno":
            page.get_by_text("Je peux vivre avec, et j’ai une crainte").click()
            page.get_by_label("Votre crainte, ou ce que vous ne pouvez pas accepter").fill(
                "Que cela devienne une case à cocher."
            )
        else:
            page.get_by_text("Je peux vivre avec", exact=True).click()
        send(page, "Envoyer ma réponse")
        if name != "Driss":
            noted(page)
    phone.get_by_text("Sur le texte").wait_for()  # a page closed too soon would take its sending with it
    phone.close()
