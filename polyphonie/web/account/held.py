"""What is held about somebody, as they read it: their own words as they wrote them, labels and codes in their language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.web.account.held_words import CODED, CODES, LABELS, PARTS, ROOMS

YES, NO = Text("oui", "yes"), Text("non", "no")
FOR_MACHINES = {"raw"}  # in the file one takes away, and nothing to read


@dataclass(frozen=True)
class Part:
    """Things of one sort: each is a list of lines, a label and what stands under it."""

    title: str
    things: tuple[tuple[tuple[str, str], ...], ...]


def told(held: dict[str, Any], language: str) -> list[tuple[str, list[Part]]]:
    """The rooms that hold something, in the order one would look for it, with their parts."""
    rooms = [(name, held[name]) for name in (*ROOMS, *sorted(held.keys() - ROOMS.keys())) if name in held]
    whole = [(_say(ROOMS, name, language), list(_parts(about, language))) for name, about in rooms]
    return [(title, parts) for title, parts in whole if parts]


def _parts(about: Any, language: str) -> Iterator[Part]:
    if isinstance(about, dict) and all(isinstance(value, list) for value in about.values()):
        named = [(_say(PARTS, name, language), things) for name, things in about.items()]
    else:
        named = [("", about if isinstance(about, list) else [about])]
    for title, things in named:
        lines = [tuple(_lines(thing, language)) for thing in things]
        if any(lines):
            yield Part(title, tuple(filter(None, lines)))


def _lines(thing: Any, language: str) -> Iterator[tuple[str, str]]:
    for key, value in (thing if isinstance(thing, dict) else {"text": thing}).items():
        if key not in FOR_MACHINES and (shown := _value(value, language)):
            shown = _code(shown, language) if key in CODED else shown
            yield _say(LABELS, key, language), shown


def _value(value: Any, language: str) -> str:
    """One thing as it is read; nothing for what is empty."""
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    if isinstance(value, dict):
        return "\n".join(filter(None, (_value(each, language) for each in value.values())))
    if isinstance(value, list):
        return "\n".join(filter(None, (_value(each, language) for each in value)))
    text = "" if value is None else str(value)
    return _date(text) or text


def _code(text: str, language: str) -> str:
    if text in set(Voice):
        return Voice(text).text.to(language)
    return CODES[text].to(language) if text in CODES else text


def _date(text: str) -> str:
    if len(text) not in range(10, 40) or not text[:4].isdecimal():
        return ""
    moment: datetime | date | None = _parsed(text)
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        return formats.date_format(moment, "j F Y, H:i")
    return formats.date_format(moment, "j F Y") if moment else ""


def _parsed(text: str) -> datetime | date | None:
    try:
        return (parse_date(text) if len(text) == 10 else parse_datetime(text)) or None
    except ValueError:
        return None


def _say(words: dict[str, Text], name: str, language: str) -> str:
    return words[name].to(language) if name in words else name.replace("_", " ").capitalize()
