"""The sentence of a text in which what was asked stands, with the words that answer marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from polyphonie.practices.contract.terms import begins, stem_of
from polyphonie.practices.contract.wording import SENTENCE, WORD

LONGEST, BEFORE = 180, 60  # letters of an excerpt; of those that stand before the first word found


@dataclass(frozen=True)
class Piece:
    words: str
    found: bool = False


def excerpt(stems: Iterable[str], texts: Iterable[str]) -> tuple[Piece, ...]:
    """The first of the sentences that answer most of these stems, cut to `LONGEST`; nothing where none answers any."""
    wanted = dict.fromkeys(stems)
    best: tuple[int, str, list[tuple[int, int]]] = (0, "", [])
    for sentence in (one for text in texts for one in SENTENCE.split(text)):
        spans = [(m.start(), m.end(), _answers(m.group(), wanted)) for m in WORD.finditer(sentence)]
        told = {answered for _, _, answered in spans if answered}
        if len(told) > best[0]:
            best = (len(told), sentence, [(start, end) for start, end, answered in spans if answered])
    return _cut(best[1], best[2]) if best[0] else ()


def _answers(word: str, wanted: Mapping[str, None]) -> str:
    """Which of the stems this word answers; none: empty."""
    term = stem_of(word)
    if term in wanted:
        return term
    return next((one for one in wanted if begins(one, term) or begins(term, one)), "")


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
