"""Documents and tables, purely: words in, a file out. What may be in them was decided before they come here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from polyphonie.exports.documents import markdown, office, pdf
from polyphonie.exports.documents.tree import Document


@dataclass(frozen=True)
class Format:
    """How a document is written down; `media` is its name on the web."""

    name: str
    media: str
    write: Callable[[Document], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", pdf.write),
    "docx": Format(
        "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", office.write
    ),
    "md": Format("Markdown", "text/markdown; charset=utf-8", markdown.write),
}
