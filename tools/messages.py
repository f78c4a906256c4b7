"""Messages without a system gettext. French is written in the templates; English is its catalogue.

    python -m tools.messages update     gather the French sentences into config/locale/en/LC_MESSAGES/django.po
    python -m tools.messages check      say which are missing, wrong or no longer used; exit 1 if any
    python -m tools.messages compile    write the .mo files that Django loads

Django's `templatize` turns templates into Python, Babel reads them, polib keeps and compiles the catalogue.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "polyphonie"
ENGLISH = HOUSE / "config" / "locale" / "en" / "LC_MESSAGES" / "django.po"
FRENCH = HOUSE / "config" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "gettext": None, "_": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACES = re.compile(r"%\((\w+)\)|%[sd]")


def sentences() -> Iterator[tuple[str, str, str]]:
    """Every sentence to translate: singular, plural (or ""), and the file it stands in."""
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    for path in sorted(HOUSE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        code = templatize(text, origin=str(path)) if path.suffix != ".py" else text
        for _, message, _, _ in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
            one, many = (message, "") if isinstance(message, str) else (message[0], message[1])
            yield one, many, str(path.relative_to(ROOT))


def gathered() -> dict[str, polib.POEntry]:
    found: dict[str, polib.POEntry] = {}
    for one, many, path in sentences():
        if not one.strip():
            continue
        entry = found.setdefault(one, polib.POEntry(msgid=one, msgid_plural=many))
        if many:
            entry.msgid_plural, entry.msgstr_plural = many, {0: "", 1: ""}
        if (path, "") not in entry.occurrences:
            entry.occurrences.append((path, ""))
    return found


def update() -> int:
    before = {entry.msgid: entry for entry in polib.pofile(str(ENGLISH))} if ENGLISH.exists() else {}
    catalogue = _new("en", "nplurals=2; plural=(n != 1);")
    for key, entry in gathered().items():
        if old := before.get(key):
            entry.msgstr = old.msgstr
            if entry.msgid_plural:
                entry.msgstr_plural = old.msgstr_plural or {0: "", 1: ""}
        catalogue.append(entry)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(ENGLISH))
    _save_french_plurals()
    print(f"{len(catalogue)} sentences, {len(catalogue.untranslated_entries())} without English")
    return 0


def _save_french_plurals() -> None:
    """French needs a catalogue only where it counts: none is singular in French."""
    catalogue = _new("fr", "nplurals=2; plural=(n > 1);")
    for entry in gathered().values():
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
            catalogue.append(entry)
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(FRENCH))


def _new(language: str, plurals: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }
    return catalogue


def problems() -> list[str]:
    """What is wrong with the English catalogue, a sentence each."""
    have = {entry.msgid: entry for entry in polib.pofile(str(ENGLISH))}
    wanted = gathered()
    said = [f"no English for: {key}" for key in wanted if key not in have or not have[key].translated()]
    said += [f"no longer used: {key}" for key in have if key not in wanted]
    for key, entry in have.items():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and set(PLACES.findall(text)) - set(PLACES.findall(key + entry.msgid_plural)):
                said.append(f"unknown place in the English of: {key}")
    return said


def check() -> int:
    said = problems()
    print("\n".join(said) or "Every sentence has its English.")
    return int(bool(said))


def compile_() -> int:
    for path in (ENGLISH, FRENCH):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def main(arguments: list[str]) -> int:
    verbs = {"update": update, "check": check, "compile": compile_}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(__doc__)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")
    return verbs[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
