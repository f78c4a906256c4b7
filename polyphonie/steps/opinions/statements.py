"""The statements of a consultation: those of the guide, then those that came from the group and were kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Line
from polyphonie.guides.contract.settings import Named, named

MOST, LONGEST = 60, 140
GUIDE = Text("phrase du guide", "statement of the guide")
ROOM = Text("phrase du groupe", "statement of the group")


@dataclass(frozen=True)
class Statement:
    """One sentence to agree with or not, and where it comes from; never who wrote it."""

    key: str
    title: Text
    origin: Text

    def line(self, remark: Text | None = None) -> Line:
        """As a later step may work on it."""
        return Line(self.title.fr, remark=remark, ref=self.key)

    def told(self, remark: Text | None = None) -> Line:
        """As a record tells it: the guide's own words in both languages."""
        if self.origin is ROOM:
            return self.line(remark)
        fr, en = (f" · {remark.fr}", f" · {remark.en}") if remark else ("", "")
        return Line("", remark=Text(f"{self.title.fr}{fr}", f"{self.title.en}{en}"), ref=self.key)


def given(setting: Any) -> Named:
    """The statements that a guide sets. Raises `BadSettings`."""
    found = named(setting, "statements", MOST)
    for id, title in found:
        if max(len(title.fr), len(title.en)) > LONGEST:
            raise BadSettings(f"“{id}” of statements is too long: {LONGEST} characters at most")
    return found


def asked(settings: Any, about: Any) -> tuple[Statement, ...]:
    """What people answer: as many as one gathering can go through, none too long to be read at a glance."""
    return tuple(one for one in _all(settings, about) if not _too_long(one))[:MOST]


def not_asked(settings: Any, about: Any) -> tuple[Statement, ...]:
    """What came from the group and is not asked: too long, or one too many."""
    here = {one.key for one in asked(settings, about)}
    return tuple(one for one in _all(settings, about) if one.key not in here)


def _all(settings: Any, about: Any) -> tuple[Statement, ...]:
    found = {one.key: one for one in _from_the_guide(settings)}
    for one in _from_the_group(settings, about):
        found.setdefault(one.key, one)
    return tuple(found.values())


def _from_the_guide(settings: Any) -> Iterator[Statement]:
    return (Statement(id, title, GUIDE) for id, title in settings.statements)


def _from_the_group(settings: Any, about: Any) -> Iterator[Statement]:
    """The same words of several people are one statement, which stays when one of them takes theirs back."""
    for idea in ideas(about):
        if settings.column in ("", idea.column):
            words = " ".join(idea.text.split())
            yield Statement(f"i{crc32(words.casefold().encode()):08x}", Text(words, words), ROOM)


def _too_long(one: Statement) -> bool:
    return len(one.title.fr) > LONGEST
