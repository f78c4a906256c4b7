"""A hospital's computer that runs no script: the same séance, from the door to the record."""

from __future__ import annotations

import re

import pytest

from tests.stories import everybody, seance
from tests.stories.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.server]


class Plain:
    """Links and forms, as browsers have always had them."""

    def __init__(self, page) -> None:
        self.page = page

    def press(self, words: str) -> None:
        either = self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
        there = self.page.locator("main").locator(either).first
        if not there.is_visible():
            self.asks_again()
        follow(there)

    def send(self, words: str, *, noted: bool = True) -> None:
        follow(self.page.get_by_role("button", name=words, exact=True))
        if noted:
            self.page.get_by_text("C’est noté.").wait_for()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)

    def choose(self, option: str) -> None:
        self.page.locator("label.check", has_text=re.compile(rf"^\s*{option}( .*)?\s*$")).first.click()

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).check()

    def give(self, label: str, name: str) -> None:
        self.page.get_by_label(label).select_option(label=name)
        follow(self.page.locator("form", has=self.page.get_by_label(label)).get_by_role("button"))

    def asks_again(self) -> None:
        follow(self.page.get_by_role("link", name="Actualiser"))

    def reads_the_record(self) -> None:
        """The page of a séance that is over is its record."""
        self.asks_again()

    def sees(self, words: str) -> None:
        """Nothing changes by itself here: look, and ask again with the button made for it."""
        if not self.page.get_by_text(words).first.is_visible():
            self.asks_again()
        self.page.get_by_text(words).first.wait_for()


def test_a_whole_seance_is_lived_without_any_script(somebody, valmont):
    driss, phone, amina, claire, circle = seance.room(somebody, valmont, Plain, java_script_enabled=False)
    code = seance.call(driss, circle)
    seance.come_in(amina, code, "Amina", "Patient")
    seance.come_in(claire, code, "Claire", "Famille")
    driss.sees("3 personnes")
    seance.live(driss, phone, amina, claire)


def test_somebody_without_a_phone_is_written_for_without_any_script(somebody, valmont):
    driss, _, _, _, circle = seance.room(somebody, valmont, Plain, java_script_enabled=False)
    seance.call(driss, circle)
    console = driss.page.url
    driss.press("Écrire pour une personne sans téléphone")
    driss.write("Votre prénom", "Simone")
    driss.choose("Patient")
    driss.press("Accueillir")
    driss.sees("Simone")
    driss.page.goto(console)
    driss.give("La personne qui porte la proposition", "Simone")
    driss.press("Ouvrir : Se mettre d’accord")
    driss.press("Clore")
    driss.press("Ouvrir : Entendre la proposition")
    driss.press("Écrire pour")
    driss.write("Votre proposition", "On me lit le compte rendu.")
    driss.press("Proposer")
    driss.sees("a répondu")


def test_every_page_opens_and_says_what_to_do_without_any_script(somebody, valmont):
    visitors = everybody.Visitors(somebody, valmont, java_script_enabled=False)
    silent = []
    for place in everybody.places(valmont):
        page = visitors.open(place)
        if not page.locator("main h1").count() or page.locator("main [data-needs-script]:visible").count():
            silent.append(place.name)
    assert silent == []
