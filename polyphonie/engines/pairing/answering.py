"""From a problem to its answer, and from an answer to whether it is what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polyphonie.engines.pairing.answers import Answer, Hearer, Pair
from polyphonie.engines.pairing.best import best
from polyphonie.engines.pairing.measures import Meeting
from polyphonie.engines.pairing.people import Problem, ordered
from polyphonie.engines.pairing.proof import what_is_wrong

_HERE = np.zeros(1, np.int64), np.zeros(1, np.int64)  # the only pair of a ground of two


def answered(problem: Problem, seed: int, hear: Hearer) -> Answer:
    ground = meeting(problem, seed)
    objective = problem.rules.objective
    if ground.height and ground.width:
        places, prices = best(ground, objective, hear)
    else:
        places, prices = [], []
    free = [
        Pair(ground.firsts[i].name, ground.seconds[j].name, quality)
        for (i, j), quality in zip(places, _qualities(ground, places), strict=True)
    ]
    pairs = _in_order(problem, [*kept(problem, seed), *free])
    held = {name for pair in pairs for name in pair.names}
    unpaired = tuple(person.name for person in problem.people if person.name not in held)
    return Answer(pairs, unpaired, objective, seed, tuple(one.frozen() for one in prices))


def meeting(problem: Problem, seed: int) -> Meeting:
    """The ground of those who are in no locked pair."""
    return Meeting(problem, problem.free(0), problem.free(1), seed)


def kept(problem: Problem, seed: int) -> list[Pair]:
    by_name, found = problem.by_name, []
    for names in problem.locked:
        first, second = ordered(names, by_name)
        alone = Meeting(problem, [by_name[first]], [by_name[second]], seed)
        found.append(Pair(first, second, int(alone.worth(*_HERE)[0]), locked=True))
    return found


def _qualities(ground: Meeting, places: Sequence[tuple[int, int]]) -> list[int]:
    rows, columns = np.array(places, np.int64).reshape(-1, 2).T
    return [int(quality) for quality in ground.at(rows, columns)]


def _in_order(problem: Problem, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    place = {person.name: at for at, person in enumerate(problem.people)}
    return tuple(sorted(pairs, key=lambda pair: place[pair.first]))


def fault(problem: Problem, answer: Answer) -> str | None:
    """None when this is a best answer to this problem, and proves it; else the name of what fails."""
    ground = meeting(problem, answer.seed)
    rows, columns = (
        {person.name: at for at, person in enumerate(side)} for side in (ground.firsts, ground.seconds)
    )
    names = [name for pair in answer.pairs for name in pair.names] + list(answer.unpaired)
    if sorted(names) != sorted(person.name for person in problem.people):
        return "people"
    if answer.objective != problem.rules.objective:
        return "objective"
    if {p for p in answer.pairs if p.locked} != set(kept(problem, answer.seed)):
        return "locked"
    if any(pair.first not in rows or pair.second not in columns for pair in answer.chosen):
        return "sides"
    if not (ground.height and ground.width):
        return None
    places = [(rows[pair.first], columns[pair.second]) for pair in answer.chosen]
    if _qualities(ground, places) != [pair.quality for pair in answer.chosen]:
        return "quality"
    return what_is_wrong(ground, places, answer.certificate, answer.objective)
