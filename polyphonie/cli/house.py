"""Opening the house from the command line: Django only when a verb needs it. And speaking: in whose language, how far."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from pathlib import Path

from polyphonie.base.refusals import Refusal

# What engines say they are doing, as it is told.
DOING = {
    "reading": ("lecture", "reading"),
    "lists": ("listes", "lists"),
    "levels": ("niveaux", "levels"),
    "total": ("accord total", "agreement in all"),
    "proof": ("preuve", "proof"),
    "alternatives": ("autres possibilités", "alternatives"),
    "tables": ("tables", "tables"),
    "votes": ("votes", "votes"),
    "worlds": ("mondes sans structure", "worlds without structure"),
    "draws": ("tirages", "draws"),
}
PATIENCE, OFTEN = 2.0, 5.0  # seconds before a first line where nobody watches, and between two


def open_house() -> None:
    import django

    django.setup()


def say(sentence: str) -> None:
    print(sentence, flush=True)


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1


def language(given: Namespace | None = None) -> str:
    """“fr” or “en”: what `--language` says, else what LANG begins with, else French."""
    said = getattr(given, "language", None) or os.environ.get("LANG", "fr")
    return "en" if said.startswith("en") else "fr"


def no_file(name: object, error: OSError, *, reading: bool = True) -> Refusal:
    """Why a file cannot be opened, or written."""
    fr, en = {
        FileNotFoundError: (
            "il n’existe pas" if reading else "ce dossier n’existe pas",
            "No such file or directory",
        ),
        PermissionError: ("vous n’en avez pas le droit", "Permission denied"),
        IsADirectoryError: ("c’est un dossier", "Is a directory"),
        NotADirectoryError: ("une partie du chemin n’est pas un dossier", "Not a directory"),
    }.get(type(error), (error.strerror or "erreur", error.strerror or "error"))
    does_fr, does_en = ("lu", "opened") if reading else ("écrit", "written")
    return Refusal(f"{name} ne peut pas être {does_fr}\u00a0: {fr}.", f"{name} cannot be {does_en}: {en}.")


def write(name: str | Path, text: str, *, newline: str | None = None) -> None:
    """A whole file or none: it takes its name when it is finished, and leaves nothing when it is stopped."""
    path = Path(name)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, "utf-8", newline=newline)
        beside.replace(path)
    except OSError as error:
        raise no_file(name, error, reading=False) from None
    finally:
        beside.unlink(missing_ok=True)


class Telling:
    """Told how far a long work is, it says so on the error stream: in place on a terminal, else a line now and then."""

    def __init__(self, language: str) -> None:
        self.at = ("fr", "en").index(language)
        self.watched = sys.stderr.isatty()
        self.next = time.monotonic() + PATIENCE
        self.open = False

    def __call__(self, doing: str, done: int, of: int) -> None:
        name, comma, turn = doing.partition(",")
        said = f"{DOING.get(name, (name, name))[self.at]}{comma}{turn.replace('turn', ('tour', 'turn')[self.at])}"
        space = ("\u00a0", "")[self.at]
        line = f"{said}{space}: {done} / {of}"
        if self.watched:
            print(f"\r{line}\033[K", end="", file=sys.stderr, flush=True)
            self.open = True
        elif (now := time.monotonic()) >= self.next:
            print(line, file=sys.stderr, flush=True)
            self.next = now + OFTEN

    def end(self) -> None:
        """What follows stands on a line of its own."""
        if self.open:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self.open = False
