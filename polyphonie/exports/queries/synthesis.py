"""A synthesis as a document, for one reader: the words of its authors as that reader may read them, what is counted for them,
one voice for each family, the sheets."""

from __future__ import annotations

from collections.abc import Iterator

from polyphonie.base.text import Text
from polyphonie.exports.documents.tree import Document, Item, Passage, Section
from polyphonie.practices.queries import KeptSeen
from polyphonie.practices.queries.kept import Paragraph

OF_SHEETS = Text("Synthèse de {n} fiches · {circle}", "Synthesis of {n} sheets · {circle}")
DRAFT = Text(
    "Brouillon : ses auteurs ne l’ont pas tous signée.", "Draft: not all its authors have signed it."
)
UNKNOWN = Text("Ce que nous ne savons pas encore", "What we do not know yet")
SHEETS = Text("Les fiches", "The sheets")
LONGEST = 220  # letters of a voice: beyond, it would not leave its place to the others


def synthesis_told(seen: KeptSeen, language: str) -> Document:
    """On one page, forty sheets included."""
    row, n = seen.row, len(seen.told.sheets)
    about = OF_SHEETS.to(language).format(n=n, circle=row.circle.name)
    families = (
        Section(one.family.title.to(language), tuple(_family(one, language))) for one in seen.paragraphs
    )
    titles = " · ".join(sheet.row.title for sheet in seen.told.sheets)
    return Document(
        title=row.title,
        language=language,
        about=(
            about,
            ", ".join(author.name for author in seen.authors),
            *([] if seen.shown else [DRAFT.to(language)]),
        ),
        sections=(
            Section("", (Passage(paragraphs=(row.introduction,)),)),
            *families,
            *_section(UNKNOWN.to(language), row.unknown),
            *_section(SHEETS.to(language), titles),
        ),
        one_page=True,
    )


def _section(title: str, words: str) -> list[Section]:
    return [Section(title, (Passage(paragraphs=(words,)),))] if words else []


def _family(one: Paragraph, language: str) -> Iterator[Passage]:
    """What its authors say, then how often each ingredient comes back, then what one sheet says of it."""
    if one.words:
        yield Passage(paragraphs=(one.words,))
    essentials = one.counted.essentials if one.counted else ()
    if essentials:
        yield Passage(
            paragraphs=(" · ".join(f"{e.ingredient.title.to(language)} ({e.times})" for e in essentials),)
        )
    told = one.counted.voices if one.counted else ()
    voices = [sheet for sheet in told if len(sheet.row.changed) <= LONGEST]
    if voices:
        yield Passage(items=(Item(voices[0].row.changed, voices[0].row.title),))
