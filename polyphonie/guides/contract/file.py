"""A guide's file as a mapping, without ever believing it: it may come from anywhere."""

from __future__ import annotations

import math
import re
import tomllib
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.format import Unreadable
from polyphonie.guides.contract.mistakes import Mistake

LONGEST = 100_000  # characters; five times the longest guide of the library
DEEPEST = 8
LARGEST = 10**9
# Somebody who wants to keep the house busy writes one name of ten thousand parts: reading it takes their square.
MOST_PARTS = 300

TOO_LONG = Text("Ce fichier est trop long pour un guide.", "the file is too long for a guide")
NOT_PLAIN = Text(
    "Ce fichier contient autre chose que des mots, des nombres et des listes simples.",
    "the file holds something else than words, numbers and simple lists",
)


def parse(text: str) -> dict[str, Any]:
    """The file as plain values: words, numbers, yes or no, lists and tables. Raises `Unreadable` with one sentence."""
    if len(text) > LONGEST or _winding(text):
        raise _unreadable(TOO_LONG)
    try:
        data = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # a number of five thousand digits is a ValueError of its own
        where = re.search(r"at line (\d+)", str(error))
        at = f" (ligne {where[1]})" if where else ""
        raise _unreadable(
            Text(f"Ce fichier ne se lit pas comme un guide{at}.", f"the file is not valid TOML: {error}")
        ) from None
    if not plain(data):
        raise _unreadable(NOT_PLAIN)
    return data


def plain(value: Any, deep: int = 0) -> bool:
    """Can this value be kept, sent and read anywhere? No date, no infinity, nothing too deep."""
    if deep > DEEPEST:
        return False
    if isinstance(value, dict):
        return all(plain(key) and plain(inner, deep + 1) for key, inner in value.items())
    if isinstance(value, list):
        return all(plain(inner, deep + 1) for inner in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return "\x00" not in value  # PostgreSQL keeps none
    return isinstance(value, bool) or (isinstance(value, int) and abs(value) <= LARGEST)


def _winding(text: str) -> bool:
    return any(part.count(".") > MOST_PARTS for part in re.split(r"[=\n]", text))


def _unreadable(said: Text) -> Unreadable:
    return Unreadable([said.en], (Mistake(said),))
