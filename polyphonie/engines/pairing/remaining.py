"""Who remains without a partner, and by which rule."""

from __future__ import annotations

import numpy as np

from polyphonie.engines.pairing.answers import Answer
from polyphonie.engines.pairing.measures import Meeting
from polyphonie.engines.pairing.people import Problem, Words
from polyphonie.engines.pairing.sentences import RULES, listed


def remaining(problem: Problem, ground: Meeting, answer: Answer) -> dict[str, Words]:
    """For each person without a partner, the sentence that says why."""
    turned = Meeting(problem, ground.seconds, ground.firsts, answer.seed)
    found: dict[str, Words] = {}
    for side, seen in ((0, ground), (1, turned)):
        partner = {pair.names[1 - side]: pair.names[side] for pair in answer.chosen}
        found |= _of_one_side(problem, seen, side, partner, set(answer.unpaired))
    return {name: found[name] for name in answer.unpaired}


def _of_one_side(
    problem: Problem, ground: Meeting, side: int, partner: dict[str, str], alone: set[str]
) -> dict[str, Words]:
    rows = [row for row, person in enumerate(ground.firsts) if person.name in alone]
    barred = [row for row in rows if not ground.width or (ground.block(row, row + 1) < 0).all()]
    found = {ground.firsts[row].name: _barred(problem, ground, row, side) for row in barred}
    too_many = [row for row in rows if row not in set(barred)]
    if too_many:
        said = _too_many(problem, ground, side, _closed(ground, too_many, partner))
        found |= {ground.firsts[row].name: said for row in too_many}
    return found


def _barred(problem: Problem, ground: Meeting, row: int, side: int) -> Words:
    """Nobody is possible: how many each rule keeps away."""
    name = ground.firsts[row].name
    kept_away = [(RULES[rule], int(broken.sum())) for rule, broken in ground.broken_by(row)]
    fr = ", ".join(f"{rule[0]} ({many})" for rule, many in kept_away if many)
    en = ", ".join(f"{rule[1]} ({many})" for rule, many in kept_away if many)
    if not ground.width:
        fr, en = "personne ne reste de l’autre côté", "nobody is left on the other side"
    return (
        f"{name} reste sans binôme, car personne n’est possible\u00a0: {fr}.",
        f"{name} has no pair, as nobody is possible: {en}.",
    )


def _closed(ground: Meeting, start: list[int], partner: dict[str, str]) -> tuple[list[int], list[int]]:
    """People, and all whom they may meet: more of the first than of the second, so somebody always remains.

    Whoever may meet somebody of the group's partners takes that partner's own partner into the group.
    """
    row_of = {person.name: row for row, person in enumerate(ground.firsts)}
    group, met, waiting = set(start), np.zeros(ground.width, bool), list(start)
    while waiting:
        row = waiting.pop()
        fresh = np.flatnonzero((ground.block(row, row + 1)[0] >= 0) & ~met)
        met[fresh] = True
        theirs = {row_of[partner[ground.seconds[at].name]] for at in fresh.tolist()}
        waiting += sorted(theirs - group)
        group |= theirs
    return sorted(group), np.flatnonzero(met).tolist()


def _too_many(problem: Problem, ground: Meeting, side: int, closed: tuple[list[int], list[int]]) -> Words:
    group, met = closed
    left = len(group) - len(met)
    if len(group) == ground.height and len(met) == ground.width:
        here, there = problem.sides[side], problem.sides[1 - side]
        return (
            f"Il y a {len(group)} {here[0]} pour {len(met)} {there[0]}\u00a0: {left} restent sans binôme.",
            f"There are {len(group)} {here[1]} for {len(met)} {there[1]}: {left} have no pair.",
        )
    names = [ground.firsts[row].name for row in group]
    others = [ground.seconds[at].name for at in met]
    return (
        f"{listed(names, 'fr')} ({len(names)} en tout) ne peuvent rencontrer que {listed(others, 'fr')} "
        f"({len(others)}). Il en reste toujours au moins {left} sans binôme.",
        f"{listed(names, 'en')} ({len(names)} in all) can only meet {listed(others, 'en')} ({len(others)}). "
        f"At least {left} of them always have no pair.",
    )
