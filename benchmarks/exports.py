"""A register as a file, through the worker, with few rows and with 250,000: how fast, and how much memory.

python -m benchmarks.exports            # SQLite; about 15 minutes
python -m benchmarks.exports 25000      # up to 25,000 rows: about a minute
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from benchmarks.measuring import open_house, own_folder, show

SIZES = (2_500, 25_000, 250_000)


def traced(job: Callable[[], Any]) -> float:
    """The most memory a job held, in MB. It runs about three times slower: its time is not the one that is shown."""
    tracemalloc.start()
    job()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def seconds(job: Callable[[], Any]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main(most: int) -> None:
    open_house(own_folder())
    from polyphonie.exports import commands
    from polyphonie.exports.documents import table
    from polyphonie.exports.models import Export
    from polyphonie.exports.queries import path_of
    from tests import cast
    from tests.exports.furnishing import small_steps

    world, there, rows = cast.world(), 0, []

    def make() -> None:
        commands.ask_for_export(world.circle, what="steps", by=world.claire)
        commands.make_next()

    for size in (size for size in SIZES if size <= most):
        small_steps(world.circle, by=world.amina, many=size - there, start=there)
        there = size
        taken, held = seconds(make), traced(make)
        written = path_of(Export.objects.get()).read_text("utf-8").count("\n") - 1
        floor = seconds(lambda size=size: sum(len(x) for x in table.lines((("mot",) * 8,) * size, "fr")))  # type: ignore[misc]
        rows.append(
            {
                "rows": size,
                "written": written,
                "seconds": round(taken, 1),
                "rows/s": round(size / taken),
                "floor rows/s": round(size / floor),
                "peak MB": round(held, 2),
                "peak / first": round(held / rows[0]["peak MB"], 2) if rows else 1.0,
            }
        )
        print(rows[-1], flush=True)
    show("exports", rows)
    assert [row for row in rows if row["written"] != row["rows"] or row["peak / first"] > 1.5] == []


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
