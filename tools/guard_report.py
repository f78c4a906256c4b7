"""How well the guard does on its sentences: figures made from `tests/engines/guard_sentences.toml`, no timing.

python -m tools.guard_report            the report
python -m tools.guard_report tuning     what is missed and what is wrongly seen in the half that tuned the patterns
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from polyphonie.engines.guard import DIRECT, Span, watch

SENTENCES = Path(__file__).resolve().parent.parent / "tests" / "engines" / "guard_sentences.toml"
MARK = re.compile(r"\[\[(\w+):([^\]]+)\]\]")
HALVES = ("tuning", "held out")


@dataclass(frozen=True)
class Sentence:
    """A text and what should be seen in it."""

    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True)
class Figures:
    """Counts over some sentences. A mark is found when each of its characters is inside what is seen."""

    sentences: int
    clean: int
    disturbed: int
    found: Counter[str]
    marked: Counter[str]
    beside: int
    wide: int

    def recall(self, kinds: frozenset[str]) -> float:
        return sum(self.found[k] for k in kinds) / (sum(self.marked[k] for k in kinds) or 1)

    @property
    def false_alarms(self) -> float:
        return self.disturbed / (self.clean or 1)


def read(marked: str) -> Sentence:
    """A sentence without its marks, and where they were."""
    text, marks, done = "", list[Span](), 0
    for found in MARK.finditer(marked):
        text += marked[done : found.start()]
        marks.append(Span(len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        done = found.end()
    return Sentence(text + marked[done:], tuple(marks))


def halves() -> tuple[tuple[list[Sentence], list[Sentence]], list[str]]:
    """Every other marked sentence and every other clean one tuned the patterns; the rest judges them."""
    held = tomllib.loads(SENTENCES.read_text("utf-8"))
    sentences = [read(marked) for marked in held["sentences"]]
    marked = [s for s in sentences if s.marks]
    clean = [s for s in sentences if not s.marks]
    return (marked[::2] + clean[::2], marked[1::2] + clean[1::2]), held["directory"]


def missed(sentence: Sentence, names: list[str]) -> list[Span]:
    seen = {at for span in watch(sentence.text, names=names) for at in range(span.start, span.end)}
    return [mark for mark in sentence.marks if not set(range(mark.start, mark.end)) <= seen]


def beside(sentence: Sentence, names: list[str]) -> list[Span]:
    """What was seen and touches no mark."""
    return [
        span
        for span in watch(sentence.text, names=names)
        if not any(span.start < mark.end and mark.start < span.end for mark in sentence.marks)
    ]


def wide(sentence: Sentence, names: list[str]) -> list[Span]:
    """What was seen of a mark, and more of the text than the mark."""
    return [
        span
        for span in watch(sentence.text, names=names)
        if any(span.start < m.end and m.start < span.end for m in sentence.marks)
        and not any(m.start <= span.start and span.end <= m.end for m in sentence.marks)
    ]


def figures(sentences: list[Sentence], names: list[str]) -> Figures:
    marked = Counter(mark.kind for s in sentences for mark in s.marks)
    lost = Counter(mark.kind for s in sentences for mark in missed(s, names))
    clean = [s for s in sentences if not s.marks]
    return Figures(
        sentences=len(sentences),
        clean=len(clean),
        disturbed=sum(bool(beside(s, names)) for s in clean),
        found=marked - lost,
        marked=marked,
        beside=sum(len(beside(s, names)) for s in sentences if s.marks),
        wide=sum(len(wide(s, names)) for s in sentences),
    )


def _line(name: str, counted: list[Figures], kinds: frozenset[str]) -> str:
    cells = [f"{sum(c.found[k] for k in kinds)} / {sum(c.marked[k] for k in kinds)}" for c in counted]
    return f"| {name} | {' | '.join(cells)} |"


def report() -> str:
    """The figures of both halves, with the circle's list and without it, as Markdown."""
    parts, names = halves()
    counted = [figures(part, given) for part in parts for given in (names, [])]
    kinds = sorted({kind for c in counted for kind in c.marked})
    lines = ["# What the guard sees", ""]
    lines += [
        "Two hundred invented sentences, written before the patterns. One half tuned them, the other judged them",
        "afterwards. One hand wrote the sentences and the patterns, so a stranger’s text will be seen less well. The",
        "guard warns; it does not make a text safe.",
        "",
        "| found / there | "
        + " | ".join(f"{half}, {given}" for half in HALVES for given in ("list", "no list"))
        + " |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [_line(kind, counted, frozenset({kind})) for kind in kinds]
    lines += [_line("**what points to one person**", counted, DIRECT)]
    lines += [_line("**everything**", counted, frozenset(kinds))]
    lines += [f"| clean sentences disturbed | {' | '.join(f'{c.disturbed} / {c.clean}' for c in counted)} |"]
    lines += [f"| seen beside a mark | {' | '.join(str(c.beside) for c in counted)} |"]
    lines += [f"| seen wider than its mark | {' | '.join(str(c.wide) for c in counted)} |", ""]
    return "\n".join(lines)


def tuning() -> str:
    """What is missed (−) and what is wrongly seen (+) in the half that tuned the patterns."""
    (part, _), names = halves()
    lines = []
    for sentence in part:
        lines += [
            f"− {m.kind} «{sentence.text[m.start : m.end]}»: {sentence.text!r}"
            for m in missed(sentence, names)
        ]
        lines += [
            f"+ {b.kind} «{sentence.text[b.start : b.end]}»: {sentence.text!r}"
            for b in beside(sentence, names)
        ]
        lines += [
            f"± {w.kind} «{sentence.text[w.start : w.end]}»: {sentence.text!r}" for w in wide(sentence, names)
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(tuning() if sys.argv[1:] == ["tuning"] else report())
