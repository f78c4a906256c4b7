"""The paper of a guide: what whoever facilitates holds in their hand, a card for each step that is answered, a poster.

A kit is made of the guide alone. No answer of anybody is ever asked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.gatherings.contract import audience
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Guide, Step
from polyphonie.web.rendering import page

CHARGES = {
    "facilitator": Text("la personne qui anime", "whoever facilitates"),
    "secretary": Text("la personne qui tient le secrétariat", "whoever keeps the record"),
}


@dataclass(frozen=True)
class Card:
    """What one person fills in at one step, and how many of it a page holds."""

    step: Step
    form: Any
    of_whom: Text | None
    on_a_page: int

    @property
    def print_templates(self) -> list[str]:
        """How the card looks: its kind's own way, or lines under each question."""
        return [f"steps/{self.step.kind}/print.html", "kit/lines.html"]

    @property
    def readers(self) -> Text:
        return audience.on_card(self.step, together=registry.furnished(self.step.kind).kind.only_together)

    @property
    def asks_name(self) -> bool:
        """A name has a place only where others will read it."""
        return self.step.names == "shown" and not audience.stays_with_its_author(self.step)

    @property
    def may_stay_empty(self) -> bool:
        return "passed" in self.form.fields

    @property
    def prompt(self) -> str:
        """Always in plain words: whoever holds the card may have nobody to ask."""
        return self.step.prompt.to(get_language() or "fr", plain=True)

    @property
    def copies(self) -> range:
        return range(self.on_a_page)


def cards(guide: Guide, *, at_most: int) -> Iterator[Card]:
    """One card for each step that somebody answers, in their order; `at_most` on a page."""
    outcomes: dict[str, Any] = {}
    for step in guide.steps:
        furnished = registry.furnished(step.kind)
        settings = furnished.kind.settings(step.settings)
        about = outcomes.get(step.about) if step.about else None
        outcomes[step.id] = furnished.kind.gather(
            settings, (), about
        )  # what the step gives when nobody has spoken
        if fits := furnished.kind.cards_on_a_page(settings):
            form = furnished.form(None, settings=settings, about=about, me=None, mine=None)
            yield Card(step, form, _of_whom(guide, step), min(fits, at_most))


def _of_whom(guide: Guide, step: Step) -> Text | None:
    """The role or the voice that the card is for; None where it is for everybody."""
    if step.who == "everyone":
        return None
    if step.who in set(Voice):
        return Voice(step.who).text
    return guide.roles.get(step.who) or CHARGES[step.who]


def show(
    request: HttpRequest, guide: Guide, *, mode: str, back: str, title: str = "", **door: Any
) -> HttpResponse:
    """The whole kit as one page; `door` is the gathering and its address, where there is one to come in by."""
    at_most = 4 if request.GET.get("cards") == "4" else 2
    return page(
        request,
        "kit/kit.html",
        guide=guide,
        title=title or guide.title.to(get_language() or "fr"),
        mode=mode,
        back=back,
        at_most=at_most,
        cards=list(cards(guide, at_most=at_most)),
        **door,
    )
