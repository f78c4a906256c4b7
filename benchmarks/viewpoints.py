"""The map of viewpoints: published conversations beside red-dwarf where it is installed, then growth to ten million votes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.conversations import Beside, beside, correlation
from benchmarks.measuring import ms, own_folder, p50, seconds_of, show
from polyphonie.engines.viewpoints import Votes, draw
from tests.engines.voting import likeness

FOLDER = Path(os.environ.get("POLYPHONIE_CONVERSATIONS", "tests/data/polis"))
# For so many votes, how many people and statements.
SIZES = {100_000: (3_000, 500), 1_000_000: (14_000, 1_000), 10_000_000: (140_000, 2_000)}


def main() -> None:
    match sys.argv[1:]:
        case [votes, file] if votes.isdigit():
            np.save(file, np.stack(_made(*SIZES[int(votes)], int(votes))))
        case [file, mode]:
            print(json.dumps(_grown(file, mode)))
        case _:
            _all()


def _all() -> None:
    peer = _peer()
    show("viewpoints", [_row(beside(path.parent), peer) for path in sorted(FOLDER.glob("*/votes.csv"))])
    show(
        "viewpoints_growth",
        [_in_its_own_process(votes, mode) for mode in ("polis", "gated") for votes in SIZES],
    )


def _peer() -> Callable[..., Any] | None:
    try:
        from reddwarf.implementations.polis import run_pipeline
    except ImportError:
        return None
    return run_pipeline  # type: ignore[no-any-return]


def _row(told: Beside, peer: Callable[..., Any] | None) -> dict[str, Any]:
    votes = told.votes
    columns = votes.people[votes.person], votes.statements[votes.statement], votes.vote
    out = votes.statements[votes.left_out].tolist()
    ours = p50(seconds_of(lambda: draw(Votes.of(*columns, left_out=out), mode="polis"), 7))
    gated = seconds_of(lambda: draw(votes), 1)[0]
    row = {
        "conversation": told.name, "people": len(votes.people), "statements": len(votes.statements),
        "votes": len(votes), "groups": told.count, "published": told.published,
        "like_published": round(told.alike, 3), **told.figures, "ms": ms(ours), "gated_ms": ms(gated),
    }  # fmt: skip
    return row | (_beside_peer(told, columns, out, peer, ours) if peer else {})


def _beside_peer(
    told: Beside, columns: Any, out: list[Any], peer: Callable[..., Any], ours: float
) -> dict[str, Any]:
    keys = ("participant_id", "statement_id", "vote")
    cells = [dict(zip(keys, cell, strict=True)) for cell in zip(*(c.tolist() for c in columns), strict=True)]
    taken = p50(seconds_of(lambda: peer(votes=cells, mod_out_statement_ids=out, random_state=0), 3))
    found = peer(votes=cells, mod_out_statement_ids=out, random_state=0)
    drawn = told.drawn
    kept = drawn.family >= 0
    group = found.participants_df.loc[drawn.people[kept], "cluster_id"].astype(int).to_numpy()
    theirs = found.statements_df.loc[drawn.statements, "group-aware-consensus-agree"].to_numpy()
    open_ = ~drawn.left_out
    return {
        "peer_ms": ms(taken), "times_quicker": round(taken / ours, 1),
        "like_peer": round(likeness(drawn.family[kept], group), 4),
        "consensus_order": round(correlation(drawn.group_informed[open_], theirs[open_]), 6),
    }  # fmt: skip


def _in_its_own_process(votes: int, mode: str) -> dict[str, Any]:
    """So that its peak of memory is its own, and not that of making the votes."""
    columns = own_folder() / "votes.npy"
    ask = [sys.executable, "-m", "benchmarks.viewpoints"]
    subprocess.run([*ask, str(votes), str(columns)], check=True)
    told = subprocess.run([*ask, str(columns), mode], capture_output=True, text=True, check=True)
    columns.unlink()
    row: dict[str, Any] = json.loads(told.stdout)
    return row


def _grown(file: str, mode: str) -> dict[str, Any]:
    columns = np.load(file)
    draw(Votes.of([0, 1], [0, 0], [1, 1]))  # what is imported on first use is imported
    floor = p50(seconds_of(lambda: np.bincount(columns[1] * 3 + columns[2] + 1), 3))
    before = _memory()
    start, worked = time.perf_counter(), time.process_time()
    drawn = draw(Votes.of(*columns), mode=mode)
    taken, worked = time.perf_counter() - start, time.process_time() - worked
    votes, more = len(columns[0]), _memory() - before
    return {
        "mode": mode, "votes": votes, "people": len(drawn.people), "statements": len(drawn.statements),
        "families": drawn.count, "seconds": round(taken, 2), "cpu_seconds": round(worked, 2),
        "passes": round(taken / floor), "MB": round(more), "B_a_vote": round(more * 1e6 / votes),
    }  # fmt: skip


def _memory() -> float:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _made(people: int, statements: int, votes: int) -> tuple[Any, Any, Any]:
    """Three camps; some vote on little and some statements are seen by few. Shuffled, each cell once."""
    rng = np.random.default_rng(0)
    busy, seen = rng.lognormal(0, 0.8, people), rng.pareto(1.5, statements) + 0.3
    cells = np.empty(0, np.int64)
    while len(cells) < votes:
        more = votes // 2
        person = rng.choice(people, more, p=busy / busy.sum())
        cells = np.union1d(cells, person * statements + rng.choice(statements, more, p=seen / seen.sum()))
    cells = rng.permutation(cells)[:votes]
    person, statement = np.divmod(cells, statements)
    camp = rng.integers(0, 3, people)
    lean = rng.normal(0, 1.2, (3, statements)) * (rng.random(statements) < 0.6) + rng.normal(
        0.4, 0.8, statements
    )
    felt = lean[camp[person], statement] + rng.normal(0, 1, votes)
    return person, statement, np.where(felt > 0.35, 1, np.where(felt < -0.35, -1, 0))


if __name__ == "__main__":
    main()
