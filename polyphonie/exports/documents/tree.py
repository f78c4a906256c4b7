"""A document before it has a format. Every word in it is already for one reader, in one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from polyphonie.base.text import Text

DECIDED = Text("Ce qui a été décidé", "What was decided")
Kind = Literal["title", "about", "heading", "label", "paragraph", "item"]


class Piece(NamedTuple):
    """One line of the page, whatever the format: what it is, and its words on one line."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Item:
    """A line of a list: words, who said them and from where, a remark; or a remark alone."""

    text: str = ""
    by: str = ""
    voice: str = ""
    remark: str = ""

    @property
    def said(self) -> str:
        if not self.text:
            return self.remark
        who = ", ".join(word for word in (self.by, self.voice) if word)
        signed = f"{self.text} — {who}" if who else self.text
        return f"{signed} ({self.remark})" if self.remark else signed


@dataclass(frozen=True)
class Passage:
    """A few paragraphs or lines under a label. A passage that was decided is read first."""

    label: str = ""
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    decided: bool = False


@dataclass(frozen=True)
class Section:
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Document:
    """A title, what it is about in a line or two, sections. `language` is that of its words: fr or en. `one_page`: on paper,
    it stands on one sheet."""

    title: str
    language: str
    about: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    one_page: bool = False

    def pieces(self) -> Iterator[Piece]:
        """The document line by line, as every format writes it: what was decided comes first, and only there."""
        yield Piece("title", plain(self.title))
        yield from (Piece("about", plain(line)) for line in self.about)
        decided = [p for section in self.sections for p in section.passages if p.decided]
        yield from _section(DECIDED.to(self.language), decided)
        for section in self.sections:
            yield from _section(section.title, [p for p in section.passages if not p.decided])


def _section(title: str, passages: list[Passage]) -> Iterator[Piece]:
    if passages and title:
        yield Piece("heading", plain(title))
    for passage in passages:
        if passage.label:
            yield Piece("label", plain(passage.label))
        for words in passage.paragraphs:
            yield from (Piece("paragraph", plain(line)) for line in words.splitlines() if line.strip())
        yield from (Piece("item", plain(item.said)) for item in passage.items)


def plain(words: str) -> str:
    """Words on one line, without the signs that no page can show and that some formats cannot hold."""
    shown = "".join(sign if _shows(sign) else " " for sign in words)
    return " ".join(part for part in shown.split(" ") if part)


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") and sign not in "\ufffe\uffff"
