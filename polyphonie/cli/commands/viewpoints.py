"""`polyphonie viewpoints`: from a file of votes to what unites, what divides, and families where there are some."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from polyphonie.cli.house import refuse, say
from polyphonie.engines import viewpoints as engine

Read = TypeVar("Read")


def viewpoints(given: Namespace) -> int:
    """Read, draw, and write or say. Exit code 1 when a file cannot be read or written, with the line and the column."""
    try:
        comments = _read(given.comments, engine.read_comments) if given.comments else None
        votes = _read(given.votes, lambda lines: _votes(lines, comments))
        drawn = engine.draw(votes, mode=given.mode, seed=given.seed)
        words = comments.words if comments else {}
        written = _write(given, drawn, words)
    except _NoFile as why:
        return refuse(str(why))
    if given.json:
        say(_as_json(drawn, words))
    else:
        at = 1 if _language().startswith("en") else 0
        say("\n".join(sentence[at] for sentence in engine.explain(drawn, words)))
        for path in written:
            say(f"→ {path}")
    return 0


class _NoFile(ValueError):
    pass


def _votes(lines: Iterator[str], comments: engine.Comments | None) -> engine.Votes:
    return engine.read_votes(lines, left_out=comments.left_out if comments else (), told=_progress)


def _read(name: str, how: Callable[[Iterator[str]], Read]) -> Read:
    try:
        with Path(name).open("rb") as file:
            return how(_decoded(file))
    except OSError as error:
        raise _NoFile(f"{name} cannot be opened: {error.strerror}.") from None
    except engine.Unreadable as error:
        said = error.en if _language().startswith("en") else error.fr
        raise _NoFile(f"{name}, {said}") from None


def _decoded(lines: Iterator[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise engine.Unreadable(
                number, "", "ce n’est pas du texte en UTF-8.", "this is not text in UTF-8."
            ) from None


def _write(given: Namespace, drawn: engine.Map, words: dict[str, str]) -> list[Path]:
    """A folder with everything, or the report alone where `--out` names a .json file."""
    made = dict[Path, str]()
    language = _language()
    if given.out and given.out.endswith(".json"):
        made[Path(given.out)] = _as_json(drawn, words)
    elif given.out:
        folder = Path(given.out)
        made[folder / "report.json"] = _as_json(drawn, words)
        made[folder / "report.html"] = engine.page(drawn, language, words=words)
        made[folder / "bars.svg"] = engine.bars(drawn, language, words=words)
        if drawn.count:
            made[folder / "map.svg"] = engine.svg(drawn, language, words=words)
    if given.html:
        made[Path(given.html)] = engine.page(drawn, language, words=words)
    for path, text in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            raise _NoFile(f"{path} cannot be written: {error.strerror}.") from None
    return list(made)


def _as_json(drawn: engine.Map, words: dict[str, str]) -> str:
    return json.dumps(engine.report(drawn, words), ensure_ascii=False, indent=2) + "\n"


def _language() -> str:
    return os.environ.get("LANG", "fr")


def _progress(count: int) -> None:
    print(f"{count // 1_000_000} million…", file=sys.stderr)
