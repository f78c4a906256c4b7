"""Driss, late and unsure, rehearses alone with twelve people who do not exist."""

import pytest

from tests.stories.conftest import LAPTOP, press

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_somebody_rehearses_a_guide_alone_and_nothing_leaves(somebody):
    driss = somebody(viewport=LAPTOP).walk_in_as("Driss")
    page = driss.page
    page.goto("/guides/consent/")
    page.get_by_role("button", name="Répéter ce guide").click()
    page.get_by_text("13 personnes").wait_for()
    for _ in range(40):
        if "/record/" in page.url:
            break
        press(page.locator("#next"))
    page.wait_for_url("**/record/")
    page.get_by_text("Intégrer les objections").first.wait_for()
    for address in ("/circles/2/decisions/", "/circles/2/", "/"):
        page.goto(address)
        assert page.get_by_text("écoute de dix minutes").count() == 0
