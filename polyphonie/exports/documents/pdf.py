"""A document as a tagged PDF (PDF/UA-1): title, language and headings are there for whoever reads by ear."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from polyphonie.exports.documents.tree import Document, Piece

PAGE, ONE_PAGE = ((Path(__file__).parent / f"{name}.typ").read_bytes() for name in ("page", "one_page"))
EUROPE = 0x0590  # Latin, Greek and Cyrillic, which the font that comes with the tool has
PUNCTUATION = range(0x2010, 0x2040)


def write(document: Document) -> bytes:
    """The file. An accessible PDF may hold no sign that no font here can draw: such a sign is named, or left out."""
    import typst  # heavy: only where a file is asked for

    for rewrite in (_as_it_is, _symbols_named, _letters_known):
        try:
            return _compiled(document, rewrite)
        except typst.TypstError as error:
            if rewrite is _letters_known or "could not be displayed" not in str(error):
                raise
    raise AssertionError  # the last rewriting returns or raises


def _compiled(document: Document, rewrite: Callable[[str], str]) -> bytes:
    import typst

    given = {
        "title": rewrite(document.title),
        "language": document.language,
        "pieces": [Piece(kind, rewrite(text)) for kind, text in document.pieces()],
    }
    return typst.compile(
        ONE_PAGE if document.one_page else PAGE,
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(given)},
    )


@cache
def _fonts() -> Any:
    """The font that comes with the tool, and those of the machine for the scripts it does not have."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _as_it_is(text: str) -> str:
    return text


def _symbols_named(text: str) -> str:
    """🙂 becomes [slightly smiling face]."""
    return "".join(_named(sign) for sign in text)


def _named(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("So", "Sk"):
        return f"[{unicodedata.name(sign, '?').lower()}]"
    return "" if category in ("Cf", "Co", "Cn", "Mn", "Me") and ord(sign) >= EUROPE else sign


def _letters_known(text: str) -> str:
    """Where no font of the machine has a script, its letters become question marks; the other formats keep them."""
    return "".join(
        s if ord(s) < EUROPE or ord(s) in PUNCTUATION or s in "€™" else "?" for s in _symbols_named(text)
    )
