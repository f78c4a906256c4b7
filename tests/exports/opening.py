"""Opening a file as its reader would, to find its words again."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO

from pypdf import PdfReader


def words_of(content: bytes, media: str) -> str:
    """All the words of a file, with what it says of itself; where it is text already, the text."""
    if media == "application/pdf":
        return of_pdf(content)
    return of_office(content) if media.endswith("wordprocessingml.document") else content.decode()


def of_pdf(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    about = " ".join(map(str, (reader.metadata or {}).values()))
    return "\n".join([about, *(page.extract_text() for page in reader.pages)])


def of_office(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return unescape(re.sub(r"<[^>]+>", " ", "\n".join(xml)))


def on_one_line(text: str) -> str:
    """Words as they follow each other, wherever the page broke its lines."""
    return " ".join(text.split())
