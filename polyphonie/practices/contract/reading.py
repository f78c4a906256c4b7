"""Reading a catalogue that came from elsewhere. A file is somebody else's: it is read as plain text, every mistake is named
with its place, what is not known is left aside."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.practices.contract import catalogue as c
from polyphonie.practices.contract.catalogue import LISTS, NAME, WORDS, House, Page
from polyphonie.practices.contract.public import LICENCE

MOST_MISTAKES = 20
UNSEEN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
}  # controls, marks of direction, halves of characters: nothing that one reads


class Unreadable(ValueError):
    """The file says something that cannot be. `mistakes` has a sentence for each, with its place."""

    def __init__(self, mistakes: Sequence[Text]) -> None:
        super().__init__("\n".join(one.fr for one in mistakes))
        self.mistakes = tuple(mistakes)


def legible(given: str, *, lines: bool = False) -> str:
    """The text that one can read: composed, without anything unseen; on one line unless `lines`."""
    text = unicodedata.normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        one if one == "\n" or unicodedata.category(one) not in UNSEEN else " " * (one == "\t") for one in text
    )
    return kept.strip() if lines else re.sub(r"[ \t\n]+", " ", kept).strip()


def read(data: bytes) -> Page:
    """The page that a file holds. Raises `Unreadable` with what is wrong, and where."""
    if len(data) > c.MOST_BYTES:
        raise Unreadable([Text("Le fichier dépasse trois mégaoctets.", "The file is over three megabytes.")])
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unreadable(
            [Text("Ce fichier n’est pas un catalogue : ce n’est pas du JSON en UTF-8.",
                  "This file is no catalogue: it is not JSON in UTF-8.")]
        ) from None  # fmt: skip
    if not isinstance(told, dict) or told.get("format") != c.FORMAT or isinstance(told.get("format"), bool):
        raise Unreadable(
            [Text(f"Ce fichier n’est pas un catalogue de fiches : il devrait dire « format » : {c.FORMAT}.",
                  f"This file is no catalogue of sheets: it should say “format”: {c.FORMAT}.")]
        )  # fmt: skip
    reader = _Reader()
    page = reader.page(told)
    if reader.wrong:
        raise Unreadable(reader.wrong[:MOST_MISTAKES])
    return page


def _no_constant(name: str) -> None:
    raise ValueError(name)


@dataclass
class _Reader:
    """Reads values one by one, and notes what is wrong with its place. What it gives back counts only if nothing is."""

    wrong: list[Text] = field(default_factory=list)

    def no(self, place: str, fr: str, en: str) -> None:
        self.wrong.append(Text(f"{place} : {fr}", f"{place}: {en}"))

    def page(self, told: dict[str, Any]) -> Page:
        sheets = self.listed(told, "sheets", "", 0, c.PER_PAGE)
        found = [self.sheet(one, f"sheets[{n}]") for n, one in enumerate(sheets, 1)]
        ids = [one["id"] for one in found]
        for twice in sorted({id for id in ids if id and ids.count(id) > 1}):
            self.no("sheets", f"« {twice} » y est deux fois.", f"“{twice}” stands there twice.")
        after, next_after = (self.place_in(told, name) for name in ("after", "next_after"))
        return Page(self.house(told), self.moment(told, "made_at", ""), tuple(found), after, next_after)

    def house(self, told: dict[str, Any]) -> House:
        given = told.get("house")
        if not isinstance(given, dict):
            self.no(
                "house", "la maison d’où vient le catalogue manque.", "the house it comes from is missing."
            )
            return House("", "", "")
        where = "house."
        return House(
            self.id(given, "id", where), self.words(given, "name", where, NAME, needed=True), self.url(given, "address", where)
        )  # fmt: skip

    def sheet(self, told: Any, at: str) -> dict[str, Any]:
        if not isinstance(told, dict):
            self.no(at, "ce n’est pas une fiche.", "this is no sheet.")
            told = {}
        where = f"{at}."
        made: dict[str, Any] = {
            "id": self.id(told, "id", where),
            "version": self.version(told, where),
            "address": self.url(told, "address", where),
            "licence": self.one_of(told, "licence", where, (LICENCE,)),
            "language": self.one_of(told, "language", where, ("fr", "en")),
            "situation": self.one_of(told, "situation", where, c.SITUATIONS),
            "public_since": self.moment(told, "public_since", where).isoformat(),
            "tried_on": self.day(told, "tried_on", where),
        }
        for name, (longest, lines, needed) in WORDS.items():
            made[name] = self.words(told, name, where, longest, lines=lines, needed=needed)
        for name, (fewest, most, longest) in LISTS.items():
            given = self.listed(told, name, where, fewest, most)
            made[name] = [
                self.text(one, f"{where}{name}[{n}]", longest, needed=True) for n, one in enumerate(given, 1)
            ]
        people = self.listed(told, "authors", where, 1, c.MOST_PEOPLE)
        made["authors"] = [self.person(one, f"{where}authors[{n}]") for n, one in enumerate(people, 1)]
        said = self.listed(told, "quotes", where, 0, c.MOST_QUOTES)
        made["quotes"] = [self.quote(one, f"{where}quotes[{n}]") for n, one in enumerate(said, 1)]
        made["parts"] = self.parts(told, where)
        made["adapted_from"] = self.source(told.get("adapted_from"), f"{where}adapted_from")
        return made

    def person(self, told: Any, at: str) -> dict[str, str]:
        given = self.table(told, at)
        return {
            "name": self.words(given, "name", f"{at}.", 60),
            "voice": self.one_of(given, "voice", f"{at}.", ("", *Voice)),
        }

    def quote(self, told: Any, at: str) -> dict[str, str]:
        given = self.table(told, at)
        return {
            "words": self.words(given, "words", f"{at}.", 2000, lines=True, needed=True),
            **self.person(told, at),
        }

    def parts(self, told: dict[str, Any], where: str) -> list[dict[str, str]]:
        """Those of a full sheet, whatever they are called; none where the house tells none."""
        given = enumerate(self.listed(told, "parts", where, 0, c.MOST_PARTS), 1)
        found = [self.part(one, f"{where}parts[{n}]") for n, one in given]
        ids = [one["id"] for one in found if one["id"]]
        for twice in sorted({id for id in ids if ids.count(id) > 1}):
            self.no(f"{where}parts", f"« {twice} » y est deux fois.", f"“{twice}” stands there twice.")
        return found

    def part(self, told: Any, at: str) -> dict[str, str]:
        given, (id, words) = self.table(told, at), c.PART
        return {
            "id": self.words(given, "id", f"{at}.", id, needed=True),
            "words": self.words(given, "words", f"{at}.", words, lines=True, needed=True),
        }

    def source(self, told: Any, at: str) -> dict[str, str] | None:
        """Where it comes from itself: known in full, or nothing but that there is such a place."""
        if told is None:
            return None
        given = self.table(told, at)
        if not any(given.get(name) for name in ("id", "title", "address")):
            return {}
        where = f"{at}."
        return {
            "id": self.id(given, "id", where),
            "title": self.words(given, "title", where, WORDS["title"][0]),
            "house": self.words(given, "house", where, NAME),
            "address": self.url(given, "address", where),
        }

    def table(self, told: Any, at: str) -> dict[str, Any]:
        if isinstance(told, dict):
            return told
        self.no(at, "ce devrait être un objet.", "this should be an object.")
        return {}

    def words(
        self,
        told: dict[str, Any],
        name: str,
        where: str,
        longest: int,
        *,
        lines: bool = False,
        needed: bool = False,
    ) -> str:
        return self.text(told.get(name, ""), f"{where}{name}", longest, lines=lines, needed=needed)

    def text(self, given: Any, at: str, longest: int, *, lines: bool = False, needed: bool = False) -> str:
        if not isinstance(given, str):
            self.no(at, "ce devrait être un texte.", "this should be a text.")
            return ""
        text = legible(given, lines=lines)
        if len(text) > longest:
            self.no(
                at,
                f"{len(text)} signes, au lieu de {longest} au plus.",
                f"{len(text)} characters instead of {longest} at most.",
            )
        if needed and not text:
            self.no(at, "il manque un texte.", "a text is missing.")
        return text

    def listed(self, told: dict[str, Any], name: str, where: str, fewest: int, most: int) -> list[Any]:
        given, at = told.get(name, []), f"{where}{name}"
        if not isinstance(given, list):
            self.no(at, "ce devrait être une liste.", "this should be a list.")
            return []
        if not fewest <= len(given) <= most:
            self.no(
                at,
                f"de {fewest} à {most} éléments, et non {len(given)}.",
                f"{fewest} to {most} items, not {len(given)}.",
            )
        return given[:most]

    def one_of(self, told: dict[str, Any], name: str, where: str, among: Sequence[str]) -> str:
        given = told.get(name, "")
        if not isinstance(given, str) or given not in among:
            some = ", ".join(f"« {one} »" for one in among if one)
            self.no(
                f"{where}{name}",
                f"ce devrait être {some}.",
                f"this should be one of {', '.join(filter(None, among))}.",
            )
            return ""
        return str(given)

    def id(self, told: dict[str, Any], name: str, where: str) -> str:
        given = told.get(name)
        if isinstance(given, str) and c.ID.fullmatch(given):
            return given
        self.no(f"{where}{name}", "ce devrait être un « urn:uuid:… ».", "this should be an “urn:uuid:…”.")
        return ""

    def url(self, told: dict[str, Any], name: str, where: str) -> str:
        given = told.get(name)
        if isinstance(given, str) and len(given) <= c.URL and is_web_address(given):
            return given
        self.no(
            f"{where}{name}", "ce devrait être une adresse https://…", "this should be an https://… address."
        )
        return ""

    def version(self, told: dict[str, Any], where: str) -> int:
        given = told.get("version")
        if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= 1_000_000:
            return given
        self.no(f"{where}version", "ce devrait être un nombre entier.", "this should be a whole number.")
        return 0

    def place_in(self, told: dict[str, Any], name: str) -> int | None:
        given = told.get(name)
        if given is None or (isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 2**53):
            return given
        self.no(name, "ce devrait être un nombre entier.", "this should be a whole number.")
        return None

    def moment(self, told: dict[str, Any], name: str, where: str) -> datetime:
        given = told.get(name)
        try:
            if isinstance(given, str) and c.MOMENT.fullmatch(given):
                return datetime.fromisoformat(given)
        except ValueError:
            pass
        self.no(f"{where}{name}", "ce devrait être une date et une heure.", "this should be a date and time.")
        return datetime.min

    def day(self, told: dict[str, Any], name: str, where: str) -> str | None:
        given = told.get(name)
        try:
            if given is None or (
                isinstance(given, str) and c.DAY.fullmatch(given) and date.fromisoformat(given)
            ):
                return given
        except ValueError:
            pass
        self.no(f"{where}{name}", "ce devrait être une date.", "this should be a date.")
        return None


def is_web_address(given: str) -> bool:
    """An address of the web that can be shown as a link: no script, no name and password, nothing unseen."""
    if any(one.isspace() or unicodedata.category(one) in UNSEEN or one in '"<>\\' for one in given):
        return False
    try:
        parts = urlsplit(given)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and parts.port != 0
        )
    except ValueError:
        return False
