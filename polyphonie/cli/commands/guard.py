"""`polyphonie guard`: what in a French text could tell who it speaks of. It warns, and promises nothing."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from bisect import bisect
from pathlib import Path

from polyphonie.base.refusals import Refusal
from polyphonie.cli.house import language, no_file, say
from polyphonie.engines.guard import Span, watch

LIMIT = (
    "L’aide à la relecture prévient, elle ne met pas un texte à l’abri\u00a0: on peut y reconnaître quelqu’un sans qu’elle le voie.",
    "The guard warns, it does not make a text safe: somebody may be recognised in what it does not see.",
)

NARROW = "\u00a0", ""  # before a colon


def guard(given: Namespace) -> int:
    """Say what is seen, line by line. Exit code 1 only when a file cannot be read: what is seen is for the author."""
    text = _read(given.file)
    names = _names(_read(given.names)) if given.names else []
    spans = watch(text, names=names)
    say(_as_json(spans) if given.json else _as_lines(text, spans, ("fr", "en").index(language(given))))
    return 0


def _read(name: str) -> str:
    """The text as it is, line ends too: offsets are counted in it."""
    try:
        held = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return held.decode("utf-8-sig")
    except OSError as error:
        raise no_file(name, error) from None
    except UnicodeDecodeError:
        raise Refusal(f"{name} n’est pas du texte en UTF-8.", f"{name} is not text in UTF-8.") from None


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
    return json.dumps({"spans": plain, "limit": LIMIT[1]}, ensure_ascii=False, indent=2)


def _as_lines(text: str, spans: tuple[Span, ...], at: int) -> str:
    ends = [place for place, letter in enumerate(text) if letter == "\n"]
    lines = []
    for span in spans:
        words = " ".join(text[span.start : span.end].split())
        perhaps = "" if span.sure else (" (peut-être)", " (perhaps)")[at]
        line = f"{('ligne', 'line')[at]} {bisect(ends, span.start - 1) + 1}"
        lines.append(f"{line}{NARROW[at]}: {words} — {span.kind}{perhaps}. {span.reason[at]}")
    seen = (f"{len(spans)} à regarder.", f"{len(spans)} to look at.")
    count = seen if spans else ("Rien de vu.", "Nothing seen.")
    return "\n".join([*lines, f"{count[at]} {LIMIT[at]}"])
