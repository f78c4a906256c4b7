"""A document in Markdown. What somebody typed never becomes a heading, a link or a picture."""

from __future__ import annotations

import re

from polyphonie.exports.documents.tree import Document

BEFORE = {"title": "# ", "about": "", "heading": "## ", "label": "### ", "paragraph": "", "item": "- "}
SIGNS = re.compile(r"[\\`*_\[\]<>#|!&~$]")
# At the start of a line these would begin a list, a rule or a title.
STARTS = re.compile(r"^(\d+)?([-+=.):])")


def write(document: Document) -> bytes:
    lines: list[str] = []
    before = ""
    for kind, text in document.pieces():
        if lines and not kind == before == "item":
            lines.append("")
        lines.append(BEFORE[kind] + escaped(text))
        before = kind
    return ("\n".join(lines) + "\n").encode()


def escaped(text: str) -> str:
    return STARTS.sub(r"\1\\\2", SIGNS.sub(r"\\\g<0>", text))
