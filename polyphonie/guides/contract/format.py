"""The guide format: what a facilitation format may say.

A guide is data. It can name steps, order them, say who speaks, for how long, who sees what and when, and repeat a
passage a bounded number of times. It cannot compute: the day a guide needs an `if`, a step kind is missing.

The shapes are here; the reader, which reports every mistake, is `reader.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.mistakes import Mistake

MODES = ("live", "async")
REACHES = ("author", "facilitators", "participants", "circle")
REVEALS = ("at_once", "when_all_answered", "at_close", "never")
NAMES = ("shown", "hidden", "unlinkable")
ORDERS = ("patients_first", "least_heard_first", "seats", "random")
CHARGES = ("facilitator", "secretary")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One moment. `minutes` counts in a live gathering, `days` in one held over several days."""

    id: str
    kind: str
    title: Text
    prompt: Text
    minutes: int = 5
    days: int = 3
    who: str = "everyone"
    about: str | None = None
    seen_by: str = "participants"
    reveal: str = "at_close"
    names: str = "shown"
    order: str = "seats"
    script: Text | None = None
    if_this_happens: tuple[tuple[Text, Text], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unlinkable(self) -> bool:
        """Answered without leaving a trace of who: nobody is awaited, nothing is kept here."""
        return self.names == "unlinkable"


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """Go back to `back_to` while `after` says so, at most `at_most` times more."""

    after: str
    back_to: str
    at_most: int


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A facilitation format, read and found good."""

    id: str
    version: int
    licence: str
    source: str
    title: Text
    purpose: Text
    good_for: Text
    not_for: Text
    roles: Mapping[str, Text]
    group: tuple[int, int]
    minutes: int
    modes: tuple[str, ...]
    steps: tuple[Step, ...]
    repeat: Repeat | None = None
    adapted_from: str | None = None

    def step(self, id: str) -> Step:
        return next(s for s in self.steps if s.id == id)

    def place(self, id: str) -> int:
        return [s.id for s in self.steps].index(id)


class Unreadable(ValueError):
    """A guide that cannot be used yet: `problems` says everything that is wrong, each with its place, in the English of
    the file; `mistakes` says the same to whoever mends it on a page."""

    def __init__(self, problems: list[str], mistakes: tuple[Mistake, ...] = ()) -> None:
        self.problems, self.mistakes = problems, mistakes
        super().__init__("\n".join(problems))
