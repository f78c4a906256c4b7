"""The guard on texts of 2,000 characters, and on texts made to slow it down; the floor is one pass over the words."""

from __future__ import annotations

import re
from itertools import cycle, islice
from typing import Any

from benchmarks.measuring import ms, p50, p95, seconds_of, show
from polyphonie.engines.guard import watch
from tools.guard_report import halves

NASTY = {
    "a": "a",
    "digits": "1",
    "spaces": " ",
    "capitals": "A",
    "M. M.": "M. ",
    "Aa Aa": "Aa ",
    "1 1": "1 ",
    "1.1.": "1.",
}
NAMES = [f"Prénom{n} Nom{n}" for n in range(500)]


def main() -> None:
    parts, names = halves()
    sentences = [sentence.text for part in parts for sentence in part]
    text = "\n".join(islice(cycle(sentences), 60))[:2000]
    floor = p50(seconds_of(lambda: re.findall(r"\w+", text), 200))
    rows = [
        _row("2,000 characters", lambda: watch(text), 100, floor),
        _row("with the list", lambda: watch(text, names=names), 100, floor),
        _row("with 500 names", lambda: watch(text, names=NAMES), 100, floor),
    ]
    show("guard", rows)
    show("guard_growth", [_growth(name, piece) for name, piece in NASTY.items()])


def _row(name: str, job: Any, times: int, floor: float) -> dict[str, Any]:
    taken = seconds_of(job, times)
    return {
        "text": name,
        "p50_ms": ms(p50(taken)),
        "p95_ms": ms(p95(taken)),
        "of_floor": round(p50(taken) / floor),
    }


def _growth(name: str, piece: str) -> dict[str, Any]:
    """Twice the text should take twice the time."""
    half, whole = (
        p50(seconds_of(lambda size=size: watch((piece * size)[:size]), 3)) for size in (50_000, 100_000)
    )
    return {"text": name, "50_kB_ms": ms(half), "100_kB_ms": ms(whole), "ratio": round(whole / half, 2)}


if __name__ == "__main__":
    main()
