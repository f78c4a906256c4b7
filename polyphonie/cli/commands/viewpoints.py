"""`polyphonie viewpoints`: from a file of votes to what unites, what divides, and families where there are some."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from polyphonie.base.refusals import Refusal
from polyphonie.cli.house import Telling, language, no_file, say, write
from polyphonie.engines import viewpoints as engine

Read = TypeVar("Read")


def viewpoints(given: Namespace) -> int:
    """Read, draw, and write or say. Exit code 1 when a file cannot be read or written, with the line and the column."""
    given.language = language(given)
    hear = Telling(given.language)
    try:
        comments = _read(given.comments, engine.read_comments) if given.comments else None
        votes = _read(given.votes, lambda lines: _votes(lines, comments, hear))
        drawn = engine.draw(votes, mode=given.mode, seed=given.seed, hear=hear)
    finally:
        hear.end()
    words = comments.words if comments else {}
    written = _write(given, drawn, words)
    if given.json:
        say(_as_json(drawn, words))
    else:
        at = ("fr", "en").index(given.language)
        say("\n".join(sentence[at] for sentence in engine.explain(drawn, words)))
        for path in written:
            say(f"→ {path}")
    return 0


def _votes(lines: Iterator[str], comments: engine.Comments | None, hear: Telling) -> engine.Votes:
    out = comments.left_out if comments else ()
    return engine.read_votes(lines, left_out=out, told=lambda count: hear("votes", count, count))


def _read(name: str, how: Callable[[Iterator[str]], Read]) -> Read:
    try:
        with Path(name).open("rb") as file:
            return how(_decoded(file))
    except OSError as error:
        raise no_file(name, error) from None
    except engine.Unreadable as error:
        raise Refusal(f"{name}, {error.fr}", f"{name}, {error.en}") from None


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
    language = given.language
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
        except OSError as error:
            raise no_file(path, error, reading=False) from None
        write(path, text)
    return list(made)


def _as_json(drawn: engine.Map, words: dict[str, str]) -> str:
    return json.dumps(engine.report(drawn, words), ensure_ascii=False, indent=2) + "\n"
