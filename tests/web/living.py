"""Living a gathering by its pages alone: each person is a browser that reads a form, fills it in and sends it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from polyphonie.base import beats, clock
from polyphonie.guides import queries as guides
from polyphonie.guides.contract.format import Step
from polyphonie.people.queries import Person
from tests.web.pages import WRITTEN, Field, Form, Page, Sent

BEGINS = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
SUBJECT = "Comment annoncer une sortie ?"
GUESTS = (
    ("Amina", "patient", "la mésange"),
    ("Claire", "family", "le tilleul"),
    ("Hanna", "professional", "la rivière"),
    ("Gaston", "support", "le sentier"),
    ("Rose", "community", "la lanterne"),
)
# What is no matter of taste: nobody objects and nobody is in danger, unless they want to.
USUAL = {"stance": "consent", "danger": "no"}
SYLLABLES = [a + b for a in "bdfglmnprst" for b in "aeiou"]
_HANDLER = ClientHandler(enforce_csrf_checks=True)


class Watch:
    """The time in this house: it moves when it is told to, and the regular jobs with it."""

    def __init__(self) -> None:
        self.now = BEGINS

    def morning(self) -> None:
        """Until the next hour at which mails that can wait leave: seven, in Paris in March."""
        self.wait(hours=(6 - self.now.hour) % 24 or 24)

    def wait(self, **more: float) -> None:
        self.now += timedelta(**more)
        with clock.at(self.now):
            beats.tick()


@dataclass(frozen=True)
class Given:
    """Words that somebody sent: in which step, in which box."""

    step: Step
    box: str
    words: str


@dataclass
class Visitor:
    """A browser and whoever holds it. `tastes` says how they choose; `wants`, what they answer in a box of a step."""

    watch: Watch
    name: str = ""
    voice: str = ""
    mark: str = "le passant"
    tastes: int = 0
    wants: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    given: list[Given] = field(default_factory=list)
    said: int = 0
    heard: str = ""

    def __post_init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.handler = _HANDLER  # loaded once: the middleware keeps nothing of anybody

    def signed_in(self, person: Person) -> Visitor:
        self.client.force_login(person)
        return self

    @property
    def came_in(self) -> bool:
        return settings.SESSION_COOKIE_NAME in self.client.cookies

    def get(self, address: str, expected: int = 200) -> Page:
        with clock.at(self.watch.now):
            answer = self.client.get(address, follow=True)
        assert answer.status_code == expected, f"{address}: {answer.status_code}"
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        return Page(last, answer.content.decode(errors="ignore"))

    def post(self, form: Form, given: Sent, button: str = "") -> tuple[Page, str]:
        """The page that refuses, or where the sending leads."""
        name, value = form.buttons[button] if button else ("", "")
        with clock.at(self.watch.now):
            answer: Any = self.client.post(form.action, {**given, name: value} if name else given)
        assert answer.status_code in (302, 422), f"{form.action}: {answer.status_code}"
        return Page(form.action, answer.content.decode()), answer.headers.get("Location", "")

    def press(self, form: Form | None, button: str = "", **given: str) -> Page:
        """Send a form as it stands, with these boxes filled in; the page that it leads to."""
        assert form is not None
        refused, leads_to = self.post(form, form.untouched() | given, button)
        assert leads_to, f"{form.action}: {refused.text}"
        return self.get(leads_to)

    def answer(self, page: Page, step: Step) -> None:
        """Read the page, fill in what it asks and send it; nothing where it asks nothing."""
        self.heard += page.text
        if (form := page.question) is None:
            return
        given = self.fill(form, step)
        refused, leads_to = self.post(form, given)
        if not leads_to:
            refused, leads_to = self._settle(refused.question)
        assert leads_to, f"{step.id}: {refused.text}"
        self.given += [Given(step, box, words) for box, words in given.items() if self.mark in words]

    def _settle(self, form: Form | None) -> tuple[Page, str]:
        """The guard saw something: the same words come back, and one says what to do of each thing it saw."""
        assert form is not None
        seen = {box: asked for box, asked in form.fields.items() if box.startswith("guard_")}
        chosen = {box: self.choice(asked) for box, asked in seen.items() if asked.kind == "radio"}
        why = {box: "Cela ne désigne personne." for box in seen if box not in chosen}
        return self.post(form, form.untouched() | why | chosen)

    def fill(self, form: Form, step: Step) -> Sent:
        given, ticked = form.untouched(), False
        for name, asked in form.fields.items():
            if asked.when and not _holds(asked.when, given):
                continue
            if self.wants[step.id, name]:
                given[name] = self.wants[step.id, name].pop(0)
            elif asked.kind in WRITTEN and not asked.value:
                given[name] = self.sentence()
            elif asked.kind in ("radio", "select"):
                given[name] = self.choice(asked)
            elif asked.kind == "checkbox" and (len(asked.options) > 1 or not ticked):
                given[name], ticked = self.choice(asked), True
        return given

    def choice(self, asked: Field) -> str:
        offered = [option for option in asked.options if option] or asked.options
        return USUAL.get(asked.name) or offered[self.tastes % len(offered)]

    def sentence(self) -> str:
        """Words that nobody else says, and that this person says once."""
        self.said += 1
        high, low = divmod(self.said, len(SYLLABLES))
        return f"{self.mark} dit {SYLLABLES[high]}{SYLLABLES[low]}."


def _holds(when: str, given: Sent) -> bool:
    name, _, values = when.partition("=")
    return given.get(name) in values.split()


class Seance:
    """One gathering, from « Appeler une séance » to its record; `opened` is what was seen to open, in that order."""

    def __init__(self, driss: Visitor, circle: int, guide: str, mode: str, *, guests: int = 2) -> None:
        found = guides.guide(guide)
        assert found is not None
        self.guide, self.mode, self.driss = found, mode, driss
        self.guests = [
            Visitor(driss.watch, name, voice, mark, tastes)
            for tastes, (name, voice, mark) in enumerate(GUESTS[:guests], 1)
        ]
        self.opened: list[str] = []
        self.lobby = self._call(circle)
        self.number = self.lobby.address.split("/")[2]

    @property
    def given(self) -> list[Given]:
        return [given for one in (*self.guests, self.driss) for given in one.given]

    def at(self, page: str = "") -> str:
        return f"/gatherings/{self.number}/{page}"

    def _call(self, circle: int) -> Page:
        choose = self.driss.get(self.driss.get(f"/circles/{circle}/").links["Appeler une séance"])
        ask = self.driss.get(f"{choose.address}{choose.links[self.guide.title.fr]}")
        return self.driss.press(ask.saying("Préparer la séance"), subject=SUBJECT, mode=self.mode)

    def come_in(self) -> None:
        """Everybody by the nine digits, with a first name and a voice; then the roles, by the console's own forms."""
        (code,) = set(re.findall(r"\b\d{3} \d{3} \d{3}\b", self.lobby.text))
        for guest in self.guests:
            door = guest.press(guest.get("/").saying("Rejoindre la séance"), code=code)
            guest.press(door.saying("Entrer"), name=guest.name, voice=guest.voice)
        for place, role in enumerate([*self.guide.roles, "secretary"]):
            console = self.driss.get(self.at("console/"))
            (form,) = (f for f in console.forms if f.untouched().get("role") == role)
            here = [person for person in form.fields["person"].options if person]  # Driss came first
            self.driss.press(form, "Donner", person=here[1 + place % len(self.guests)])

    def live(self) -> Seance:
        """From the first step to the record: everybody answers, then whoever facilitates closes, or the days pass."""
        console = self.driss.get(self.at("console/"))
        while "/record/" not in console.address:
            if (opens := console.form("/steps/")) is not None:
                console = self.driss.press(opens)
                continue
            if "La séance est finie" in console.titles:
                return self  # over several days, the last answer or the last day ended it
            step = self.look(console)
            assert step is not None, console.text
            for one in (*self.guests, self.driss):
                page = one.get(self.at())
                if (now := self.look(page)) is not None:
                    one.answer(page, now)
            if self.mode == "live":
                console = self.driss.press(console.form("/steps/close/"))
                continue
            console = self.driss.get(self.at("console/"))
            if self.look(console) == step and console.form(
                "/steps/close/"
            ):  # somebody is silent, or nothing was asked
                self.driss.watch.wait(days=step.days, minutes=1)
                console = self.driss.get(self.at("console/"))
        return self

    def look(self, page: Page) -> Step | None:
        """The step that the page shows; a new one is noted."""
        if "/record/" in page.address:
            return None
        step = next((s for s in self.guide.steps if s.title.fr in page.titles[1:2]), None)
        if step is not None and step.id not in self.opened[-1:]:
            self.opened.append(step.id)
        return step
