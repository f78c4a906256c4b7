"""Half of the room has no phone: the kit is printed, the cards are copied, and their answers count as those of the others."""

from __future__ import annotations

import io

import pypdf
import pytest

from polyphonie.guides import queries as guides
from tests.stories.conftest import LAPTOP, follow, press
from tests.stories.group import CIRCLE
from tests.stories.hands_of_a_group import COUNTS, Facilitator, Hand, Phone
from tests.web.test_every_guide import NOT_IN_THE_RECORD

pytestmark = [pytest.mark.browser, pytest.mark.server]

GUIDE = guides.guide("edd-court")
CARDS = [step for step in GUIDE.steps if step.kind != "read"]
PRINTED = """() => {
  const large = (e) => e.getBoundingClientRect().width > 10 && e.checkVisibility();
  return {
    qr: [...document.querySelectorAll(".sheet-poster .qr")].map(large),
    cards: [...document.querySelectorAll(".sheet-cards")].map((s) => [...s.querySelectorAll(".kit-card")].every(large)),
    boxes: [...document.querySelectorAll(".kit-card")].every((c) => [...c.querySelectorAll(".rule, .tick, .blank")].some(large)),
    tools: [...document.querySelectorAll(".kit-tools, .top, .bottom")].filter(large).length,
  };
}"""


@pytest.fixture
def driss(somebody):
    return Facilitator(somebody(viewport=LAPTOP).walk_in_as("Driss").page, "Driss")


@pytest.fixture
def with_a_phone(somebody):
    people = (
        Phone(somebody().page, "Amina", "la mésange", 1),
        Phone(somebody().page, "Claire", "le tilleul", 2),
    )
    for one in people:
        one.page.add_init_script(COUNTS)
    return people


@pytest.fixture
def on_paper(driss):
    """Their words reach the house by the hands of Driss."""
    return Hand(driss.page, "Rose", "la lanterne", 1), Hand(driss.page, "Gaston", "le sentier", 2)


def test_half_of_the_room_answers_on_paper(driss, with_a_phone, on_paper, somebody):
    (amina, claire), (rose, gaston) = with_a_phone, on_paper
    door = driss.call(CIRCLE, GUIDE, "live")
    print_the_kit(driss)
    amina.come_in(door, "patient")
    claire.come_in(door, "family")
    welcome(driss, rose, "Patient ou patiente")
    welcome(driss, gaston, "Équipe technique")
    driss.give_roles([rose, claire, amina, gaston])  # Rose tells the situation, Claire keeps the record
    live(driss, with_a_phone, on_paper)
    given = {
        one.name: [g for g in one.given if g.box not in NOT_IN_THE_RECORD]
        for one in (amina, claire, rose, gaston)
    }
    everybody_answered_what_was_theirs(given)
    everybody_reads_all_four(amina, given)
    dictated_words_stay_among_us(somebody().walk_in_as("Élise").page, driss.address, given)


def said_in(page) -> str:
    """The words of a page of a PDF, on one line; our typeface has one glyph for two apostrophes."""
    return " ".join(page.extract_text().replace("\u02bc", "’").split())


def print_the_kit(driss: Facilitator) -> None:
    """From the console: a sheet to lead from, a page of cards for each step, a poster with the way in."""
    code = driss.page.locator(".join-code").inner_text()
    driss.page.get_by_role("link", name="Kit papier").click()
    driss.page.get_by_role("button", name="Imprimer").wait_for()
    driss.page.emulate_media(media="print")
    printed = driss.page.evaluate(PRINTED)
    assert printed == {"qr": [True], "cards": [True] * len(CARDS), "boxes": True, "tools": 0}
    pages = [said_in(page) for page in pypdf.PdfReader(io.BytesIO(driss.page.pdf())).pages]
    assert code in pages[-1]
    assert [sum(step.title.fr in page for page in pages) >= 2 for step in CARDS] == [True] * len(CARDS)
    driss.page.emulate_media(media="screen")
    driss.page.get_by_role("link", name="Retour").click()
    driss.page.locator("#board").wait_for()


