"""A document for a word processor: real headings and lists, its language said, no author but those it names."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from polyphonie.exports.documents.tree import Document

STYLES = {
    "title": "Heading 1",
    "about": "Subtitle",
    "heading": "Heading 2",
    "label": "Heading 3",
    "paragraph": "Normal",
    "item": "List Bullet",
}
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
NO_DAY = datetime(2000, 1, 1)  # the day of a file says when somebody took it: nobody's business


def write(document: Document) -> bytes:
    import docx  # heavy: only where a file is asked for

    made = docx.Document()
    language = LANGUAGES.get(document.language, document.language)
    _say_language(made, language)
    about = made.core_properties
    about.title, about.language = document.title[:255], language
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = NO_DAY
    for kind, text in document.pieces():
        made.add_paragraph(text, style=STYLES[kind])
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _say_language(made: Any, language: str) -> None:
    """The language of every style without one of its own: it is what a screen reader reads in."""
    from docx.oxml.ns import qn

    for said in made.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
