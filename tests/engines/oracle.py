"""The slow oracle: every possible world, one bit per person. It shares nothing with the engine.

A world is a set of « yes ». People see the bands; insiders see their own answers too. Somebody is unmasked when all the
worlds that they cannot tell apart agree on that person's answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product

# Whose answers (numbers from 0), and the first count of each band.
Told = tuple[frozenset[int], Sequence[int]]


def unmasks(told: Sequence[Told], *, people: int, insiders: int) -> bool:
    """Whether, in some world, some insiders learn the answer of somebody else. 2^people worlds."""
    masks = [(sum(1 << person for person in group), starts) for group, starts in told]
    everybody = (1 << people) - 1
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for world in range(1 << people):
        alike[tuple(_band((world & mask).bit_count(), starts) for mask, starts in masks)].append(world)
    seats = [sum(1 << person for person in group) for group in combinations(range(people), insiders)]
    return any(_learnt(worlds, seat, everybody) for worlds in alike.values() for seat in seats)


def _learnt(worlds: Iterable[int], seat: int, everybody: int) -> bool:
    """Whether those who sit there, whatever they answered, can be sure of a bit that is not theirs."""
    always: dict[int, int] = {}
    ever: dict[int, int] = {}
    for world in worlds:
        own = world & seat
        always[own] = always.get(own, everybody) & world
        ever[own] = ever.get(own, 0) | world
    return any((always[own] | ~ever[own]) & everybody & ~seat for own in always)


def unmasks_among_many(told: Sequence[Told], *, insiders: int) -> bool:
    """The same, for people counted by the groups they are in: those in the same groups are told by the same worlds."""
    sizes: dict[tuple[bool, ...], int] = defaultdict(int)
    for person in frozenset[int]().union(*(group for group, _ in told)):
        sizes[tuple(person in group for group, _ in told)] += 1
    kinds = list(sizes)
    alike: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for world in product(*(range(sizes[kind] + 1) for kind in kinds)):
        counts = [sum(n for n, kind in zip(world, kinds, strict=True) if kind[at]) for at in range(len(told))]
        alike[tuple(_band(n, starts) for n, (_, starts) in zip(counts, told, strict=True))].append(world)
    seats = list(_seats([sizes[kind] for kind in kinds], insiders))
    return any(
        _sure(worlds, [sizes[kind] for kind in kinds], yes, no)
        for worlds in alike.values()
        for yes, no in seats
    )


def _seats(sizes: list[int], insiders: int) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
    for yes in product(range(insiders + 1), repeat=len(sizes)):
        for no in product(range(insiders + 1), repeat=len(sizes)):
            known = [a + b for a, b in zip(yes, no, strict=True)]
            if sum(known) == insiders and all(a <= size for a, size in zip(known, sizes, strict=True)):
                yield yes, no


def _sure(worlds: list[tuple[int, ...]], sizes: list[int], yes: tuple[int, ...], no: tuple[int, ...]) -> bool:
    left = [w for w in worlds if all(y <= x <= s - n for x, y, n, s in zip(w, yes, no, sizes, strict=True))]
    for at, size in enumerate(sizes):
        others = size - yes[at] - no[at]
        said = {world[at] - yes[at] for world in left}
        if others and (said == {0} or said == {others}):
            return True
    return False


def _band(count: int, starts: Sequence[int]) -> int:
    return sum(start <= count for start in starts) - 1
