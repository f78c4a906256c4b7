"""A group in front of its screens: each reads the form that is there and fills it in; one of them presses what comes next.

Nothing here knows a guide: a new one is lived by reading its pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from polyphonie.base.voices import Voice
from polyphonie.guides.contract.format import Guide, Step
from tests.stories.conftest import LAPTOP, Somebody, press
from tests.web.living import SUBJECT, SYLLABLES, Given

MODES = {"live": "Ensemble, maintenant", "async": "Sur plusieurs jours"}
WRITTEN = ("textarea", "text")
# What is no matter of taste: nobody objects and nobody is in danger, unless they want to.
CALM = ("Je peux vivre avec", "Non")

# Each question that can be seen, in its order: a choice is one question however many boxes it has.
READ = """form => {
  const plain = (words) => (words || "").replace(/[ \\n\\t]+/g, " ").trim(), asked = new Map();
  const fieldsets = [...document.querySelectorAll("fieldset")];
  for (const e of form.elements) {
    if (!e.name || /^(BUTTON|FIELDSET)$/.test(e.tagName) || e.type === "hidden" || !e.checkVisibility()) continue;
    const set = e.closest("fieldset"), chosen = e.type === "radio" || e.type === "checkbox";
    const key = e.type === "checkbox" && set ? `set ${fieldsets.indexOf(set)}` : e.name;
    if (!asked.has(key)) asked.set(key, { key, box: e.name, id: e.id, kind: e.type, value: chosen ? "" : e.value, options: [],
      label: plain(chosen && set ? set.querySelector("legend")?.innerText : e.labels[0]?.innerText) });
    if (chosen) asked.get(key).options.push([e.id, plain(e.labels[0]?.innerText)]);
    for (const o of e.tagName === "SELECT" ? e.options : []) if (o.value) asked.get(key).options.push([o.value, plain(o.text)]);
  }
  return [...asked.values()];
}"""
# The page of a gathering counts the steps that were told to it: the last one told has settled before anybody writes.
COUNTS = "addEventListener('StepOpened', () => { window.stepsTold = (window.stepsTold || 0) + 1; }, true);"
SETTLED = """([title, times]) => (window.stepsTold || 0) >= times
  && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")
  && document.querySelector("#stage [data-focus]")?.textContent === title
  && document.querySelector("[data-now]").dataset.now !== "-" """
ANSWERED = """sent => !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")
  && (document.querySelector("#answer-form")?.dataset.draft !== sent || document.querySelector("#answer-form :is([role=alert], .field-error)"))"""
WAITED_FOR = """([title, answers]) => document.querySelector("#step-title")?.textContent !== title
  || /Ouvrir|Finir/.test(document.querySelector("#next").innerText)
  || [...document.querySelectorAll(".people-list .small")].filter((e) => e.innerText.includes("a répondu")).length >= answers"""


@dataclass
class Hand:
    """Somebody with a page; `mark` begins all that they write, `tastes` says how they choose."""

    page: Any
    name: str = ""
    mark: str = "le passant"
    tastes: int = 0
    said: int = 0
    given: list[Given] = field(default_factory=list)

    def fill(self, form: Any, *answered: str) -> dict[str, str]:
        """Answer each question that shows, and what their answers let appear; the words that were written, by box.

        The boxes that were `answered` already are left as they are.
        """
        words: dict[str, str] = {}
        done = set(answered)
        while asked := [one for one in form.evaluate(READ) if one["key"] not in done]:
            for one in asked:
                done.add(one["key"])
                if one["kind"] in WRITTEN and not one["value"]:
                    words[one["box"]] = self.sentence()
                    self.box(one["id"]).fill(words[one["box"]])
                elif one["options"]:
                    self.choose(one)
        return words

    def choose(self, asked: dict[str, Any]) -> None:
        options = asked["options"]
        calm = [option for option in options if option[1] in CALM]
        wanted, _ = calm[0] if calm else options[self.tastes % len(options)]
        if asked["kind"].startswith("select"):
            self.box(asked["id"]).select_option(wanted)
        else:
            self.box(wanted).check()

    def box(self, name: str) -> Any:
        return self.page.locator(f'[id="{name}"]')

    def sentence(self) -> str:
        """Words that nobody else says, and that this person says once."""
        self.said += 1
        high, low = divmod(self.said, len(SYLLABLES))
        return f"{self.mark} dit {SYLLABLES[high]}{SYLLABLES[low]}."

    def keep(self, step: Step, words: dict[str, str]) -> None:
        self.given += [Given(step, box, said) for box, said in words.items()]

    def reads_the_record(self) -> str:
        """From where the page says that it is over, or where the end has led already."""
        if "/record/" not in self.page.url:
            self.page.get_by_text("La séance est finie").wait_for()
            self.page.get_by_role("link", name="Lire le relevé").click()
        self.page.get_by_text("Emporter :").wait_for()
        return str(self.page.locator("main").inner_text())


@dataclass
class Phone(Hand):
    """One of those who take part, in front of the page of the gathering; `sending` is the form that left last."""

    sending: str | None = None

    def come_in(self, door: str, voice: str) -> None:
        """By the link on the wall, with a first name and where they speak from."""
        self.page.context.clear_cookies()
        self.page.goto(door)
        self.page.get_by_label("Votre prénom").fill(self.name)
        self.page.get_by_label(Voice(voice).text.fr.capitalize()).check()
        self.page.get_by_role("button", name="Entrer", exact=True).click()
        self.page.get_by_text(f"Bienvenue {self.name}").wait_for()

    def write(self, step: Step, times: int) -> bool:
        """Once the step is there, fill in and send what it asks of this person, if anything; nothing is waited for."""
        self.page.wait_for_function(SETTLED, arg=[step.title.fr, times])
        form = self.page.locator("#answer-form")
        if not form.count():
            return False
        self.sending = form.get_attribute("data-draft")
        self.keep(step, self.fill(form))
        form.locator("button.button-main").click()
        return True

    def sent(self) -> None:
        """It is noted; or what the guard saw is settled, and the same words go again."""
        form = self.page.locator(f'#answer-form[data-draft="{self.sending}"]')
        self.page.wait_for_function(ANSWERED, arg=self.sending)
        if form.count():
            assert form.locator("mark").count(), form.inner_text()
            self.fill(form)
            form.locator("button.button-main").click()
            self.page.wait_for_function(ANSWERED, arg=self.sending)
            assert not form.count(), form.inner_text()

    def finds(self, step: Step, address: str) -> bool:
        """Opens the page anew: is this step still there?"""
        self.page.goto(address)
        return bool(self.page.locator("#stage [data-focus]").inner_text() == step.title.fr)


@dataclass
class Facilitator(Hand):
    """Whoever facilitates, in front of the console."""

    phone: Any = None

    def call(self, circle: int, guide: Guide, mode: str) -> str:
        """From the page of the circle to the console; the link by which people come in."""
        self.page.goto(f"/circles/{circle}/")
        self.page.get_by_role("link", name="Appeler une séance").click()
        self.page.get_by_role("link", name=guide.title.fr, exact=True).click()
        self.page.get_by_label("De quoi parle-t-on ?").fill(SUBJECT)
        self.page.get_by_label(MODES[mode]).check()
        self.page.get_by_role("button", name="Préparer la séance").click()
        return str(self.page.locator("#door p.small").inner_text())

    @property
    def address(self) -> str:
        return re.search(r"/gatherings/\d+/", self.page.url)[0]  # type: ignore[index]

    def give_roles(self, people: list[Phone]) -> None:
        """Each role that nobody carries yet, one after the other, to those who are there; all facilitate alone."""
        self.page.get_by_text(f"{len(people) + 1} personnes").wait_for()
        labels = self.page.locator("#roles label").all_inner_texts()
        for place, label in enumerate(label for label in labels if label != "Anime aussi"):
            form = self.page.locator("#roles form", has=self.page.get_by_label(label, exact=True))
            form.locator("select").select_option(label=people[place % len(people)].name)
            self.press(form.locator("button"))

    def press(self, button: Any) -> None:
        press(button)

    @property
    def next(self) -> str:
        """What the button of what comes next says; nothing where it is over."""
        if "/record/" in self.page.url or self.page.get_by_text("La séance est finie").count():
            return ""
        return str(self.page.locator("#next").inner_text())

    def go_on(self) -> None:
        self.press(self.page.locator("#next"))

    def title(self) -> str:
        return str(self.page.locator("#step-title").inner_text())

    def waits_for(self, title: str, answers: int) -> None:
        """The console tells that they are in, or that the step closed with the last one."""
        self.page.wait_for_function(WAITED_FOR, arg=[title, answers])


def sit_down(browser: Any, server: Any, name: str, mark: str, **more: Any) -> tuple[Somebody, Facilitator]:
    """Somebody of Valmont at their desk, with a phone beside it to answer for themselves."""
    one = Somebody(browser, server, viewport=LAPTOP, **more).walk_in_as(name)
    beside = one.context.new_page()
    beside.set_default_timeout(45_000)
    beside.add_init_script(COUNTS)
    return one, Facilitator(one.page, name, mark, phone=Phone(beside, name, mark))
