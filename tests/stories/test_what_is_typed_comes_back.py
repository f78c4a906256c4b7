"""A battery that dies, a tab that is closed: what was typed is there again, and once it is sent it is not."""

import pytest

from tests.stories.conftest import follow

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def amina(somebody):
    return somebody().walk_in_as("Amina")


@pytest.fixture
def writing(amina) -> str:
    """The page on which Amina writes a sheet; it holds a few words already."""
    page = amina.page
    page.goto("/")
    follow(page.get_by_role("link", name="Consultation mémoire").first)
    page.goto(page.url.rstrip("/") + "/practices/new/")
    page.locator("main input[type=radio]").first.check()
    follow(page.locator("main form button").last)
    at = page.url
    page.get_by_label("Titre").fill("Appeler la veille")
    page.get_by_label("Ce qui a changé").fill("Une sortie repoussée.")
    follow(page.get_by_role("button", name="Garder le brouillon"))
    return at


def boxes(page) -> tuple[str, str]:
    return page.get_by_label("Ce qui a changé").input_value(), page.get_by_label(
        "Ce que vous avez fait"
    ).input_value()


def test_words_typed_over_others_come_back_and_leave_once_they_are_sent(amina, writing):
    amina.page.goto(writing)
    amina.page.get_by_label("Ce qui a changé").press_sequentially(" Deux.")
    amina.page.get_by_label("Ce que vous avez fait").fill("Commencez lundi.")
    changed, tried = boxes(amina.page)
    amina.page.close()
    page = amina.context.new_page()
    page.goto(writing)
    assert boxes(page) == (changed, tried)
    assert "Deux." in changed
    page.get_by_label("Ce que vous avez fait").fill(
        "Commencez mardi."
    )  # some more, and the rest is not forgotten
    page.reload()
    assert boxes(page) == (changed, "Commencez mardi.")
    follow(page.get_by_role("button", name="Garder le brouillon"))
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))") == []


def test_a_page_that_was_refused_keeps_what_was_typed(amina, writing):
    page = amina.page
    page.goto(writing)
    page.get_by_label("Ce que vous avez fait").fill("Commencez lundi.")
    page.locator("[name=number]").evaluate("box => { box.value = '99'; }")  # somebody wrote meanwhile
    follow(page.get_by_role("button", name="Garder le brouillon"))
    page.get_by_role("heading", name="Pas tout de suite").wait_for()
    page.goto(writing)
    assert boxes(page) == ("Une sortie repoussée.", "Commencez lundi.")
