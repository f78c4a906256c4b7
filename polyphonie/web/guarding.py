"""What in a text could let somebody be recognised, before it leaves its circle. It warns; its authors decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.engines import guard
from polyphonie.people.queries import Person

AROUND = 40


@dataclass(frozen=True)
class Marked:
    """Something the guard saw: the words, those around them, and why."""

    before: str
    words: str
    after: str
    why: Text


def names_around(circle: Circle | int, *, to: Person) -> set[str]:
    """The names of a circle, which the guard looks for. Somebody who left it is not told by marks who belongs to it now."""
    if circles.membership(circle, to) is None:
        return set()
    return {member.person.shown for member in circles.members(circle)}


def marked(text: str, names: Iterable[str]) -> list[Marked]:
    """What the guard sees in the text, in its order; the same words once. Nothing seen promises nothing."""
    found: dict[tuple[str, str], Marked] = {}
    for span in guard.watch(text, names=names):
        words = text[span.start : span.end]
        before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + AROUND].partition("\n")[0]
        found.setdefault((span.kind, words.casefold()), Marked(before, words, after, Text(*span.reason)))
    return list(found.values())
