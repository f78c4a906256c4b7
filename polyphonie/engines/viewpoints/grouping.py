"""Points of a plane put into groups: k-means from starts that chance does not choose, hence the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.votes import Floats

Labels = NDArray[Any]
Start = Callable[[Floats, int], Floats]

ROUNDS = 300


def leftmost(points: Floats, count: int) -> Floats:
    """The first `count` distinct points, from the left and, of one abscissa, from below. Fewer when there are fewer."""
    x, y = points.T
    chosen = list[tuple[float, float]]()
    ahead = np.ones(len(points), bool)
    while len(chosen) < count and ahead.any():
        left = x[ahead].min()
        low = y[ahead & (x == left)].min()
        chosen.append((float(left), float(low)))
        ahead = (x > left) | ((x == left) & (y > low))
    return np.array(chosen).reshape(-1, 2)


def farthest(points: Floats, count: int) -> Floats:
    """The point farthest from the middle, then each time the one farthest from those chosen."""
    apart = ((points - points.mean(0)) ** 2).sum(1)
    chosen = list[Floats]()
    for _ in range(count):
        ties = points[apart >= apart.max() - 1e-12]
        chosen.append(ties[np.lexsort((ties[:, 1], ties[:, 0]))[0]])
        nearest = np.min([((points - one) ** 2).sum(1) for one in chosen], axis=0)
        if nearest.max() <= 1e-12:
            break
        apart = nearest
    return np.array(chosen)


def spread(points: Floats, count: int) -> Floats:
    """The middles of `count` slices of equal number along the first axis."""
    order = np.lexsort((points[:, 1], points[:, 0]))
    return np.array([points[part].mean(0) for part in np.array_split(order, min(count, len(points)))])


def grouped(points: Floats, count: int, starts: tuple[Start, ...]) -> Labels:
    """Labels 0 … of the tightest grouping reached from the starts; fewer groups where points coincide."""
    reached = [settled(points, start(points, count)) for start in starts]
    loose = [_spread_within(points, labels) for labels in reached]
    # What differs by rounding only is the same: the earlier start is kept.
    best = next(at for at, held in enumerate(loose) if held <= min(loose) * (1 + 1e-9) + 1e-12)
    return np.unique(reached[best], return_inverse=True)[1]


def settled(points: Floats, centres: Floats) -> Labels:
    """Lloyd's rounds from these centres, until nobody moves. An empty group takes whoever is farthest from theirs."""
    middle = points.mean(0)
    points, centres = points - middle, centres - middle
    enough = 1e-4 * points.var(0).mean()
    labels: Labels | None = None
    for _ in range(ROUNDS):
        new = _nearest(points, centres)
        _fill(points, centres, new)
        moved = means(points, new, len(centres))
        still = labels is not None and np.array_equal(new, labels)
        shift = ((moved - centres) ** 2).sum()
        centres, labels = moved, new
        if still:
            return new
        if shift <= enough:
            break
    return _nearest(points, centres)


def means(points: Floats, labels: Labels, count: int) -> Floats:
    """(count, 2): the middle of each group; the origin where it is empty."""
    sizes = np.maximum(np.bincount(labels, minlength=count), 1)
    return np.stack([np.bincount(labels, axis, count) for axis in points.T], 1) / sizes[:, None]


def _nearest(points: Floats, centres: Floats) -> Labels:
    # Written out: two columns are too thin for a matrix product, whose threads would fight.
    across, up = -2 * centres.T
    return (points[:, :1] * across + points[:, 1:] * up + (centres**2).sum(1)).argmin(1)


def _fill(points: Floats, centres: Floats, labels: Labels) -> None:
    empty = np.flatnonzero(np.bincount(labels, minlength=len(centres)) == 0)
    if len(empty) and len(points) > len(empty):
        far = ((points - centres[labels]) ** 2).sum(1)
        labels[np.argsort(-far, kind="stable")[: len(empty)]] = empty


def _spread_within(points: Floats, labels: Labels) -> float:
    centres = means(points, labels, int(labels.max()) + 1)
    return float(((points - centres[labels]) ** 2).sum())
