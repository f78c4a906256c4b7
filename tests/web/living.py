"""Living a gathering by its pages alone: each person is a browser that reads a form, fills it in and sends it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

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
# What a form asks that is no matter of taste: nobody objects, nobody is in danger, unless they want to.
USUAL = {"stance": "consent", "danger": "no"}
SYLLABLES = [a + b for a in "bdfglmnprst" for b in "aeiou"]
_HANDLER = ClientHandler(enforce_csrf_checks=True)


class Watch:
    """The time in this house: it moves when it is told to, and the clock's jobs with it."""

    def __init__(self) -> None:
        self.now = BEGINS

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
    """A browser. `tastes` says how this person chooses; `wants` what they answer, box by box, before following it."""

    watch: Watch
    name: str = ""
    voice: str = ""
    mark: str = "une voix"
    tastes: int = 0
    wants: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    given: list[Given] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.handler = _HANDLER  # loaded once: the middleware keeps nothing of anybody
        self.said = 0

    def signed_in(self, person: Person) -> Visitor:
        self.client.force_login(person)
        return self

    def get(self, address: str, expected: int = 200) -> Page:
        with clock.at(self.watch.now):
            answer = self.client.get(address, follow=True)
        assert answer.status_code == expected, f"{address}: {answer.status_code}"
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        return Page(last, answer.content.decode())

    def post(self, form: Form, given: Sent, button: str = "") -> tuple[int, Any]:
        name, value = form.buttons[button] if button else ("", "")
        with clock.at(self.watch.now):
            answer = self.client.post(form.action, {**given, name: value} if name else given)
        return answer.status_code, answer

    def press(self, form: Form | None, button: str = "", **given: str) -> Page:
        """Send a form as it stands, with these boxes filled in; the page that it leads to."""
        assert form is not None
        status, answer = self.post(form, form.untouched() | given, button)
        assert status == 302, f"{form.action}: {status} {Page('', answer.content.decode()).text}"
        return self.get(answer["Location"])

    def answer(self, page: Page, step: Step, ends: str = "") -> bool:
        """Fill in what the page asks of this step and send it; False where it asks nothing."""
        form = next((f for f in page.forms if ends in f.action and _asks(f)), None)
        if form is None:
            return False
        given = self.fill(form)
        status, answer = self.post(form, given)
        if status == 422:  # the guard saw something: the same words come back, with one question for each
            page = Page(form.action, answer.content.decode())
            form = next(f for f in page.forms if ends in f.action and _asks(f))
            assert [name for name in form.fields if name.startswith("guard_")], page.text
            given = given | {n: self.choice(f) for n, f in form.fields.items() if n.startswith("guard_")}
            status, answer = self.post(form, form.untouched() | given)
        assert status == 302, f"{step.id}: {status} {Page('', answer.content.decode()).text}"
        self.given += [Given(step, box, str(given[box])) for box in form.fields if self.mark in str(given.get(box))]
        return True

    def fill(self, form: Form) -> Sent:
        given = form.untouched()
        ticked = False
        for name, asked in form.fields.items():
            if asked.when and not _holds(asked.when, given):
                continue
            if self.wants[name]:
                given[name] = self.wants[name].pop(0)
            elif asked.kind in WRITTEN and not asked.value:
                given[name] = self.sentence()
            elif asked.kind in ("radio", "select"):
                given[name] = self.choice(asked)
            elif asked.kind == "checkbox" and (len(asked.options) > 1 or not ticked):
                given[name], ticked = self.choice(asked), True
        return given

    def choice(self, asked: Field) -> str:
        if asked.kind in WRITTEN:
            return asked.value
        offered = [option for option in asked.options if option] or asked.options
        return USUAL.get(asked.name) or offered[self.tastes % len(offered)]

    def sentence(self) -> str:
        """Words that nobody else says, and that this person says once."""
        self.said += 1
        high, low = divmod(self.said, len(SYLLABLES))
        return f"{self.mark} dit {SYLLABLES[high]}{SYLLABLES[low]}."


