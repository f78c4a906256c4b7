"""Pairs of names: who names whom, who is above whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from polyphonie.engines.pairing.people import Names, Person, Problem

Pairs = Collection[Names]
Sides = tuple[Sequence[Person], Sequence[Person]]


def named(sides: Sides, column: str) -> list[Names]:
    """Pairs in which one names the other in this column; twice there when both do."""
    names = [{person.name for person in side} for side in sides]
    there = [(p.name, other) for p in sides[0] for other in set(p.of(column)) & names[1]]
    return there + [(other, p.name) for p in sides[1] for other in set(p.of(column)) & names[0]]


def above(problem: Problem, sides: Sides) -> set[Names]:
    """Pairs in which one is above the other, however far, along who reports to whom."""
    heads = {person.name: person.of("reports_to") for person in problem.people}
    side = {person.name: at for at in (0, 1) for person in sides[at]}
    found = set()
    for name in side:
        for head in _heads_of(name, heads) & side.keys():
            if side[head] != side[name]:
                found.add((name, head) if side[name] == 0 else (head, name))
    return found


def _heads_of(name: str, heads: dict[str, tuple[str, ...]]) -> set[str]:
    waiting, seen = list(heads.get(name, ())), set()
    while waiting:
        if (head := waiting.pop()) not in seen:
            seen.add(head)
            waiting += heads.get(head, ())
    return seen
