"""Which texts answer a question best, the nearest first: words by their French stems, accents and slips forgiven.

A term weighs by how few texts have it, and by where it stands (Okapi BM25 over weighted fields: Robertson and Zaragoza, 2009).
A word that no text has is taken for its nearest neighbour, one slip away. Nothing is kept: the texts are those that the
reader may read, and the weights are theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from math import log

import snowballstemmer

from polyphonie.practices.contract.wording import EMPTY, fold, words

K, B = 1.2, 0.6  # how soon repeating a word stops counting; how much a long text is held against it
LIKE = 0.8  # of two words, one slip away in five letters or more
SHORTEST_SLIP = 5
BEGINS = 0.6
EXACT = "="  # the word as it is written, beside its stem: whoever asks for “sortie” means less “sortir”
ENOUGH = 0.15  # of what the best answer weighs: below, it is chance


@dataclass(frozen=True)
class Text:
    """A text to look through: its number, and its parts, each with the weight of the place where it stands."""

    number: int
    parts: tuple[tuple[float, str], ...]


def find(question: str, texts: Sequence[Text]) -> list[int]:
    """The numbers of the texts that answer, the nearest first; all of them, as they stand, where nothing is asked."""
    asked = _terms(question)
    if not asked:
        return [text.number for text in texts] if not question.strip() else []
    held = {text.number: _weighed(text) for text in texts}
    found = defaultdict[int, float](float)
    usual = sum(sum(terms.values()) for terms in held.values()) / max(len(held), 1)
    among = {term for terms in held.values() for term in terms}
    for term in asked:
        for number, weight in _answers(_alike(term, among), held, usual).items():
            found[number] += weight
    best = max(found.values(), default=0.0)
    place = {text.number: at for at, text in enumerate(texts)}
    kept = [number for number, weight in found.items() if weight >= ENOUGH * best]
    return sorted(kept, key=lambda number: (-found[number], place[number]))


def _answers(
    alike: Mapping[str, float], held: Mapping[int, Mapping[str, float]], usual: float
) -> dict[int, float]:
    """What each text weighs for one term and those like it."""
    here = {
        number: times
        for number, terms in held.items()
        if (times := sum(likeness * terms.get(term, 0) for term, likeness in alike.items()))
    }
    rare = log(1 + (len(held) - len(here) + 0.5) / (len(here) + 0.5))
    return {
        number: rare * times * (K + 1) / (times + K * (1 - B + B * sum(held[number].values()) / usual))
        for number, times in here.items()
    }


def _weighed(text: Text) -> dict[str, float]:
    found = defaultdict[str, float](float)
    for weight, part in text.parts:
        for term in _terms(part):
            found[term] += weight
    return found


def _alike(term: str, among: set[str]) -> dict[str, float]:
    """The terms by which a text answers this one, and how much each is like it: itself; a longer word that it begins, or
    that begins it (chimio, chimiothérapie); where there is neither, its nearest neighbour."""
    found: dict[str, float] = {}
    if not term.startswith(EXACT):
        found = {other: BEGINS for other in among if _begins(term, other) or _begins(other, term)}
    if term in among:
        found[term] = 1.0
    if not found and len(term) >= SHORTEST_SLIP and not term.startswith(EXACT):
        found = dict.fromkeys(get_close_matches(term, sorted(among), n=1, cutoff=LIKE), BEGINS)
    return found


def _begins(short: str, long: str) -> bool:
    return len(short) >= SHORTEST_SLIP and len(short) < len(long) and long.startswith(short)


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    """The full words of a text as their stems and as they are, in order. Words that say nothing of what a text is about are left out."""
    full = [word for word in words(text) if word not in EMPTY and len(word) > 1]
    return tuple(term for word in full for term in (_stem(word), EXACT + word))


@cache
def _stem(word: str) -> str:
    """Snowball's French stem of a folded word; folded again, since a stem may keep an accent it was given."""
    return fold(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("french")
