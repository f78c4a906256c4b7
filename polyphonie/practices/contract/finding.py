"""Which texts answer a question best, the nearest first: words by their French stems, accents and slips forgiven.

A term weighs by how few texts have it, and by where it stands (Okapi BM25 over weighted fields: Robertson and Zaragoza, 2009).
A word that no text has is taken for its nearest neighbour. Nothing is kept: the texts are those that the reader may read,
and the weights are theirs. Where an index gave only the likeliest of them, it says how many there are (`Among`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import log

from polyphonie.practices.contract.terms import EXACT, SHORTEST_SLIP, begins, terms

K, B = 1.2, 0.6  # how soon repeating a word stops counting; how much a long text is held against it
LIKE = 0.8  # of two words, one slip away in five letters or more
BEGINS = 0.6
ENOUGH = 0.15  # of what the best answer weighs: below, it is chance


@dataclass(frozen=True)
class Text:
    """A text to look through: its number, and its parts, each with the weight of the place where it stands."""

    number: int
    parts: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Among:
    """Of how many texts these are, and in how many of all those each asked stem stands; 0 or absent: no more than here."""

    texts: int = 0
    having: Mapping[str, int] = field(default_factory=dict)


def find(question: str, texts: Sequence[Text], among: Among | None = None) -> list[int]:
    """The numbers of the texts that answer, the nearest first; all of them, as they stand, where nothing is asked."""
    asked = terms(question)
    if not asked:
        return [text.number for text in texts] if not question.strip() else []
    found = _weights(asked, {text.number: _weighed(text) for text in texts}, among or Among())
    best = max(found.values(), default=0.0)
    place = {text.number: at for at, text in enumerate(texts)}
    kept = [number for number, weight in found.items() if weight >= ENOUGH * best]
    return sorted(kept, key=lambda number: (-found[number], place[number]))


def _weights(asked: Sequence[str], held: Mapping[int, Mapping[str, float]], among: Among) -> dict[int, float]:
    found = defaultdict[int, float](float)
    usual = sum(sum(terms.values()) for terms in held.values()) / max(len(held), 1)
    known = {term for terms in held.values() for term in terms}
    more = 1.0  # how many times more texts have it than those given; of a word as it is written, what its stem said
    for term in asked:
        here = _having(_alike(term, known), held)
        if not term.startswith(EXACT):
            more = max(1.0, among.having.get(term, 0) / max(len(here), 1))
        number = len(here) * more
        rare = log(1 + (max(among.texts, len(held), number) - number + 0.5) / (number + 0.5))
        for one, times in here.items():
            long = sum(held[one].values()) / usual
            found[one] += rare * times * (K + 1) / (times + K * (1 - B + B * long))
    return found


def _having(alike: Mapping[str, float], held: Mapping[int, Mapping[str, float]]) -> dict[int, float]:
    """How often each text has a term or those like it."""
    return {
        number: times
        for number, terms in held.items()
        if (times := sum(likeness * terms.get(term, 0) for term, likeness in alike.items()))
    }


def _weighed(text: Text) -> dict[str, float]:
    found = defaultdict[str, float](float)
    for weight, part in text.parts:
        for term in terms(part):
            found[term] += weight
    return found


def _alike(term: str, among: set[str]) -> dict[str, float]:
    """The terms by which a text answers this one, and how much each is like it: itself; a longer word that it begins, or
    that begins it (chimio, chimiothérapie); where there is neither, its nearest neighbour."""
    found: dict[str, float] = {}
    if not term.startswith(EXACT):
        found = {other: BEGINS for other in among if begins(term, other) or begins(other, term)}
    if term in among:
        found[term] = 1.0
    if not found and len(term) >= SHORTEST_SLIP and not term.startswith(EXACT):
        found = dict.fromkeys(get_close_matches(term, sorted(among), n=1, cutoff=LIKE), BEGINS)
    return found
