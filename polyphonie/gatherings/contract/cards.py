"""What a card without a name is called: Carte 1, Carte 2… Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from polyphonie.base.text import Text

CARD = Text("Carte", "Card")
_NUMBERED = re.compile(rf"(?:{CARD.fr}|{CARD.en}) (\d{{1,4}})")


def number(name: str) -> int:
    """Which nameless card this name stands for; 0 where it is somebody's first name."""
    found = _NUMBERED.fullmatch(name)
    return int(found[1]) if found else 0


def next_name(names: Iterable[str], language: str) -> str:
    """What the next card without a name is called, among these."""
    return f"{CARD.to(language)} {max(map(number, names), default=0) + 1}"
