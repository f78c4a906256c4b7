"""Matchings of a sparse graph and the prices that prove them: what we take from scipy, in one place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import (
    breadth_first_order,
    connected_components,
    min_weight_full_bipartite_matching,
)

from polyphonie.engines.pairing.ground import Ints

Flags = NDArray[np.bool_]


def most(rows: Ints, columns: Ints, height: int, width: int) -> Ints:
    """For each row its column in a matching with the most pairs, or −1.

    Each row has also nobody, a column of its own that costs more: the solver of costs is steadier here than scipy's
    solver of plain matchings, which takes seconds on some lists of a few thousand people.
    """
    mate = np.full(height, -1, np.int64)
    if not len(rows):
        return mate
    there, row = np.unique(rows, return_inverse=True)
    alone = np.arange(len(there))
    cost = np.concatenate([np.ones(len(rows)), np.full(len(there), 2.0)])
    out, into = np.concatenate([row, alone]), np.concatenate([columns, width + alone])
    graph = csr_array((cost, (out, into)), (len(there), width + len(there)))
    order, found = min_weight_full_bipartite_matching(graph)
    mate[there[order]] = np.where(found < width, found, -1)
    return mate


def cover(rows: Ints, columns: Ints, mate: Ints, width: int) -> Flags:
    """König: a least set of people (rows, then columns) that touches every edge; as many as there are pairs.

    They are the rows that no unpaired row reaches by turns (any edge out, a pair back), and the columns it reaches.
    """
    height = len(mate)
    paired = np.flatnonzero(mate >= 0)
    alone = np.flatnonzero(mate < 0)
    start = height + width
    out = np.concatenate([rows, mate[paired] + height, np.full(len(alone), start)])
    into = np.concatenate([columns + height, paired, alone])
    graph = csr_array((np.ones(len(out), np.int8), (out, into)), (start + 1, start + 1))
    reached = np.zeros(start + 1, bool)
    reached[breadth_first_order(graph, start, return_predecessors=False)] = True
    covered = reached[:start]
    covered[:height] = ~covered[:height]
    return np.asarray(covered)


def parts(left: Ints, right: Ints, size: int) -> Ints:
    """For each vertex, the number of the connected part it is in."""
    graph = csr_array((np.ones(len(left), np.int8), (left, right)), (size, size))
    return np.asarray(connected_components(graph, directed=False)[1])


def least(left: Ints, right: Ints, cost: Ints, lefts: int, rights: int) -> Ints:
    """For each left its right, all the left paired, at the least sum of costs."""
    weight = (cost - cost.min() + 1).astype(np.float64)
    graph = csr_array((weight, (left, right)), (lefts, rights))
    order, mate = min_weight_full_bipartite_matching(graph)
    found = np.empty(lefts, np.int64)
    found[order] = mate
    return found


def prices(left: Ints, right: Ints, cost: Ints, mate: Ints, rights: int) -> tuple[Ints, Ints]:
    """Whole prices with `u + v ≤ cost` everywhere, equal on pairs; v at most 0, and 0 where nobody is paired.

    v is the shortest way to each right, from its own 0 or through pairs. A way that shortens for ever would show that
    the pairs are not the least: it raises instead of answering.
    """
    chosen = mate[left] == right
    own = np.empty(len(mate), np.int64)
    own[left[chosen]] = cost[chosen]
    order = np.argsort(right, kind="stable")
    source, arc = mate[left[order]], (cost - own[left])[order]
    target, begins = np.unique(right[order], return_index=True)
    v = np.zeros(rights, np.int64)
    for _ in range(rights + 1):
        shorter = np.minimum.reduceat(v[source] + arc, begins)
        if (shorter >= v[target]).all():
            return own - v[mate], v
        v[target] = np.minimum(v[target], shorter)
    raise ArithmeticError("These pairs are not the least: no prices prove them.")
