"""A team of nine is asked how it goes, without names: each answers on a phone, and the page says no more than it may."""

from __future__ import annotations

import json
import re

import pytest

from tests.stories.conftest import LAPTOP, follow, picture

pytestmark = [pytest.mark.browser, pytest.mark.server]
ALONE = "pourrait parfois trouver celle d’une autre personne"


@pytest.fixture(scope="module")
def team(valmont):
    return json.loads(valmont.python("from tests.stories import waves; waves.furnish()"))


def comes_in(one, valmont, session: str):
    one.context.add_cookies([{"name": "sessionid", "value": session, "url": valmont.url}])
    return one.page


def answers(page, mark: int) -> str:
    """Every sentence gets this number; the receipt that was shown."""
    receipt = page.locator(".receipt").inner_text()  # waits for the page; a count of what is there would not
    for row in page.locator("fieldset.numbers").all():
        row.get_by_role("radio", name=str(mark), exact=True).check()
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_text("C’est noté. Merci.").wait_for()
    return receipt


def test_nine_people_answer_and_the_tenth_comes_late(valmont, somebody, team):
    ada = comes_in(somebody(viewport=LAPTOP), valmont, team["sessions"][0])
    ada.goto(f"/circles/{team['circle']}/waves/")
    ada.get_by_role("link", name="Ouvrir une vague").click()
    ada.get_by_role("radio", name="Pouls d’équipe").check()
    ada.get_by_role("checkbox", name=re.compile("par voix")).check()
    follow(ada.get_by_role("button", name="Ouvrir cette vague"))
    address = ada.url.removeprefix(valmont.url)
    wave = int(re.findall(r"\d+", address)[-1])
    picture(ada, "wave-open")
    answers(ada, 5)

    phone = somebody()
    for session in team["sessions"][1:8]:  # one telephone after the other
        page = comes_in(phone, valmont, session)
        page.goto("/")
        follow(page.get_by_role("link", name="Pouls d’équipe"))
        receipt = answers(page, 5)
    # The eighth thinks again: without the receipt nobody can, with it the answer changes.
    page.get_by_text("Changer ma réponse avec mon reçu").click()
    page.locator("fieldset.numbers").first.get_by_role("radio", name="1", exact=True).check()
    page.get_by_label("Les 16 chiffres").fill("1234")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_text("personne ne peut retrouver laquelle est la vôtre").wait_for()
    page.get_by_label("Les 16 chiffres").fill(receipt)
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_text("C’est noté. Merci.").wait_for()
    # The ninth has no session: the link of the mail is enough.
    link = valmont.python(f"from tests.stories import waves; waves.link({wave}, 'Inès')").strip()
    mailed = somebody().page
    mailed.goto(f"/waves/answer/{link}/")
    answers(mailed, 4)

    late = comes_in(somebody(), valmont, team["sessions"][9])
    assert late.goto(address).status == 404
    valmont.python(f"from tests.stories import waves; waves.end({wave})")
    ada.goto(address)
    told = ada.locator("main").inner_text()
    assert told.count("deux tiers ou plus") == 5
    assert "Montré à la fin, dans ce cercle, à partir de 7 réponses" in told
    assert "Deux tiers ou plus des personnes ont répondu." in told
    ada.locator("summary").get_by_text("Par voix").first.click()
    # Two patients: their share is hidden, and so is the share by which it would follow.
    first = ada.locator(".card").first.inner_text()
    assert (first.count(ALONE), first.count("deux tiers ou plus")) == (2, 1)
    picture(ada, "wave-told")
    assert late.goto(address).status == 404
    mailed.goto(f"/waves/answer/{link}/")
    mailed.get_by_text("deux tiers ou plus").first.wait_for()
    assert mailed.get_by_role("button", name="Envoyer").count() == 0
