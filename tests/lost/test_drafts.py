"""What somebody types is kept on their device until it is sent, sent once, and left to nobody else."""

from __future__ import annotations

import pytest

from tests.lost.house import Visitor
from tests.server import Server
from tests.stories.conftest import Somebody

pytestmark = [pytest.mark.browser, pytest.mark.server]
WORDS = "Le mardi, on attend le brancard plus d’une heure."


class Furnished(Server):
    """The verb `serve`, as an administrator runs it, on the house of these tests."""

    def start(self) -> None:
        import json

        self.made = json.loads(
            self.python("from tests.lost import prepared; prepared.write_step(guests=11)", migrate=True)
        )
        super().start()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    server = Furnished(tmp_path_factory.mktemp("drafts"), POLYPHONIE_EMBEDDED_WORKER="0")
    yield server
    server.stop()


@pytest.fixture
def guest(browser, served):
    """Somebody who came in, in front of the step that writes; each test has somebody new."""
    made = served.made["guests"].pop()
    somebody = Somebody(browser, served)
    come_in(somebody, served, made["session"])
    somebody.person, somebody.address = made["person"], f"/gatherings/{served.made['gathering']}/"
    somebody.page.goto(somebody.address)
    yield somebody
    somebody.leave()
    assert [problem for problem in somebody.problems if "htmx:sendError" not in problem] == []


def come_in(somebody, served, session: str) -> None:
    somebody.context.add_cookies([{"name": "sessionid", "value": session, "url": served.url}])


def box(page):
    return page.locator("#answer-form textarea")


def type_words(page, words: str = WORDS) -> None:
    box(page).fill(words)
    page.get_by_text("Gardé sur cet appareil.").wait_for()


def drafts(page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length")


def given(served, person: int) -> list[str]:
    """The texts that the house keeps of this person, one a fact."""
    code = (
        "from polyphonie.base.models import Fact\n"
        "from polyphonie.base.scope import open_door\n"
        "from polyphonie.gatherings.models import Contribution\n"
        f"with open_door(): kept = [c.answer['items'][0][1] for c in Contribution.objects.filter(person={person})]\n"
        f"print(kept * Fact.objects.filter(name='AnswerGiven', by={person}).count())"
    )
    return eval(served.python(code))


def test_words_survive_a_reload_and_a_tab_that_died(guest):
    type_words(guest.page)
    guest.page.reload()
    assert box(guest.page).input_value() == WORDS
    guest.page.close()  # the tab is gone, the device stays
    guest.page = guest.context.new_page()
    guest.page.goto(guest.address)
    assert box(guest.page).input_value() == WORDS


def test_words_survive_a_page_that_does_not_exist_and_one_that_went_wrong(guest):
    type_words(guest.page)
    guest.page.goto("/nowhere/")
    guest.page.goto(guest.address)
    assert box(guest.page).input_value() == WORDS


def test_words_typed_offline_are_kept_and_sent_once_when_the_network_is_back(guest, served):
    type_words(guest.page)
    guest.context.set_offline(True)
    guest.page.get_by_role("button", name="Envoyer", exact=True).click()
    guest.page.get_by_text("Hors ligne. Votre texte est gardé sur cet appareil").wait_for()
    assert box(guest.page).input_value() == WORDS
    assert given(served, guest.person) == []
    guest.context.set_offline(False)
    guest.page.get_by_text("C’est noté.").wait_for()
    assert given(served, guest.person) == [WORDS]
    assert drafts(guest.page) == 0
    assert guest.page.locator("#message").inner_text() == ""


def test_words_that_were_sent_are_no_longer_a_draft(guest, served):
    type_words(guest.page)
    guest.page.get_by_role("button", name="Envoyer", exact=True).click()
    guest.page.get_by_text("C’est noté.").wait_for()
    assert (given(served, guest.person), drafts(guest.page)) == ([WORDS], 0)


def test_words_whose_answer_was_lost_on_the_way_back_count_once(guest, served):
    """The house kept them, the network ate its answer: the second sending carries the same key."""
    type_words(guest.page)
    lost = []

    def eat_the_first_answer(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort("connectionreset")

    guest.page.route("**/answers/**", eat_the_first_answer)
    guest.page.get_by_role("button", name="Envoyer", exact=True).click()
    guest.page.get_by_text("C’est noté.").wait_for()
    assert [answer.status for answer in lost] == [200]
    assert given(served, guest.person) == [WORDS]


def test_a_draft_is_not_there_for_the_next_person_on_the_same_device(guest, served):
    type_words(guest.page)
    guest.page.goto("/account/")
    guest.page.get_by_role("button", name="Sortir").click()
    guest.page.wait_for_url("**/")
    assert drafts(guest.page) == 0
    come_in(guest, served, served.made["guests"].pop()["session"])
    guest.page.goto(guest.address)
    assert box(guest.page).input_value() == ""


def test_a_draft_is_not_there_for_the_next_person_even_where_nobody_signed_out(guest, served):
    type_words(guest.page)
    come_in(guest, served, served.made["guests"].pop()["session"])
    guest.page.goto(guest.address)
    assert (box(guest.page).input_value(), drafts(guest.page)) == ("", 0)


def test_a_draft_older_than_a_day_is_gone(guest):
    type_words(guest.page)
    guest.page.evaluate(
        "for (const name of Object.keys(localStorage)) if (name.startsWith('draft:')) {"
        " const kept = JSON.parse(localStorage.getItem(name)); kept.at -= 25 * 3600 * 1000;"
        " localStorage.setItem(name, JSON.stringify(kept)); }"
    )
    guest.page.reload()
    assert (box(guest.page).input_value(), drafts(guest.page)) == ("", 0)


def test_a_step_that_closes_while_somebody_types_leaves_their_words_in_sight(guest, served):
    """Last: it closes the step of the others."""
    type_words(guest.page)
    driss = Visitor(served, served.made["driss"])
    console = f"/gatherings/{served.made['gathering']}/"
    fields = driss.read_form(f"{console}console/") | {"anyway": "1"}
    assert driss.post(f"{console}steps/close/", fields) == 302
    driss.close()
    guest.page.get_by_text("Vous aviez commencé à écrire, sans envoyer").wait_for()
    assert guest.page.locator("[data-leftovers] pre").inner_text() == WORDS
    guest.page.reload()
    assert guest.page.locator("[data-leftovers] pre").inner_text() == WORDS
