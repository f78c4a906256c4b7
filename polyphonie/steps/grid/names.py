"""The tasks and the actors of a grid: named by the guide, or by the people in two columns of an earlier step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import Idea, ideas
from polyphonie.guides.contract.kind import BadSettings
from polyphonie.guides.contract.reader import NAME
from polyphonie.guides.contract.settings import named


@dataclass(frozen=True)
class Name:
    """A task or an actor: the key that answers carry, and its words."""

    key: str
    title: Text


def names(given: Any, setting: str, at_most: int) -> str | tuple[Name, ...]:
    """What a guide sets: a list of names, or the id of a column. Raises `BadSettings`."""
    if isinstance(given, str) and NAME.fullmatch(given):
        return given
    if not isinstance(given, list | tuple) or not given:
        raise BadSettings(f"{setting} should be a list of {at_most} at most, or the id of a column")
    return tuple(Name(id, title) for id, title in named(given, setting, at_most))


def laid_out(setting: str | tuple[Name, ...], about: Any) -> tuple[Name, ...]:
    """All the names, those of a column once each. The first name that each person gave comes before any second."""
    if not isinstance(setting, str):
        return setting
    given: Counter[str] = Counter()
    rounds: list[tuple[int, Idea]] = []
    for idea in ideas(about):
        if idea.column == setting:
            rounds.append((given[idea.line.ref], idea))
            given[idea.line.ref] += 1
    rounds.sort(key=lambda one: one[0])
    found: dict[str, Name] = {}
    for _, idea in rounds:
        found.setdefault(_key(idea.text), Name(_key(idea.text), Text(idea.text, idea.text)))
    return tuple(found.values())


def _key(words: str) -> str:
    """The same words of two people are one name, which stays when one of them takes theirs back."""
    return f"i{crc32(' '.join(words.casefold().split()).encode()):08x}"
