"""Pairing beside named peers: time from people to pairs, peak memory, and how time grows.

python -m benchmarks.pairing                  # 100 to 2,000 a side; about two minutes
python -m benchmarks.pairing 5000 20000       # these sizes; peers that hold a dense matrix stop at 5,000

Peers are given the matrix that our ground makes, with a cost for “no pair” that no sum outweighs; building it is counted
for them, as reading the ground is for us. Each runs in a process of its own. Ours alone gives a proof, and checks it.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.measuring import show
from benchmarks.pairing_people import problem
from polyphonie.engines import pairing
from polyphonie.engines.pairing.answering import meeting

SIZES = (100, 200, 500, 1000, 2000)
NOBODY = 10**9  # what it costs to leave a pair unmade

Solver = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]  # costs in, rows and columns out


def dense(size: int) -> np.ndarray:
    """What each pair costs; the steps short of a perfect agreement, or `NOBODY`."""
    ground = meeting(problem(size, "total"), 0)
    whole = np.empty((ground.height, ground.width))
    for first in range(0, ground.height, 64):
        block = ground.block(first, min(first + 64, ground.height))
        whole[first : first + 64] = np.where(block < 0, NOBODY, 100 - block)
    return whole


def scipy_dense(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from scipy.optimize import linear_sum_assignment

    return linear_sum_assignment(cost)


def scipy_sparse(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The possible pairs, and for each row a partner that is nobody: it asks that every row be paired."""
    from scipy.sparse import csr_array, hstack
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns = np.nonzero(cost < NOBODY)
    there = csr_array((cost[rows, columns] + 1, (rows, columns)), cost.shape)
    many = np.arange(len(cost))
    nobody = csr_array((np.full(len(cost), float(NOBODY)), (many, many)), (len(cost), len(cost)))
    return min_weight_full_bipartite_matching(hstack([there, nobody]).tocsr())


def lapx(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    import lap

    _, mate, _ = lap.lapjv(cost)
    return np.arange(len(cost)), mate


def ortools(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

    solver = SimpleLinearSumAssignment()
    left, right = np.divmod(np.arange(cost.size), cost.shape[1])
    solver.add_arcs_with_cost(left, right, cost.ravel().astype(np.int64))
    solver.solve()
    return np.arange(len(cost)), np.array([solver.right_mate(n) for n in range(len(cost))])


def networkx(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    import networkx

    graph = networkx.Graph()
    for i, j in zip(*np.nonzero(cost < NOBODY), strict=True):
        graph.add_edge(("first", i), ("second", j), weight=101 - int(cost[i, j]))
    made = networkx.max_weight_matching(graph, maxcardinality=True)
    found = sorted((a[1], b[1]) if a[0] == "first" else (b[1], a[1]) for a, b in made)
    return np.array([i for i, _ in found]), np.array([j for _, j in found])


# Each peer, the package it needs, and the most people a side it is given.
PEERS: dict[str, tuple[Solver, str, int]] = {
    "scipy dense": (scipy_dense, "scipy", 5000),
    "scipy sparse": (scipy_sparse, "scipy", 5000),
    "lapx": (lapx, "lap", 5000),
    "OR-Tools": (ortools, "ortools", 5000),
    "networkx": (networkx, "networkx", 200),
}
OURS = ("total", "leximin")


def run(name: str, size: int) -> dict[str, Any]:
    """One solver on one size, in this process."""
    if name in OURS:
        asked = problem(size, name)
        start = clocks()
        answer = pairing.pair(asked)
        taken = clocks() - start
        pairs, total, worst = len(answer.pairs), answer.total, answer.worst.quality if answer.worst else 0
        held = peak()
        proof = clocks()
        assert pairing.check(asked, answer) is None
        return _told(pairs, total, worst, taken, held) | {
            "proof CPU s": round(float((clocks() - proof)[1]), 2)
        }
    solver, package, _ = PEERS[name]
    __import__(package)
    start = clocks()
    cost = dense(size)
    rows, columns = solver(cost)
    kept = columns < cost.shape[1]
    spent = cost[rows[kept], columns[kept]]
    good = 100 - spent[spent < NOBODY]
    return _told(len(good), int(good.sum()), int(good.min()), clocks() - start, peak()) | {
        "proof CPU s": "none"
    }


def _told(pairs: int, total: int, worst: int, taken: np.ndarray, held: float) -> dict[str, Any]:
    wall, cpu = (round(float(seconds), 2) for seconds in taken)
    return {"pairs": pairs, "total": total, "worst": worst, "s": wall, "CPU s": cpu, "peak MB": round(held)}


def clocks() -> np.ndarray:
    """Of the wall, and of this process: the second says the same when other work runs beside."""
    return np.array([time.perf_counter(), time.process_time()])


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sizes: list[int]) -> None:
    rows: list[dict[str, Any]] = []
    last: dict[str, tuple[int, float]] = {}
    for many in sizes:
        for name in [
            *OURS,
            *(p for p, (_, package, most) in PEERS.items() if many <= most and find_spec(package)),
        ]:
            made = subprocess.run(
                [sys.executable, "-m", "benchmarks.pairing", "--one", name, str(many)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            told = json.loads(made.stdout)
            before = last.get(name)
            grown = (
                math.log(told["CPU s"] / before[1]) / math.log(many / before[0])
                if before and before[1]
                else None
            )
            last[name] = many, told["CPU s"]
            rows.append(
                {"a side": many, "solver": name, **told, "exponent": round(grown, 1) if grown else "–"}
            )
            print(rows[-1], flush=True)
    show("pairing", rows)
    for many in sizes:
        same = {(r["pairs"], r["total"]) for r in rows if r["a side"] == many and r["solver"] != "leximin"}
        assert len(same) == 1, same


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run(sys.argv[2], int(sys.argv[3]))))
    else:
        main([int(word) for word in sys.argv[1:]] or list(SIZES))
