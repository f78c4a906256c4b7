"""Which statements somebody is asked next: the least answered first, then those that would tell most. Pure.

What would tell most is only asked of statements that enough people have answered: the order in which statements come
must not say what the one person before me answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

Votes = Mapping[str, int]
ENOUGH = 5


def next_ones(keys: Sequence[str], mine: Votes, others: Iterable[Votes], *, who: str) -> tuple[str, ...]:
    """The statements that `who` has not answered, in the order to ask them; the same for them until something is answered."""
    given: dict[str, list[int]] = {key: [] for key in keys}
    for votes in others:
        for key, vote in votes.items():
            if key in given:
                given[key].append(vote)
    left = [key for key in keys if key not in mine]
    return tuple(sorted(left, key=lambda key: (len(given[key]), -telling(given[key]), _lot(who, key))))


def telling(votes: Sequence[int]) -> float:
    """How much one more answer would tell, from 0 to 1: most where as many agree as disagree and few pass."""
    if len(votes) < ENOUGH:
        return 1.0
    agree, disagree = votes.count(1), votes.count(-1)
    return 2 * min(agree, disagree) / len(votes)


def _lot(who: str, key: str) -> int:
    """Of equals, each person begins elsewhere: otherwise the last statements of the list would wait for ever."""
    return crc32(f"{who}|{key}".encode())
