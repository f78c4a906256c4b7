"""A whole séance, whoever's hands lead it: the same story by keyboard alone, and without any script."""

from __future__ import annotations

import re
from typing import Any

from tests.stories import everybody

FEAR = "Le soir, je ne réponds pas au téléphone."
FINAL = "Nous appelons la personne choisie, avant midi."
SUBJECT = "Comment annoncer une sortie ?"


def call(driss: Any, circle: int) -> str:
    """Driss calls a séance in his circle, opens it, and reads its code."""
    driss.page.goto(f"/circles/{circle}/")
    driss.press("Appeler une séance")
    driss.press("Décider par consentement")
    driss.write("De quoi parle-t-on ?", SUBJECT)
    driss.press("Préparer la séance")
    return driss.page.locator(".join-code").inner_text()


def come_in(guest: Any, code: str, name: str, voice: str) -> None:
    """From the front door, with nine digits and a first name."""
    guest.page.goto("/")
    guest.write("Le code de la séance", code)
    guest.press("Rejoindre la séance")
    guest.write("Votre prénom", name)
    guest.choose(voice)
    guest.press("Entrer")
    guest.sees(f"Bienvenue {name}")


def live(driss: Any, phone: Any, amina: Any, claire: Any) -> None:
    """From the first step to the record. `phone` is where Driss answers for himself."""
    gathering = re.search(r"/gatherings/(\d+)/", driss.page.url)[1]
    driss.give("La personne qui porte la proposition", "Claire")
    driss.press("Ouvrir : Se mettre d’accord")
    amina.sees("On ne cherche pas la meilleure solution")
    driss.press("Clore")

    driss.press("Ouvrir : Entendre la proposition")
    claire.sees("Entendre la proposition")
    claire.write("Votre proposition", "Nous appelons la famille la veille.")
    claire.send("Proposer")
    driss.press("Clore")

    driss.press("Ouvrir : Clarifier")
    amina.sees("Qu’avez-vous besoin de comprendre")
    amina.send("Envoyer", noted=False)  # nothing written yet: the form says so, and keeps its place
    amina.sees("Écrivez au moins une idée")
    amina.write("Votre réponse", "Qui appelle ?")
    amina.send("Envoyer")
    driss.press("Clore")

    driss.press("Ouvrir : Réagir")
    amina.sees("Quelques mots à garder")
    amina.send("Je passe")
    driss.press("Clore")

    driss.press("Ouvrir : Ajuster")
    claire.sees("Garder ce texte")
    claire.send("Garder ce texte")
    driss.press("Clore")

    phone.page.goto(f"/gatherings/{gathering}/")
    driss.press("Ouvrir : Consentir")
    amina.sees("J’ai une objection")
    amina.choose("J’ai une objection")
    amina.send("Envoyer ma réponse", noted=False)
    amina.sees("Dites en une phrase ce que vous ne pouvez pas accepter")
    amina.write("Votre crainte, ou ce que vous ne pouvez pas accepter", FEAR)
    amina.choose("Cela dépasse ce que je peux vivre")
    amina.send("Envoyer ma réponse")
    consent(claire, phone)
    driss.sees(
        "Ouvrir : Intégrer les objections"
    )  # his desk hears of the last answer; nobody there pressed anything

    driss.press("Ouvrir : Intégrer les objections")
    claire.sees("Ce qui change pour répondre à Amina")
    claire.write("Ce qui change pour répondre à Amina", "On appelle avant midi.")
    claire.write("Le nouveau texte", FINAL)
    claire.send("Montrer ce texte")
    amina.sees("je la lève")
    amina.tick("Ce texte répond à mon objection")
    amina.send("Envoyer")
    driss.press("Clore")

    driss.press("Ouvrir : Consentir")
    consent(amina, claire, phone)
    driss.sees("Décidé par consentement, à revoir le")

    driss.press("Ouvrir : Choisir des petits pas")
    amina.sees("Moi, je vais essayer de")
    amina.write("Moi, je vais essayer de", "En parler à ma voisine.")
    amina.send("Envoyer")
    driss.press("Clore")

    driss.press("Ouvrir : Clore")
    amina.sees("Un mot, ou une phrase courte")
    amina.write("Un mot, ou une phrase courte", "Écoutée")
    amina.send("Envoyer")
    driss.press("Clore")
    driss.press("Finir la séance")

    amina.reads_the_record()
    amina.sees("Emporter")
    record = amina.page.locator("main").inner_text()
    for words in (FINAL, FEAR, "On appelle avant midi.", "En parler à ma voisine.", "Écoutée"):
        assert words in record


def consent(*people: Any) -> None:
    """Each says that they can live with it; the last answer opens the round, and nobody is told it is noted."""
    for number, one in enumerate(people, 1):
        one.sees("Je peux vivre avec, et j’ai une crainte")
        one.choose("Je peux vivre avec")
        one.send("Envoyer ma réponse", noted=number < len(people))
    people[-1].sees("Sur le texte")


def room(make: Any, server: Any, hands: Any, **more: Any) -> tuple[Any, Any, Any, Any, int]:
    """Driss at his desk and on his phone, two guests at the door."""
    at = everybody.where(server)
    visitors = everybody.Visitors(make, server, **more)
    driss, phone = hands(visitors["Driss"]), hands(visitors["Driss"].context.new_page())
    amina, claire = (hands(make(**more).page) for _ in range(2))
    return driss, phone, amina, claire, at["circle"]
