"""Noting what is improvised while the network is gone: kept on the phone, said so, sent later, once."""

from __future__ import annotations

import re

import pytest

from tests.stories.conftest import follow, picture

pytestmark = [pytest.mark.browser, pytest.mark.server]
FIRST, SECOND, THIRD = (
    "Des draps mouillés aux fenêtres",
    "Le ventilateur de la lingerie",
    "Un tour de garde des volets",
)


def journal(page) -> str:
    """The journal of Amina's first circle; its address."""
    page.goto("/")
    follow(page.get_by_role("link", name="Consultation mémoire").first)
    follow(page.get_by_role("link", name="Journal de bord"))
    page.get_by_role("heading", name="Journal de bord").wait_for()
    return re.search(r"/circles/\d+/journal/", page.url)[0]


def note(page, what: str) -> None:
    page.get_by_label("Ce qu’on a bricolé").fill(what)
    page.get_by_role("button", name="Noter").click()


def times(page, what: str) -> int:
    return page.locator("#noted").get_by_text(what).count()


def waiting(page) -> list[str]:
    return page.locator("[data-waiting] li span").all_inner_texts()


@pytest.fixture
def amina(somebody):
    return somebody().walk_in_as("Amina")


def test_two_notes_wait_for_the_network_survive_a_reload_and_are_sent_once(amina):
    page = amina.page
    at = journal(page)
    amina.context.set_offline(True)
    note(page, FIRST)
    note(page, SECOND)
    assert waiting(page) == [FIRST, SECOND]
    page.get_by_text("2 bricolages attendent le réseau. Ils sont gardés sur cet appareil").wait_for()
    picture(page, "journal-sans-reseau")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    amina.context.set_offline(False)
    page.goto(at)
    page.locator("#noted").get_by_text(SECOND).wait_for()
    page.locator("[data-waiting]").wait_for(state="hidden")
    page.reload()
    assert [times(page, what) for what in (FIRST, SECOND)] == [1, 1]
    assert waiting(page) == []


def test_with_a_network_a_note_is_sent_at_once_and_said_so(amina):
    page = amina.page
    journal(page)
    note(page, "Une sonnette sur le chariot")
    page.get_by_text("C’est noté.").wait_for()
    assert (times(page, "Une sonnette sur le chariot"), waiting(page)) == (1, [])


def test_an_answer_that_was_lost_on_its_way_makes_no_second_note(amina):
    """The house has the note, the phone does not know: after a reload it sends again, with the same key."""
    page = amina.page
    at = journal(page)

    def lost(route):
        route.fetch()
        route.abort()

    page.route(f"**{at}", lambda route: lost(route) if route.request.method == "POST" else route.continue_())
    note(page, THIRD)
    page.get_by_text("Un bricolage attend le réseau.").wait_for()
    page.wait_for_timeout(500)
    page.unroute(f"**{at}")
    page.reload()
    page.locator("[data-waiting]").wait_for(state="hidden")
    page.reload()
    assert (times(page, THIRD), waiting(page)) == (1, [])


def test_whoever_comes_next_on_the_same_phone_sees_nothing_and_sends_nothing_of_it(amina):
    page = amina.page
    at = journal(page)
    page.route(
        f"**{at}", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    note(page, "Une note d’Amina")
    page.get_by_text("Un bricolage attend le réseau.").wait_for()
    page.unroute(f"**{at}")
    amina.walk_in_as("Driss")
    page.goto(at)
    page.wait_for_timeout(500)
    assert (waiting(page), times(page, "Une note d’Amina")) == ([], 0)
    amina.walk_in_as("Amina")
    page.goto(at)
    page.locator("#noted").get_by_text("Une note d’Amina").wait_for()


def test_without_a_script_it_is_sent_as_forms_are(somebody):
    page = somebody(java_script_enabled=False).walk_in_as("Amina").page
    journal(page)
    page.get_by_label("Ce qu’on a bricolé").fill("Noté sans script")
    follow(page.get_by_role("button", name="Noter"))
    assert times(page, "Noté sans script") == 1
