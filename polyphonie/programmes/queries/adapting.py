"""Programmes that a circle made its own: read anew each time, with every mistake."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles import rules as of_circles
from polyphonie.circles.queries import BETWEEN_EQUALS, Circle, Kind
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.templates import Template, UnreadableTemplate, read_template
from polyphonie.programmes.models import OwnTemplate
from polyphonie.programmes.queries.cohorts import file_text, template

OWN = "own-"  # a choice that is a circle’s own programme: own-12


@dataclass(frozen=True)
class OwnSeen:
    """A circle's own programme, in front of one of its members: what it says, or every mistake it still holds."""

    row: OwnTemplate
    template: Template | None
    mistakes: tuple[Text, ...]
    may_change: bool

    @property
    def key(self) -> str:
        return f"{OWN}{self.row.pk}"

    @property
    def title(self) -> Text:
        """Its own, or where it comes from as long as it cannot be read."""
        if self.template is not None:
            return self.template.title
        source = template(self.row.adapted_from)
        return source.title if source else Text("Programme à corriger", "Programme to mend")


@reading
def own_templates(to: Person) -> list[OwnSeen]:
    """Those of the circles somebody belongs to, the latest first."""
    return [_seen(row, to) for row in _readable(to).order_by("-adapted_at", "-pk")]


@reading
def own_template(pk: int, *, to: Person) -> OwnSeen | None:
    """One, for the members of its circle; None as if it did not exist."""
    row = _readable(to).filter(pk=pk).first()
    return _seen(row, to) if row is not None else None


def _readable(to: Person) -> Any:
    return OwnTemplate.objects.filter(circle__in=circles.circles_of(to)).select_related("circle")


def _seen(row: OwnTemplate, to: Person) -> OwnSeen:
    said, mistakes = read_here(row.toml)
    return OwnSeen(row, said, mistakes, of_circles.why_not_look_after(row.circle, to) is None)


def read_here(toml: str) -> tuple[Template | None, tuple[Text, ...]]:
    """A programme with the guides of this house; or what is wrong with it."""
    try:
        return read_template(toml, guides={guide.id for guide in guides.library()}), ()
    except UnreadableTemplate as unreadable:
        return None, unreadable.mistakes


def where_may_adapt(by: Person) -> list[Circle]:
    """The circles that somebody looks after; a pair has no programme of its own."""
    mine = circles.circles_of(by).exclude(kind__in=(Kind.GATHERING, *BETWEEN_EQUALS))
    return [circle for circle in mine if of_circles.why_not_look_after(circle, by) is None]


@reading
def to_walk(chosen: str, by: Person) -> tuple[Template, dict[str, Any]] | None:
    """What a cohort walks, and its tables to be frozen: of the house, or of one of one's circles, once it is good."""
    number = chosen.removeprefix(OWN)
    if chosen.startswith(OWN) and number.isdecimal() and len(number) <= 18:
        seen = own_template(int(number), to=by)
        if seen is None or seen.template is None:
            return None
        return seen.template, tomllib.loads(seen.row.toml)
    found = template(chosen)
    return (found, tomllib.loads(file_text(chosen))) if found is not None else None
