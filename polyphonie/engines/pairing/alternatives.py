"""Answers nearly as good that differ most: what else a coordinator may choose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from polyphonie.engines.pairing.answering import meeting
from polyphonie.engines.pairing.answers import Answer, Hearer
from polyphonie.engines.pairing.best import LISTED, WHOLE, Edges, listed
from polyphonie.engines.pairing.ground import Kept
from polyphonie.engines.pairing.measures import Meeting
from polyphonie.engines.pairing.people import Names, Objective, Problem
from polyphonie.engines.pairing.stages import Stages

FINE = 64  # how finely difference is weighed against agreement


@dataclass(frozen=True)
class Alternative:
    """As many pairs; `total` counts those that were formed. `differ` of them are not in the answer; no alternative
    within the same limits has more than `at_most` that are neither in the answer nor in the alternatives before
    (among the pairs looked at, when `listed`)."""

    pairs: tuple[Names, ...]
    total: int
    worst: int
    differ: int
    at_most: int
    listed: bool = False


def alternatives(
    problem: Problem, answer: Answer, percent: int, many: int, hear: Hearer
) -> list[Alternative]:
    """Up to `many`, whose total is at most `percent` % under the answer's; by leximin, the worst pair too."""
    ground = meeting(problem, answer.seed)
    if not answer.chosen:
        return []
    whole = ground.height * ground.width <= WHOLE
    held = Kept(ground)
    edges = listed(held, ground.width if whole else min(LISTED, ground.width), hear)
    row, column = ({p.name: at for at, p in enumerate(side)} for side in (ground.firsts, ground.seconds))
    places = np.array(
        [row[pair.first] * ground.width + column[pair.second] for pair in answer.chosen], np.int64
    )
    edges = edges.joined(held, places)
    least = -(-sum(pair.quality for pair in answer.chosen) * (100 - percent) // 100)
    floor = 0
    if answer.objective == Objective.LEXIMIN and answer.worst:
        floor = -(-answer.worst.quality * (100 - percent) // 100)
    search = _Search(ground, edges.at_least(floor), least)
    found: list[Alternative] = []
    seen = search.marked(places)
    for turn in range(many):
        hear("alternatives", turn, many)
        chosen, at_most = search.furthest(seen)
        if not (search.marked(places)[chosen] == 0).any() or not (seen[chosen] == 0).any():
            break
        found.append(_alternative(ground, search, chosen, places, at_most, not whole))
        seen[chosen] += 1
    return found


class _Search:
    """Weigh what was seen already against agreement, and find the weight at which the limit is just kept.

    For any weight w, w × seen + loss is at least its least value; that bounds how little can be seen: hence `at_most`.
    """

    def __init__(self, ground: Meeting, edges: Edges, least: int) -> None:
        self.ground, self.edges, self.least = ground, edges, least
        self.start = Stages(edges.rows, edges.columns, ground.height, ground.width)
        self.places = edges.rows * ground.width + edges.columns

    def marked(self, places: np.ndarray) -> np.ndarray:
        """1 for each edge that is there, 0 elsewhere."""
        return np.isin(self.places, places).astype(np.int64)

    def furthest(self, seen: np.ndarray) -> tuple[np.ndarray, int]:
        """The edges of an answer within the limit that were seen least, and how many unseen there can be at most."""
        chosen, unseen_at_most = self._at(0, seen), self.start.many
        low, high = 0, FINE * (int(self.edges.quality.max()) * self.start.many + 1)
        while low < high:
            weight = (low + high + 1) // 2
            tried = self._at(weight, seen)
            value = weight * int(seen[tried].sum()) - FINE * int(self.edges.quality[tried].sum())
            seen_at_least = -(-(value + FINE * self.least) // weight)
            unseen_at_most = min(
                unseen_at_most, self.start.many - -(-max(0, seen_at_least) // max(1, seen.max()))
            )
            if int(self.edges.quality[tried].sum()) >= self.least:
                low, chosen = weight, tried
            else:
                high = weight - 1
        return chosen, unseen_at_most

    def _at(self, weight: int, seen: np.ndarray) -> np.ndarray:
        stages = self.start.fork()
        there = stages.alive
        stages.cheapest(weight * seen[there] - FINE * self.edges.quality[there])
        rows = np.flatnonzero(stages.partner[: self.ground.height] >= 0)
        taken = rows * self.ground.width + stages.partner[rows] - self.ground.height
        return np.searchsorted(self.places, taken)


def _alternative(
    ground: Meeting, search: _Search, chosen: np.ndarray, places: np.ndarray, at_most: int, listed: bool
) -> Alternative:
    edges = search.edges
    pairs = tuple((ground.firsts[edges.rows[e]].name, ground.seconds[edges.columns[e]].name) for e in chosen)
    quality = edges.quality[chosen]
    differ = int((~np.isin(search.places[chosen], places)).sum())
    return Alternative(pairs, int(quality.sum()), int(quality.min()), differ, at_most, listed)
