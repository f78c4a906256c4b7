"""How far apart groups stand: the mean silhouette (b − a) / max(a, b), of several groupings of the same points.

a: mean distance to one's own group; b: to the nearest other. 0 for whoever is alone. In [−1, 1].
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.votes import Floats

Labels = NDArray[Any]

# Beyond this many points, distances are read from a grid: each of the mean silhouettes is then right to about 1e-4.
EXACT, CLOSE, MOST = 1500, 5e-4, 30_000
BLOCK = 2_000_000
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


def silhouettes(points: Floats, groupings: list[Labels]) -> Floats:
    """One mean for each grouping. Labels are 0, 1, … without a gap."""
    if len(points) <= EXACT:
        return exact(points, groupings)
    found = by_grid(points, groupings)
    near = np.flatnonzero(found.max() - found < CLOSE)
    if len(near) > 1 and len(points) <= MOST:
        found[near] = exact(points, [groupings[at] for at in near])
    return found


def exact(points: Floats, groupings: list[Labels]) -> Floats:
    """Every distance is taken once, for all groupings."""
    people = len(points)
    step = max(1, BLOCK // max(people, 1))
    belongs = [np.eye(int(labels.max()) + 1)[labels] for labels in groupings]
    totals = np.zeros(len(groupings))
    x, y = points.T
    for start in range(0, people, step):
        here = slice(start, start + step)
        apart = np.hypot(x[here, None] - x, y[here, None] - y)
        for at, (labels, belong) in enumerate(zip(groupings, belongs, strict=True)):
            totals[at] += each(apart @ belong, labels[here], belong.sum(0)).sum()
    return totals / max(people, 1)


def each(far: Floats, own: Labels, sizes: Floats) -> Floats:
    """Each one's silhouette. `far` (people, groups): the sum of their distances to each group."""
    row = np.arange(len(own))
    a = far[row, own] / np.maximum(sizes[own] - 1, 1)
    others = far / sizes
    others[row, own] = np.inf
    b = others.min(1)
    widest = np.maximum(a, b)
    each = np.divide(b - a, widest, out=np.zeros_like(a), where=(widest > 0) & np.isfinite(b))
    return np.where(sizes[own] == 1, 0.0, each)


def by_grid(points: Floats, groupings: list[Labels], side: int = 256) -> Floats:
    """Sums of distances to a group are its histogram convolved with |r|, read back between four corners: O(points)."""
    grid = _Grid(points, side)
    return np.array([grid.silhouette(labels) for labels in groupings])


class _Grid:
    def __init__(self, points: Floats, side: int) -> None:
        from scipy.fft import next_fast_len, rfft2

        low = points.min(0)
        self.step = float((points.max(0) - low).max()) / (side - 3) or 1.0
        at = (points - low) / self.step + 1
        cell = at.astype(np.int64)
        inside = at - cell
        self.size = (int(cell[:, 0].max()) + 2, int(cell[:, 1].max()) + 2)
        self.padded = tuple(next_fast_len(2 * length, real=True) for length in self.size)
        across, up = (np.minimum(np.arange(p), p - np.arange(p)) for p in self.padded)
        self.kernel = rfft2(np.hypot(across[:, None], up[None]), workers=2)
        self.corner = [(cell[:, 0] + i) * self.size[1] + cell[:, 1] + j for i, j in CORNERS]
        self.weight = [np.abs(1 - i - inside[:, 0]) * np.abs(1 - j - inside[:, 1]) for i, j in CORNERS]
        # A point spread over four corners stands at a distance from itself; that is taken away again.
        self.itself = sum(
            self.weight[a] * self.weight[b] * np.hypot(*np.subtract(CORNERS[a], CORNERS[b]))
            for a in range(4)
            for b in range(4)
        )

    def silhouette(self, labels: Labels) -> float:
        sizes = np.bincount(labels).astype(float)
        far = np.stack([self._distances(labels == group) for group in range(len(sizes))], 1)
        far[np.arange(len(labels)), labels] -= self.itself
        return float(each(far * self.step, labels, sizes).mean())

    def _distances(self, members: NDArray[np.bool_]) -> Floats:
        """From every point to the members together, in steps of the grid."""
        from scipy.fft import irfft2, rfft2

        cells = self.size[0] * self.size[1]
        held = sum(
            np.bincount(corner[members], weight[members], cells)
            for corner, weight in zip(self.corner, self.weight, strict=True)
        )
        turned = rfft2(np.reshape(held, self.size), self.padded, workers=2) * self.kernel
        sums = irfft2(turned, self.padded, workers=2)[: self.size[0], : self.size[1]].ravel()
        return np.asarray(sum(w * sums[c] for w, c in zip(self.weight, self.corner, strict=True)))