def welcome(driss: Facilitator, somebody: Hand, voice: str) -> None:
    driss.page.goto(f"{driss.address}scribe/")
    driss.page.get_by_label("Votre prénom").fill(somebody.name)
    driss.page.get_by_label(voice).check()
    driss.page.get_by_role("button", name="Accueillir").click()
    driss.page.locator(".lines").get_by_text(somebody.name).wait_for()
    driss.page.goto(f"{driss.address}console/")


def live(driss: Facilitator, phones: tuple[Phone, ...], on_paper: tuple[Hand, ...]) -> None:
    """Those with a phone write while Driss copies the cards of the others; then he closes."""
    opened = 0
    while says := driss.next:
        if says.startswith("Clore"):
            title, opened = driss.title(), opened + 1
            step = next(step for step in GUIDE.steps if step.title.fr == title)
            wrote = [one for one in phones if one.write(step, opened)]
            for one in wrote:
                one.sent()
            copied = copy_cards(driss, step, on_paper)
            driss.waits_for(title, len(wrote) + copied)
        driss.go_on()


def copy_cards(driss: Facilitator, step, on_paper: tuple[Hand, ...]) -> int:
    """The stack of those who are waited for, one card after the other. One alone is written for from the console."""
    page = driss.page
    awaited = page.locator(".people-list li", has=page.get_by_role("link", name="Écrire pour"))
    names = awaited.locator(".voice-name").all_inner_texts()
    hands = [one for one in on_paper if one.name in names]
    if len(hands) == 1:
        press(awaited.get_by_role("link", name="Écrire pour"))
        write_for(hands[0], step)
    elif hands:
        press(page.get_by_role("link", name="Recopier des cartes papier"))
        for number, one in enumerate(hands, 1):
            copy(one, step, last=number == len(hands))
    page.goto(f"{driss.address}console/")
    return len(hands)


def write_for(one: Hand, step) -> None:
    one.page.get_by_role("heading", name=f"Écrire pour {one.name}").wait_for()
    one.keep(step, one.fill(one.page.locator("main form")))
    one.page.get_by_role("button", name="Envoyer").click()
    one.page.locator(".lines li", has_text=one.name).get_by_text("a répondu").wait_for()


def copy(one: Hand, step, *, last: bool) -> None:
    form = one.page.locator("main form")
    if form.get_by_label(one.name, exact=True).count():
        form.get_by_label(one.name, exact=True).check()
    one.keep(step, one.fill(form, "card_of"))
    follow(form.get_by_role("button", name="c’est la dernière" if last else "carte suivante"))
    if last:
        one.page.locator("#board").wait_for()
    else:
        one.page.get_by_text(f"carte notée. {one.name}.").wait_for()


# -- afterwards


def everybody_answered_what_was_theirs(given) -> None:
    for_all = {step.id for step in CARDS if step.who == "everyone"}
    theirs = {
        "Amina": for_all,
        "Claire": for_all | {"releve"},
        "Rose": for_all | {"situation"},
        "Gaston": for_all,
    }
    assert {name: {g.step.id for g in said} for name, said in given.items()} == theirs


def everybody_reads_all_four(reader: Phone, given) -> None:
    """What was copied stands among the rest; it says that it was dictated, but where few could have dictated it."""
    record = reader.reads_the_record()
    for name, theirs in given.items():
        assert (name, [g.words for g in theirs if g.words not in record]) == (name, [])
    lines = reader.page.locator("article .lines li").all_inner_texts()
    said_so = {
        g.words
        for theirs in given.values()
        for g in theirs
        if any(g.words in line and "réponse dictée" in line for line in lines)
    }
    spoken = [g for name in ("Rose", "Gaston") for g in given[name] if g.step.names == "shown"]
    assert said_so == {g.words for g in spoken if any(g.words in line for line in lines)}
    assert {g.step.kind for g in spoken if g.words in said_so} >= {"round", "commit", "ask", "close"}


def dictated_words_stay_among_us(elise, address: str, given) -> None:
    """Élise is of the circle and was not there: she reads the steps of those who sent them themselves."""
    elise.goto(f"{address}record/")
    record = elise.locator("main").inner_text()
    for_the_circle = [g for theirs in given.values() for g in theirs if g.step.seen_by == "circle"]
    own_hand = {g.words for name in ("Amina", "Claire") for g in given[name]}
    read = {g.words for g in for_the_circle if g.words in record}
    assert read == {g.words for g in for_the_circle} & own_hand
