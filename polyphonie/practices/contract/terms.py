"""The terms by which a text is found: French stems of folded words, and what is taken for a word that was asked.

Pure, and the same for every database: an index keeps these stems, and is asked for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from polyphonie.practices.contract.wording import EMPTY, WORD, fold, words

EXACT = "="  # the word as it is written, beside its stem: whoever asks for “sortie” means less “sortir”
SHORTEST_SLIP, LONGEST_SLIP = 5, 20
LONGEST = 40  # letters of a stem that are looked at
MOST_WORDS = 12  # of a question: what comes after says little more
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Sounds that are written in two ways: a slip of the ear rather than of the finger.
SOUNDS = (("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "k"), ("qu", "k"), ("qu", "c"), ("k", "c"), ("y", "i"), ("an", "en"),
    ("am", "an"), ("em", "en"), ("im", "in"), ("om", "on"), ("eau", "o"), ("au", "o"), ("ai", "e"), ("z", "s"), ("s", "c"))  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One word of a question: its stem, and the terms and beginnings of terms by which a text answers it."""

    stem: str
    terms: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


def asked(question: str) -> list[Asked]:
    """The full words of a question, once each, in order. A text answers by the stem; by a longer word that it begins, or a
    shorter one that begins it (chimio, chimiothérapie)."""
    stems = list(dict.fromkeys(term for term in terms(question) if not term.startswith(EXACT)))[:MOST_WORDS]
    return [_asked(one) for one in stems]


def _asked(term: str) -> Asked:
    shorter = (term[:length] for length in range(SHORTEST_SLIP, len(term)))
    return Asked(term, (term, *shorter), (term,) if len(term) >= SHORTEST_SLIP else ())


def mistyped(one: Asked) -> Asked:
    """The same word where no text has it: every word one slip away, or one sound written otherwise."""
    return Asked(one.stem, tuple(slips(one.stem))) if SHORTEST_SLIP <= len(one.stem) <= LONGEST_SLIP else one


def slips(term: str) -> list[str]:
    """All that somebody may have meant: a letter too many, missing, wrong, two turned round; a sound written otherwise."""
    found = dict.fromkeys([*_edits(term), *_sounds(term)])
    found.pop(term, None)
    return list(found)


def _edits(term: str) -> Iterable[str]:
    for at in range(len(term) + 1):
        head, tail = term[:at], term[at:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _sounds(term: str) -> Iterable[str]:
    for pair in SOUNDS:
        for here, there in (pair, pair[::-1]):
            yield from (
                term[:at] + there + term[at + len(here) :]
                for at in range(len(term))
                if term.startswith(here, at)
            )


def begins(short: str, long: str) -> bool:
    return len(short) >= SHORTEST_SLIP and len(short) < len(long) and long.startswith(short)


def stems(text: str) -> list[str]:
    """The stems of a text, in order: what an index keeps of it."""
    return [term for term in terms(text) if not term.startswith(EXACT)]


def terms(text: str) -> tuple[str, ...]:
    """The full words of a text as their stems and as they are, in order."""
    return tuple(term for word in words(text) if full(word) for term in (stem(word), EXACT + word))


def full(word: str) -> bool:
    """Does this folded word say something of what a text is about?"""
    return word not in EMPTY and len(word) > 1


@cache
def stem(word: str) -> str:
    """Snowball's French stem of a folded word; folded again, since a stem may keep an accent it was given."""
    return fold(_stemmer().stemWord(word))[:LONGEST]


@lru_cache(maxsize=65536)
def read(written: str) -> tuple[tuple[str, str], ...]:
    """The full words of a few letters, as they stand between two spaces: folded, each with its stem."""
    whole = unicodedata.normalize(
        "NFC", written
    )  # before it is cut: an accent that stands apart would cut the word
    return tuple((word, stem(word)) for word in map(fold, WORD.findall(whole)) if full(word))


class Near:
    """Which of some asked stems a stem answers: itself; one that it begins, or that begins it."""

    def __init__(self, asked: Iterable[str]) -> None:
        self.stems = tuple(dict.fromkeys(asked))
        self._by_start: dict[str, list[str]] = {}
        for one in self.stems:
            self._by_start.setdefault(one[:SHORTEST_SLIP], []).append(one)

    def of(self, term: str) -> list[str]:
        same_start = self._by_start.get(term[:SHORTEST_SLIP])
        if not same_start:
            return []
        return [one for one in same_start if one == term or begins(one, term) or begins(term, one)]


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("french")
