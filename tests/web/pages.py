"""A page as somebody meets it: its words, its links, its forms with what they hold before anybody touches them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

WRITTEN = ("textarea", "text")
Sent = dict[str, str | list[str]]


@dataclass
class Field:
    """One question. `options` are what can be chosen, `chosen` what is before anybody chooses, `when` its condition."""

    name: str
    kind: str
    when: str = ""
    value: str = ""
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def initial(self) -> str | list[str] | None:
        """What a browser would send for it, untouched; None where it would send nothing."""
        if self.kind == "select":
            return self.chosen[0] if self.chosen else next(iter(self.options), None)
        if self.kind == "radio":
            return self.chosen[0] if self.chosen else None
        return (self.chosen or None) if self.kind == "checkbox" else self.value


@dataclass
class Form:
    """A form that posts, with its questions by name and its buttons by what they say."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def untouched(self) -> Sent:
        return {name: given for name, f in self.fields.items() if (given := f.initial) is not None}


class Page(HTMLParser):
    """A page that was read: `text` is what it says, outside of its boxes."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self._said: list[str] = []
        self._form: Form | None = None
        self._field: Field | None = None
        self._hearing: dict[str, list[str]] = {}  # what is being said inside of a link, a title, a button
        self._link, self._button = "", ("", "")
        self._divs: list[str] = []
        self.feed(html)
        self.text = _plain(" ".join(self._said))

    def form(self, ends: str) -> Form | None:
        """The form whose address ends so."""
        return next((form for form in self.forms if form.action.endswith(ends)), None)

    def saying(self, words: str) -> Form | None:
        """The form that has a button with these words."""
        return next((form for form in self.forms if words in form.buttons), None)

    @property
    def question(self) -> Form | None:
        """What a step asks: on its page, or on the page of somebody's own link."""
        return next((form for form in self.forms if "/answers/" in form.action or "run" in form.fields), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("a", "button", "h1", "h2"):
            self._hearing[tag] = []
        if tag == "a":
            self._link = given.get("href", "")
            self.addresses.append(self._link)
        elif tag == "div":
            self._divs.append(given.get("data-when", ""))
        elif tag == "form" and given.get("method") == "post":
            self._form = Form(given.get("action") or self.address)
            self.forms.append(self._form)
        elif self._form is not None:
            self._in_a_form(self._form, tag, given)

    def _in_a_form(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button":
            self._button = (name, given.get("value", ""))
        elif tag == "option" and self._field is not None:
            self._offer(self._field, given.get("value", ""), "selected" in given)
        elif tag in ("input", "textarea", "select") and name:
            kind = kind if tag == "input" else tag
            when = next((when for when in reversed(self._divs) if when), "")
            asked = form.fields.setdefault(name, Field(name, kind, when))
            self._field = asked if tag != "input" else None
            if kind in ("radio", "checkbox"):
                self._offer(asked, given.get("value", "on"), "checked" in given)
            else:
                asked.value = given.get("value", "")

    @staticmethod
    def _offer(asked: Field, value: str, chosen: bool) -> None:
        asked.options.append(value)
        asked.chosen += [value] if chosen else []

    def handle_endtag(self, tag: str) -> None:
        heard = _plain("".join(self._hearing.pop(tag, [])))
        if tag == "a":
            self.links.setdefault(heard, self._link)
        elif tag in ("h1", "h2"):
            self.titles.append(heard)
        elif tag == "button" and self._form is not None:
            self._form.buttons[heard] = self._button
        elif tag == "form":
            self._form = None
        elif tag in ("textarea", "select"):
            self._field = None
        elif tag == "div" and self._divs:
            self._divs.pop()

    def handle_data(self, data: str) -> None:
        if self._field is not None and self._field.kind == "textarea":
            self._field.value = (self._field.value + data).removeprefix("\n")
            return
        self._said.append(data)
        for heard in self._hearing.values():
            heard.append(data)


def _plain(said: str) -> str:
    """On one line; a space that does not break stays one."""
    return re.sub(r"[ \n\t]+", " ", said).strip()
