"""Which texts answer a question best, the nearest first: words by their French stems, accents and slips forgiven.

A term weighs by how few texts have it, and by where it stands (Okapi BM25 over weighted fields: Robertson and Zaragoza, 2009).
A word that no text has is taken for its nearest neighbour. Nothing is kept: the texts are those that the reader may read,
and the weights are theirs. Where an index gave only the likeliest of them, it says how rare each word is (`Among`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import log

from polyphonie.practices.contract.terms import EXACT, SHORTEST_SLIP, Near, read, terms

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
    """In how many of so many texts each asked stem stands; a stem that is absent is counted in the texts that are given."""

    texts: int = 0
    having: Mapping[str, int] = field(default_factory=dict)

    def rare(self, stem: str) -> float:
        """What a stem weighs, by how few of these texts have it."""
        return rare(self.having.get(stem, 0), self.texts)


def rare(number: float, texts: float) -> float:
    return log(1 + (max(texts, number) - number + 0.5) / (number + 0.5))


def find(question: str, texts: Sequence[Text], among: Among | None = None) -> list[int]:
    """The numbers of the texts that answer, the nearest first; all of them, as they stand, where nothing is asked."""
    asked = terms(question)
    if not asked:
        return [text.number for text in texts] if not question.strip() else []
    found = _weights(asked, _heard(asked, texts), among or Among())
    best = max(found.values(), default=0.0)
    place = {text.number: at for at, text in enumerate(texts)}
    kept = [number for number, weight in found.items() if weight >= ENOUGH * best]
    return sorted(kept, key=lambda number: (-found[number], place[number]))


@dataclass(frozen=True)
class _Heard:
    """What a text says of a question: how long it is, and how often each asked term stands in it, by its places."""

    long: float
    times: Mapping[str, float]


def _weights(asked: Sequence[str], held: Mapping[int, _Heard], among: Among) -> dict[int, float]:
    found = defaultdict[int, float](float)
    usual = sum(one.long for one in held.values()) / max(len(held), 1)
    more = 1.0  # how many times more texts have it than those given; of a word as it is written, what its stem said
    for term in asked:
        here = {number: one.times[term] for number, one in held.items() if term in one.times}
        if not term.startswith(EXACT):
            more = among.having.get(term, len(here)) / max(len(here), 1)
        weight = rare(len(here) * more, max(among.texts, len(held)))
        for number, times in here.items():
            long = held[number].long / usual
            found[number] += weight * times * (K + 1) / (times + K * (1 - B + B * long))
    return found


def _heard(asked: Sequence[str], texts: Sequence[Text]) -> dict[int, _Heard]:
    answers = _Answers(asked)
    held = {text.number: _listen(text, answers) for text in texts}
    heard = {term for one in held.values() for term in one.times}
    if answers.mistake([one for one in answers.near.stems if one not in heard]):
        held = {text.number: _listen(text, answers) for text in texts}
    return held


def _listen(text: Text, answers: _Answers) -> _Heard:
    long, times = 0.0, defaultdict[str, float](float)
    for weight, part in text.parts:
        for full, said in map(answers.__getitem__, part.split()):
            long += full * weight
            for term, like in said:
                times[term] += like * weight
    return _Heard(long, times)


Said = tuple[tuple[str, float], ...]


class _Answers(dict[str, tuple[int, Said]]):
    """Of what stands between two spaces: how many of its words say something; the asked terms they answer, and how much they are like each.

    A word answers its own stem, and the word as it is; a shorter one that begins it, or a longer one that it begins (chimio,
    chimiothérapie). Each is looked at once, however many texts have it.
    """

    def __init__(self, asked: Sequence[str]) -> None:
        self.near = Near(one for one in asked if not one.startswith(EXACT))
        self.exact = {one.removeprefix(EXACT) for one in asked if one.startswith(EXACT)}
        self.meant: dict[str, list[str]] = {}

    def __missing__(self, written: str) -> tuple[int, Said]:
        full = read(written)
        said: list[tuple[str, float]] = []
        for word, term in full:
            said += [(one, 1.0 if one == term else BEGINS) for one in self.near.of(term)]
            said += [(one, BEGINS) for one in self.meant.get(term, ())]
            if word in self.exact:
                said.append((EXACT + word, 1.0))
        self[written] = found = len(full), tuple(said)
        return found

    def mistake(self, unheard: Iterable[str]) -> bool:
        """Take the nearest neighbour of each of these for it, from now on. Has any one?"""
        wanted = [one for one in unheard if len(one) >= SHORTEST_SLIP]
        known = sorted({term for written in self if wanted for _, term in read(written)})
        for one in wanted:
            for near in get_close_matches(one, known, n=1, cutoff=LIKE):
                self.meant.setdefault(near, []).append(one)
        self.clear()
        return bool(self.meant)
