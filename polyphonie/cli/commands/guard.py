"""`polyphonie guard`: what in a French text could tell who it speaks of. It warns, and promises nothing."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from bisect import bisect
from pathlib import Path

from polyphonie.cli.house import refuse, say
from polyphonie.engines.guard import Span, watch

LIMIT = "The guard warns, it does not make a text safe: somebody may be recognised in what it does not see."


def guard(given: Namespace) -> int:
    """Say what is seen, line by line. Exit code 1 only when a file cannot be read: what is seen is for the author."""
    try:
        text = _read(given.file)
        names = _names(_read(given.names)) if given.names else []
    except _NoText as why:
        return refuse(str(why))
    spans = watch(text, names=names)
    say(_as_json(spans) if given.json else _as_lines(text, spans))
    return 0


class _NoText(ValueError):
    pass


def _read(name: str) -> str:
    """The text as it is, line ends too: offsets are counted in it."""
    try:
        held = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return held.decode("utf-8-sig")
    except OSError as error:
        raise _NoText(f"{name} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise _NoText(f"{name} is not text in UTF-8.") from None


def _names(text: str) -> list[str]:
    """One name a line; empty lines, and those that begin with #, are left out."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _as_json(spans: tuple[Span, ...]) -> str:
    """The places and the reasons, without the words: a log may keep it."""
    plain = [
        {
            "start": span.start,
            "end": span.end,
            "kind": span.kind,
            "sure": span.sure,
            "suggestion": span.suggestion,
            "reason": dict(zip(("fr", "en"), span.reason, strict=True)),
        }
        for span in spans
    ]
    return json.dumps({"spans": plain, "limit": LIMIT}, ensure_ascii=False, indent=2)


def _as_lines(text: str, spans: tuple[Span, ...]) -> str:
    ends = [at for at, letter in enumerate(text) if letter == "\n"]
    lines = []
    for span in spans:
        words = " ".join(text[span.start : span.end].split())
        perhaps = "" if span.sure else " (perhaps)"
        lines.append(
            f"line {bisect(ends, span.start - 1) + 1}: {words} — {span.kind}{perhaps}. {span.reason[1]}"
        )
    count = "Nothing seen." if not spans else f"{len(spans)} to look at."
    return "\n".join([*lines, f"{count} {LIMIT}"])
