"""Sixty people answer thirty statements: what unites them, two families, and one's own dot. Twenty at random: no map."""

from __future__ import annotations

import json
import re

import pytest

from tests.stories import crowd
from tests.stories.conftest import LAPTOP, PHONE, picture
from tests.stories.test_everybody_axe import found_everywhere

pytestmark = [pytest.mark.browser, pytest.mark.server]

PROJECTOR = {"width": 1280, "height": 720}
NO_FAMILIES = re.compile(r"Pas de familles d’opinion nettes")


@pytest.fixture
def room(somebody, valmont):
    """The people of a room in front of their screens, by name; Driss leads, and the room has a screen."""

    def fill(people: int, how: str, *names: str, plain: str = ""):
        printed = valmont.python(f"from tests.stories import crowd; crowd.furnish({people}, {how!r})")
        at = json.loads(printed)
        pages = {}
        for name in ("Driss", *names):
            one = somebody(viewport=LAPTOP if name == "Driss" else PHONE, java_script_enabled=name != plain)
            one.context.add_cookies(
                [{"name": "sessionid", "value": at["sessions"][name], "url": valmont.url}]
            )
            pages[name] = one.page
        pages["screen"] = pages["Driss"].context.new_page()
        pages["screen"].set_viewport_size(PROJECTOR)
        address = f"/gatherings/{at['gathering']}/"
        for name, page in pages.items():
            page.goto(address + {"Driss": "console/", "screen": "screen/"}.get(name, ""))
        return pages

    return fill


def answer_everything(page, how) -> int:
    """A few statements at a time, until there is none left; how many pages there were."""
    pages = 0
    while page.locator("input[name=asked]").count():
        pages += 1
        shown = page.locator("fieldset.stance:visible")
        keys = page.locator("input[name=asked]").get_attribute("value")
        for at in range(shown.count()):
            statement = shown.nth(at).locator("legend").inner_text()
            vote = how(crowd.STATEMENTS.index(statement))
            shown.nth(at).locator(f"input[value='{vote}']").check()
        page.get_by_role("button", name="Envoyer", exact=True).click()
        page.wait_for_function(
            "keys => document.querySelector('input[name=asked]')?.value !== keys", arg=keys
        )
    page.get_by_text("C’est noté.").wait_for()
    return pages


def pass_once_and_stop(page) -> None:
    """By keyboard alone: the second answer of the first statement, then the button that ends."""
    page.locator("fieldset.stance input").first.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Je m’arrête là":
            break
    page.keyboard.press("Enter")
    page.get_by_text("C’est noté.").wait_for()


def answer_without_script(page) -> int:
    pages = 0
    while page.locator("input[name=asked]").count():
        pages += 1
        for at in range(page.locator(".stance:not(details .stance)").count()):
            page.locator(".stance:not(details .stance)").nth(at).get_by_label("Je passe").check()
        with page.expect_navigation():
            page.get_by_role("button", name="Envoyer", exact=True).click()
    return pages


def test_sixty_people_see_what_unites_them_and_two_families(room):
    pages = room(60, "camp", "Amina", "Bruno", "Claire")
    amina, bruno, claire, screen = (pages[name] for name in ("Amina", "Bruno", "Claire", "screen"))
    picture(amina, "opinions-repondre")
    side = {True: 1, False: -1}
    assert answer_everything(amina, lambda n: side[n % 3 == 0 or n % 2 == 0]) == 5
    assert answer_everything(bruno, lambda n: side[n % 3 == 0 or n % 2 == 1]) == 5
    pass_once_and_stop(claire)
    for page in pages.values():
        assert page.locator(".map, .bars").count() == 0  # nothing is seen of anybody while it is open
    pages["Driss"].get_by_role("button", name="Clore et montrer").click()
    for page in (amina, bruno, claire, screen, pages["Driss"]):
        page.locator(".map").wait_for()
        assert page.locator(".map-letter").all_text_contents() == ["A", "B"]
        assert page.get_by_role("heading", name="Ce qui réunit").count() == 1
    united = screen.locator(".opinions-bars").first.locator(".bars-title").all_inner_texts()
    assert len(united) == 3 and set(united) <= set(crowd.STATEMENTS[::3])
    assert [page.locator(".map-own").count() for page in (amina, bruno, claire, screen)] == [1, 1, 0, 0]
    families = [page.locator(".map figcaption").inner_text() for page in (amina, bruno)]
    assert sorted(re.findall(r"famille ([AB])", " ".join(families))) == ["A", "B"]
    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert amina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(screen, "ecran-carte")
    amina.locator(".map").scroll_into_view_if_needed()
    picture(amina, "telephone-carte")
    for page in (amina, screen):
        for fold in page.locator("main details").all():
            fold.locator("summary").first.click()
        assert found_everywhere(page, "fr") == []


def test_twenty_people_who_answer_at_random_see_no_map(room):
    pages = room(20, "chance", "Amina", "Bruno", plain="Bruno")
    amina, bruno, screen = pages["Amina"], pages["Bruno"], pages["screen"]
    assert found_everywhere(amina, "fr") == []
    assert answer_everything(amina, lambda n: (1, 0, -1)[n * n % 7 % 3]) == 5
    assert answer_without_script(bruno) == 5
    pages["Driss"].get_by_role("button", name="Clore quand même").click()
    screen.get_by_text(NO_FAMILIES).first.wait_for()
    bruno.reload()
    for page in (amina, bruno, screen, pages["Driss"]):
        page.get_by_text(NO_FAMILIES).first.wait_for()
        assert page.locator(".map").count() == 0
    picture(screen, "ecran-sans-carte")
