"""The sentence of a text in which what was asked stands, with the words that answer marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from polyphonie.practices.contract.terms import Near, read
from polyphonie.practices.contract.wording import SENTENCE, WORD

LONGEST, BEFORE = 180, 60  # letters of an excerpt; of those that stand before the first word found


@dataclass(frozen=True)
class Piece:
    words: str
    found: bool = False


class Answers(dict[str, str]):
    """Of a word as it is written, or of what stands between two spaces, which of the asked stems it answers; none: empty. Each is
    looked at once, for all excerpts."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.near = Near(stems)

    def __missing__(self, written: str) -> str:
        near = [(one != term, one) for _, term in read(written) for one in self.near.of(term)]
        self[written] = answered = min(near)[1] if near else ""
        return answered


def excerpt(answers: Answers, texts: Iterable[str]) -> tuple[Piece, ...]:
    """The first of the sentences that answer most of these stems, cut to `LONGEST`; nothing where none answers any."""
    best: tuple[int, str, list[tuple[int, int]]] = (0, "", [])
    for text in (unicodedata.normalize("NFC", one) for one in texts):
        if len(_told(answers, text)) <= best[0]:
            continue  # none of its sentences answers more
        for sentence in SENTENCE.split(text):
            told = _told(answers, sentence)
            if len(told) > best[0]:
                spans = [m.span() for m in WORD.finditer(sentence) if answers[m.group()]]
                best = (len(told), sentence, spans)
    return _cut(best[1], best[2]) if best[0] else ()


def _told(answers: Answers, text: str) -> set[str]:
    return {answered for answered in map(answers.__getitem__, text.split()) if answered}


def _cut(sentence: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    start = 0 if len(sentence) <= LONGEST else max(0, spans[0][0] - BEFORE)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = len(sentence) if len(sentence) - start <= LONGEST else sentence.rfind(" ", start, start + LONGEST)
    end = end if end > spans[0][1] else start + LONGEST
    pieces, at = [Piece("…")] if start else [], start
    for begin, stop in ((b, s) for b, s in spans if start <= b and s <= end):
        pieces += [Piece(sentence[at:begin]), Piece(sentence[begin:stop], True)]
        at = stop
    pieces += [Piece(sentence[at:end]), Piece("…" if end < len(sentence) else "")]
    return tuple(piece for piece in pieces if piece.words)
