"""Families of opinion: groups of at least five people who vote alike, and how steadily each one belongs to theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.grouping import farthest, grouped, leftmost, means, settled, spread
from polyphonie.engines.viewpoints.plane import FINE, ROUGH, Centred, axes, centred, places, pulls
from polyphonie.engines.viewpoints.silhouettes import silhouettes
from polyphonie.engines.viewpoints.votes import Floats, Hearer, Votes, drawn_from, quiet

LEAST, MOST, EACH = 5, 5, 6
# Of groupings that stand about as far apart, the one with the fewest families is kept.
ABOUT = 0.05
DRAWS, FEWER_DRAWS = 100, 20
# Above so many votes, fewer draws are made; and above so many, directions are those of some people.
MANY, PLENTY = 50_000, 1_000_000
STARTS = (leftmost, farthest, spread)


@dataclass(frozen=True, eq=False)
class Families:
    """`place` (people, 2) in the plane; `label` (people,): 0 is the largest family, −1 when there is none.

    `pull` (statements, 2): where each statement draws those who agree. `apart`: the mean silhouette.
    """

    place: Floats
    label: NDArray[Any]
    count: int
    apart: float
    pull: Floats


def families(votes: Votes, *, near: tuple[float, int] = FINE) -> Families:
    """Of the groupings into 2 to min(5, people / 6) families, none under five people, the one furthest apart."""
    matrix = centred(votes, by_person=True)
    directions, _ = axes(matrix, near=near)
    place = placed(matrix, directions, votes)
    tally = votes.tally
    pull = pulls((tally.agree - tally.disagree) / np.maximum(tally.seen, 1), directions)
    found = _groupings(place)
    if not found:
        return Families(place, np.full(len(place), -1), 0, 0.0, pull)
    apart = silhouettes(place, found)
    best = int((apart >= apart.max() - ABOUT).argmax())
    label = by_size(place, found[best])
    return Families(place, label, int(label.max()) + 1, float(apart[best]), pull)


def placed(matrix: Centred, directions: Floats, votes: Votes) -> Floats:
    # Rounded, so that people who voted alike stand at one point whatever the order of the sums.
    return np.round(places(matrix, directions, votes.seen_by, votes.shape[1]), 10)


def _groupings(place: Floats) -> list[NDArray[Any]]:
    found = list[NDArray[Any]]()
    for count in range(2, min(MOST, len(place) // EACH) + 1):
        label = merged(place, grouped(place, count, STARTS))
        if label.max() > 0 and not any(np.array_equal(label, other) for other in found):
            found.append(label)
    return found


def merged(place: Floats, label: NDArray[Any]) -> NDArray[Any]:
    """Each group under five joins the one whose middle is nearest, the smallest first."""
    label = label.copy()
    while True:
        sizes = np.bincount(label)
        small = int(sizes.argmin())
        if sizes[small] >= LEAST or len(sizes) == 1:
            return label
        centres = means(place, label, len(sizes))
        apart = ((centres - centres[small]) ** 2).sum(1)
        apart[small] = np.inf
        label[label == small] = apart.argmin()
        label = np.unique(label, return_inverse=True)[1]


def by_size(place: Floats, label: NDArray[Any]) -> NDArray[Any]:
    """The largest family first; of one size, from left to right."""
    sizes = np.bincount(label)
    order = np.lexsort((means(place, label, len(sizes))[:, 0], -sizes))
    return np.argsort(order)[label]


def steadiness(votes: Votes, found: Families, *, seed: int, hear: Hearer = quiet) -> Floats:
    """(people,): the share of draws of the statements, with replacement, in which each one stays in their family.

    Of very many votes, the directions of each draw are those of people drawn by the seed; everybody is placed by them.
    """
    rng = np.random.default_rng(seed)
    matrix, few = centred(votes, by_person=True), drawn_from(votes, seed=seed, many=PLENTY)
    led = matrix if few is votes else centred(few, by_person=True)
    draws = DRAWS if len(votes) <= MANY else FEWER_DRAWS
    even = np.full(votes.shape[1], 1 / votes.shape[1])
    stayed = np.zeros(len(found.label))
    for draw in range(draws):
        hear("draws", draw, draws)
        weight = rng.multinomial(votes.shape[1], even).astype(float)
        stayed += redrawn(votes, matrix, found, weight, led) == found.label
    return stayed / draws


def redrawn(
    votes: Votes, matrix: Centred, found: Families, weight: Floats, led: Centred | None = None
) -> NDArray[Any]:
    """The family of each one when each statement counts `weight` times, beginning from the families found.

    `led`: the votes whose directions are followed, when they are not all.
    """
    directions, _ = axes((led or matrix).weighted(weight), near=ROUGH)
    seen = np.bincount(votes.person, weight[votes.statement], votes.shape[0])
    place = places(matrix, directions * np.sqrt(weight)[:, None], seen, float(weight.sum()))
    return settled(place, means(place, found.label, found.count))
