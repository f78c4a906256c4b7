"""The gate: before any family of opinion is named, is there more structure than chance would leave?

The world without structure keeps how each statement was received and who saw what, and forgets who said it: the votes
of each statement are shuffled among those who saw it. Statistic: the share of the first squared singular value in their
sum, once each person's own mean is taken away, so that saying yes to everything is not a camp.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from polyphonie.engines.viewpoints.plane import FINE, ROUGH, axes, centred
from polyphonie.engines.viewpoints.votes import Floats, Hearer, Votes, drawn_from, quiet

WORLDS, LEVEL = 199, 0.05
# Of more votes, those of people drawn by the seed are looked at: chance is measured as exactly among them, and what is
# too faint to be seen among so many is no family that a map should name.
MANY = 200_000
# Above so many votes, fewer worlds are drawn: 39 still say one in twenty, with a rougher p.
ENOUGH, FEWEST = 50_000, 39
# Whole worlds are held together while they fit in about 16 MB, and are decomposed whole up to this side.
TOGETHER, SIDE = 2_000_000, 64


@dataclass(frozen=True)
class Gate:
    """`strength`: what was observed, in [0, 1]. `p`: how often a world without structure shows as much.

    `people`: how many were looked at; when they are fewer than all, they were drawn.
    """

    strength: float
    p: float
    worlds: int
    people: int = 0

    @property
    def passed(self) -> bool:
        return self.p <= LEVEL


def gate(votes: Votes, *, seed: int, worlds: int = WORLDS, hear: Hearer = quiet) -> Gate:
    """p = (1 + worlds at least as structured) / (worlds + 1)."""
    votes, worlds = drawn_from(votes, seed=seed, many=MANY), worlds_for(votes, worlds)
    rng = np.random.default_rng(seed)
    observed = strength(votes)
    small = min(votes.shape) <= SIDE and votes.shape[0] * votes.shape[1] <= TOGETHER // 10
    null = (
        _together(votes, rng, worlds)
        if small
        else [strength(one, near=ROUGH) for one in shuffled(votes, rng, worlds, hear)]
    )
    as_much = int((np.asarray(null) >= observed - 1e-12).sum())
    return Gate(observed, (1 + as_much) / (worlds + 1), worlds, len(votes.people))


def worlds_for(votes: Votes, usual: int, fewest: int = FEWEST) -> int:
    return usual if len(votes) <= ENOUGH else min(usual, fewest)


def strength(votes: Votes, *, near: tuple[float, int] = FINE) -> float:
    """First squared singular value over their sum; 0 when nobody differs."""
    matrix = centred(votes, by_person=True)
    total = matrix.total
    return float(axes(matrix, 1, near=near)[1][0] / total) if total > 1e-12 else 0.0


def shuffled(votes: Votes, rng: np.random.Generator, worlds: int, hear: Hearer = quiet) -> Iterator[Votes]:
    """The same votes on each statement, given to other people who saw it."""
    for world in range(worlds):
        hear("worlds", world, worlds)
        vote = votes.vote.copy()
        for start, end in zip(votes.ends[:-1], votes.ends[1:], strict=True):
            rng.shuffle(vote[start:end])
        yield votes.with_vote(vote)


def _together(votes: Votes, rng: np.random.Generator, worlds: int) -> Floats:
    """`strength` of many worlds, a few hundred at once."""
    people, statements = votes.shape
    step = max(1, TOGETHER // max(people * statements, 1))
    parts = [_strengths(votes, rng, min(step, worlds - done)) for done in range(0, worlds, step)]
    return np.concatenate(parts)


def _strengths(votes: Votes, rng: np.random.Generator, worlds: int) -> Floats:
    tally = votes.tally
    mean = (tally.agree - tally.disagree) / np.maximum(tally.seen, 1)
    cells = np.zeros((worlds, *votes.shape))
    for j, (start, end) in enumerate(zip(votes.ends[:-1], votes.ends[1:], strict=True)):
        column = np.tile(votes.vote[start:end] - mean[j], (worlds, 1))
        cells[:, votes.person[start:end], j] = rng.permuted(column, axis=1)
    seen = np.zeros(votes.shape)
    seen[votes.person, votes.statement] = 1
    own = cells.sum(2) / np.maximum(votes.seen_by, 1)
    cells -= own[:, :, None] * seen
    cells -= cells.mean(1, keepdims=True)
    turned = cells.transpose(0, 2, 1)
    square = turned @ cells if votes.shape[1] <= votes.shape[0] else cells @ turned
    total = np.einsum("bii->b", square)
    first = np.linalg.eigvalsh(square)[:, -1]
    return np.divide(first, total, out=np.zeros(worlds), where=total > 1e-12)
