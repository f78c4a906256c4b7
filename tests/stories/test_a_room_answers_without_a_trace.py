"""Nine people in a room answer without a trace, one telephone after the other; the shares appear when the step closes."""

from __future__ import annotations

import pytest

from tests.stories.conftest import LAPTOP, follow, picture
from tests.stories.test_everybody_axe import found_everywhere

pytestmark = [pytest.mark.browser, pytest.mark.server]
WALL = {"width": 1600, "height": 900}
PEOPLE = ("Amina", "Basile", "Chloé", "Dora", "Édith", "Félix", "Gaëlle", "Henri")
CIRCLE = 2  # the memory clinic of Valmont, where Driss facilitates


@pytest.fixture
def room(somebody):
    """Driss at his desk, the wall behind him, eight telephones that came in by the code."""
    driss = somebody(viewport=LAPTOP, reduced_motion="reduce").walk_in_as("Driss").page
    driss.goto(f"/circles/{CIRCLE}/")
    driss.get_by_role("link", name="Appeler une séance").click()
    driss.get_by_role("link", name="Vague d’équipe").click()
    driss.get_by_role("button", name="Préparer la séance").click()
    code = driss.locator(".join-code").inner_text()
    phones = [comes_in(somebody(reduced_motion="reduce").page, code, name) for name in PEOPLE]
    wall = driss.context.new_page()
    wall.set_viewport_size(WALL)
    wall.goto(f"{driss.url.rpartition('console/')[0]}screen/")
    return driss, wall, phones


def comes_in(phone, code: str, name: str):
    phone.goto("/")
    phone.get_by_label("Le code de la séance").fill(code)
    phone.get_by_role("button", name="Rejoindre la séance").click()
    phone.get_by_label("Votre prénom").fill(name)
    phone.get_by_role("radio", name="Professionnel").check()
    phone.get_by_role("button", name="Entrer").click()
    phone.get_by_text(f"Bienvenue {name}").wait_for()
    return phone


def answers(phone, mark: int) -> str:
    """Every sentence gets this number; the receipt that was shown. Then the gathering again."""
    phone.get_by_role("link", name="Répondre sans mon nom").click()
    receipt = phone.locator(".receipt").inner_text()
    for row in phone.locator("fieldset.numbers").all():
        row.get_by_role("radio", name=str(mark), exact=True).check()
    phone.get_by_role("button", name="Envoyer").click()
    phone.get_by_text("C’est noté. Merci.").wait_for()
    assert "/gatherings/" in phone.url
    return receipt


def opens(driss, step: str) -> None:
    driss.get_by_role("button", name=f"Ouvrir : {step}").click()
    driss.get_by_role("heading", name=step).wait_for()


def test_nine_people_answer_in_the_room_and_the_shares_appear_together(room):
    driss, wall, phones = room
    driss.get_by_text("9 personnes").wait_for()
    opens(driss, "Pourquoi nous répondons")
    driss.get_by_role("button", name="Clore").click()
    opens(driss, "Le pouls d’équipe")
    driss.get_by_text("Personne ne voit qui a répondu.").wait_for()
    amina = phones[0]
    amina.get_by_role("link", name="Répondre sans mon nom").wait_for()
    for page in (amina, wall):
        page.get_by_text("Vous êtes 9 à pouvoir répondre.").wait_for()
    told = found_everywhere(amina, "fr")
    picture(amina, "room-asked")
    picture(wall, "room-wall-open")
    receipts = [answers(phone, 5) for phone in phones[:7]]
    answers(phones[7], 1)
    told += found_everywhere(phones[7], "fr")
    # The seventh thinks again: the receipt finds the answer, and nothing else does.
    again = phones[6]
    follow(again.get_by_role("link", name="Changer ma réponse avec mon reçu"))
    for row in again.locator("fieldset.numbers").all():
        row.get_by_role("radio", name="1", exact=True).check()
    again.get_by_label("Les 16 chiffres").fill("1234")
    again.get_by_role("button", name="Envoyer").click()
    again.get_by_text("personne ne peut retrouver laquelle est la vôtre").wait_for()
    again.get_by_label("Les 16 chiffres").fill(receipts[6])
    again.get_by_role("button", name="Envoyer").click()
    again.get_by_text("C’est noté. Merci.").wait_for()
    driss.get_by_role("button", name="Clore et montrer").wait_for()
    for page in (driss, wall, amina):
        assert "a répondu" not in page.inner_text("main").replace("qui a répondu", "")
        assert page.get_by_text("deux tiers").count() == 0
    picture(driss, "room-desk")
    driss.get_by_role("button", name="Clore et montrer").click()
    for page in (amina, wall, driss):
        page.locator(".bands").first.wait_for()
        assert page.locator(".bands").all_inner_texts() == ["deux tiers ou plus"] * 5
    told += found_everywhere(amina, "fr") + found_everywhere(wall, "fr") + found_everywhere(driss, "fr")
    for page, size in ((amina, None), (wall, WALL), (driss, LAPTOP)):
        page.set_viewport_size(size or {"width": 390, "height": 844})
        page.emulate_media(color_scheme="light")
    picture(amina, "room-told")
    picture(wall, "room-wall-told")
    opens(driss, "Ce qui résonne")
    amina.get_by_text("deux tiers ou plus").first.wait_for()
    picture(amina, "room-talk")
    driss.get_by_text("Passer la main, ou finir").click()
    driss.get_by_role("button", name="Finir la séance maintenant").click()
    driss.get_by_role("heading", name="Le pouls d’équipe").wait_for()
    assert driss.locator(".bands").all_inner_texts() == ["deux tiers ou plus"] * 5
    told += found_everywhere(driss, "fr")
    assert told == []
