"""What the settings of several kinds have in common: a whole number, a text in both languages, a list of named texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings
from polyphonie.guides.contract.reader import NAME

Named = tuple[tuple[str, Text], ...]


def whole(given: Any, word: str, low: int, high: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not low <= given <= high:
        raise BadSettings(f"{word} should be a whole number from {low} to {high}")
    return given


def both(given: Any, word: str) -> Text:
    """A text in French and in English, and perhaps in plain French."""
    if isinstance(given, Text):
        return given
    if not isinstance(given, Mapping) or not all(_said(given.get(language)) for language in ("fr", "en")):
        raise BadSettings(f"{word} should be a text: fr, en")
    return Text.of(given)


def named(given: Any, word: str, at_most: int) -> Named:
    """(id, text) of each, in the order given; ids are short names, each once."""
    if not isinstance(given, list | tuple) or len(given) > at_most:
        raise BadSettings(f"{word} should be a list of {at_most} at most")
    found = tuple(_one(each, word) for each in given)
    if len({id for id, _ in found}) < len(found):
        raise BadSettings(f"each of {word} needs an id of its own")
    return found


def _one(given: Any, word: str) -> tuple[str, Text]:
    if not isinstance(given, Mapping) or not NAME.fullmatch(str(given.get("id", ""))):
        raise BadSettings(f"each of {word} needs an id, a short name in small letters, then fr and en")
    return str(given["id"]), both(given, f"“{given['id']}” of {word}")


def _said(words: Any) -> bool:
    return isinstance(words, str) and bool(words.strip())
