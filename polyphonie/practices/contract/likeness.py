"""What makes two sheets alike: the ingredients they share, and the words that few others have. It is always said why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

FEWEST_WORDS, MOST_WORDS = 2, 4
SHORTEST = 5  # letters: a shorter word that two sheets share is more often chance


@dataclass(frozen=True)
class Told:
    """What is compared of a sheet: its number, its ingredients, its full words (folded → as written)."""

    sheet: int
    ingredients: frozenset[str]
    words: dict[str, str]


@dataclass(frozen=True)
class Likeness:
    """A sheet that resembles, and why: the shared ingredients, the shared words as they are written in it."""

    sheet: int
    ingredients: tuple[str, ...]
    words: tuple[str, ...]


def alike(one: Told, others: Iterable[Told], *, most: int = 4) -> list[Likeness]:
    """The sheets most like `one`, the nearest first; only those that share an ingredient or two telling words.

    A shared word weighs log(n/k) where k of the n sheets compared have it; a shared ingredient weighs 1 + log(n/k).
    """
    everybody = [one, *(other for other in others if other.sheet != one.sheet)]
    n = len(everybody)
    by_word = Counter(word for told in everybody for word in told.words)
    by_ingredient = Counter(id for told in everybody for id in told.ingredients)
    found: list[tuple[float, Likeness]] = []
    for other in everybody[1:]:
        shared_words = {word for word in one.words.keys() & other.words.keys() if len(word) >= SHORTEST}
        words = {word: log(n / by_word[word]) for word in shared_words}
        telling = sorted((w for w in words if words[w] > 0), key=lambda w: (-words[w], w))[:MOST_WORDS]
        shared = tuple(sorted(one.ingredients & other.ingredients))
        if not shared and len(telling) < FEWEST_WORDS:
            continue
        weight = sum(words[w] for w in telling) + sum(1 + log(n / by_ingredient[id]) for id in shared)
        found.append((weight, Likeness(other.sheet, shared, tuple(other.words[w] for w in telling))))
    found.sort(key=lambda pair: (-pair[0], pair[1].sheet))
    return [likeness for _, likeness in found[:most]]
