"""The whole séance by keyboard alone: every stop is seen, none is a trap, and no swap loses the place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.stories import everybody, seance
from tests.stories.conftest import LAPTOP

pytestmark = [pytest.mark.browser, pytest.mark.server]

HERE = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const name = e.labels?.length ? e.labels[0].innerText : e.innerText || e.ariaLabel || "";
  const plain = (words) => words.replace(/\\s+/g, " ").trim();
  const inside = (x, y) => { const at = document.elementFromPoint(x, y); return at && (e.contains(at) || at.contains(e) && at !== document.body); };
  return {
    nowhere: e === document.body, name: plain(name), kind: e.type || e.tagName.toLowerCase(), html: e.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: inside(box.x + box.width / 2, box.y + box.height / 2) || inside(box.x + 4, box.y + 4),
    siblings: e.type === "radio" ? [...document.getElementsByName(e.name)].map((r) => plain(r.labels[0]?.innerText || r.ariaLabel || "")) : [],
  };
}"""


class Keyboard:
    """Tab, arrows, Space, Enter: somebody who has no mouse."""

    def __init__(self, page) -> None:
        self.page, self.key = page, page.keyboard.press

    def here(self) -> dict:
        return self.page.evaluate(HERE)

    def reach(self, matches) -> dict:
        """Tab until there; every stop on the way has to be visible, and the way has to go round."""
        way = []
        for _ in range(90):
            self.key("Tab")
            at = self.here()
            if at["nowhere"]:  # past the last stop: the browser's own bar, then round again
                continue
            assert at["outlined"], f"focus is not visible on {at['html']}"
            assert at["seen"], f"focus is hidden behind something on {at['html']}"
            way.append(at["name"])
            if matches(at):
                return at
        raise AssertionError(f"never reached; on the way: {way}")

    def press(self, words: str) -> None:
        self.reach(
            lambda at: at["kind"] in ("submit", "button", "a", "summary") and at["name"].startswith(words)
        )
        with self.page.expect_navigation():
            self.key("Enter")

    def send(self, words: str, *, noted: bool = True) -> None:
        """Send inside the page, and be somewhere afterwards."""
        self.reach(lambda at: at["kind"] == "submit" and at["name"] == words)
        with self.page.expect_response(re.compile("/answers/")):
            self.key("Enter")
        if noted:
            self.sees("C’est noté.")
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        assert not self.here()["nowhere"], "the focus was lost with the answer"

    def write(self, label: str, words: str) -> None:
        self.reach(lambda at: at["kind"] in ("text", "textarea") and at["name"].startswith(label))
        self.key("Control+A")
        self.page.keyboard.type(words)

    def choose(self, option: str) -> None:
        """A group of choices is one stop; arrows move inside it."""
        at = self.reach(lambda at: any(re.fullmatch(f"{option}( .*)?", one) for one in at["siblings"]))
        wanted = next(one for one in at["siblings"] if re.fullmatch(f"{option}( .*)?", one))
        for _ in at["siblings"]:
            if self.here()["name"] == wanted:
                break
            self.key("ArrowDown")
        self.key("Space")
        assert self.page.evaluate("document.activeElement.checked")

    def tick(self, label: str) -> None:
        self.reach(lambda at: at["kind"] == "checkbox" and at["name"].startswith(label))
        self.key("Space")

    def give(self, label: str, name: str) -> None:
        self.reach(lambda at: at["kind"] == "select-one" and at["name"].startswith(label))
        self.page.keyboard.type(name)
        self.reach(lambda at: at["name"] == "Donner")
        with self.page.expect_navigation():
            self.key("Enter")

    def reads_the_record(self) -> None:
        self.sees("La séance est finie")
        self.press("Lire le relevé")

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()


def test_a_whole_seance_is_lived_by_keyboard_alone(somebody, valmont):
    driss, phone, amina, claire, circle = seance.room(somebody, valmont, Keyboard)
    code = seance.call(driss, circle)
    seance.come_in(amina, code, "Amina", "Patient")
    seance.come_in(claire, code, "Claire", "Famille")
    driss.sees("3 personnes")
    seance.live(driss, phone, amina, claire)


def test_what_others_do_moves_neither_the_focus_nor_what_was_opened(somebody, valmont):
    driss, _, amina, _, circle = seance.room(somebody, valmont, Keyboard)
    code = seance.call(driss, circle)
    driss.reach(lambda at: at["name"] == "Passer la main, ou finir")
    driss.key("Enter")
    seance.come_in(amina, code, "Amina", "Patient")
    driss.sees("2 personnes")
    assert driss.here()["name"] == "Passer la main, ou finir"
    assert driss.page.get_by_label("Qui anime maintenant ?").is_visible()
    driss.key("Shift+Tab")
    assert not driss.here()["nowhere"]


def test_every_stop_of_every_page_is_seen_and_the_way_goes_round(somebody, valmont):
    """The pages of a whole guide hold hundreds of stops behind what is folded: forty of each page are enough."""
    visitors, told = everybody.Visitors(somebody, valmont, viewport=LAPTOP, reduced_motion="reduce"), {}
    for place in everybody.places(valmont):
        walker, wrong, stops = Keyboard(visitors.open(place)), [], []
        for _ in range(40):
            walker.key("Tab")
            at = walker.here()
            if at["nowhere"]:
                break
            stops.append(at["html"])
            wrong += [at["html"]] if not at["outlined"] or not at["seen"] else []
            if stops[-9:] == [at["html"]] * 9:  # a date has a stop for each of its parts
                wrong.append(f"a trap: {at['html']}")
                break
        if wrong or not stops:
            told[place.name] = wrong or ["no stop at all"]
    assert told == {}


def test_the_first_stop_of_every_page_leads_to_its_content(somebody):
    amina = Keyboard(somebody().page)
    for address in ("/", "/guides/", "/promises/"):
        amina.page.goto(address)
        amina.reach(lambda at: at["name"] == "Aller au contenu")
        amina.key("Enter")
        assert amina.page.evaluate("document.activeElement.id") == "main"