def _asks(form: Form) -> bool:
    return bool({"run", "text", "word"} & form.fields.keys()) or "/answers/" in form.action


def _holds(when: str, given: Sent) -> bool:
    name, _, values = when.partition("=")
    return given.get(name) in values.split()


class Seance:
    """One gathering, from « Appeler une séance » to its record; `opened` are the steps in the order in which they were."""

    def __init__(self, driss: Visitor, circle: int, guide: str, mode: str, *, guests: int = 2) -> None:
        found = guides.guide(guide)
        assert found is not None
        self.guide, self.mode, self.driss, self.watch = found, mode, driss, driss.watch
        self.guests = [
            Visitor(self.watch, name, voice, mark, tastes)
            for tastes, (name, voice, mark) in enumerate(GUESTS[:guests], 1)
        ]
        self.opened: list[str] = []
        self.call(circle)

    @property
    def people(self) -> list[Visitor]:
        return [*self.guests, self.driss]

    @property
    def given(self) -> list[Given]:
        return [given for one in self.people for given in one.given]

    def at(self, page: str = "") -> str:
        return f"/gatherings/{self.number}/{page}"

    def call(self, circle: int) -> None:
        choose = self.driss.get(self.driss.get(f"/circles/{circle}/").links["Appeler une séance"])
        ask = self.driss.get(f"{choose.address}{choose.links[self.guide.title.fr]}")
        console = self.driss.press(ask.forms[0], "Préparer la séance", subject=SUBJECT, mode=self.mode)
        self.number = int(console.address.split("/")[2])
        self.code = console.text.split("Faire entrer")[1].split("http")[0].strip()[-11:]
        self.lobby = console

    def come_in(self) -> None:
        """Everybody by the nine digits, with a first name and a voice; then the roles, by the console's own form."""
        for guest in self.guests:
            door = guest.press(guest.get("/").form("/enter/"), code=self.code)
            guest.press(door.forms[0], "Entrer", name=guest.name, voice=guest.voice)
        for number, role in enumerate([*self.guide.roles, "secretary"]):
            console = self.driss.get(self.at("console/"))
            (form,) = [f for f in console.forms if f.untouched().get("role") == role]
            here = {page.value: page for page in form.fields.values()}
            assert here
            self.driss.press(form, "Donner", person=self.holder(form, number))

    def holder(self, form: Form, number: int) -> str:
        """Guests came after Driss, in their order: each carries a role in turn."""
        numbers = [option for option in form.fields["person"].options if option]
        return numbers[1 + number % len(self.guests)]

    def live(self) -> Seance:
        """From the first step to the record, everybody answering what is asked of them."""
        console = self.driss.get(self.at("console/"))
        while (opens := console.form("/steps/")) is not None:
            console = self.driss.press(opens)
            if console.address.endswith("/record/"):
                return self
            console = self.step(console)
        return self

    def step(self, console: Page) -> Page:
        """Everybody answers; then whoever facilitates closes it, or its days pass."""
        while console.form("/steps/close/") is not None:
            title, step = self._now(console)
            self.opened.append(title)
            self.everybody_answers(step)
            console = self.driss.get(self.at("console/"))
            if console.form("/steps/close/") is None or self._now(console)[0] != title:
                continue
            if self.mode == "live":
                return self.driss.press(console.form("/steps/close/"))
            self.watch.wait(days=step.days, minutes=1)
            console = self.driss.get(self.at("console/"))
        return console

    def everybody_answers(self, step: Step) -> None:
        for one in self.people:
            one.answer(one.get(self.at()), step, "/answers/")

    def _now(self, console: Page) -> tuple[str, Step]:
        title = console.titles[1]
        return title, next(step for step in self.guide.steps if step.title.fr == title)


def shown(given: Iterable[Given]) -> list[Given]:
    """What was given in a step that the people of the gathering read."""
    return [g for g in given if g.step.seen_by in ("participants", "circle") and g.step.reveal != "never"]
