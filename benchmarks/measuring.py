"""A place of one's own, percentiles, a small table and one JSON line."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any


def own_folder() -> Path:
    """An empty house: a folder, and a database of its own where POLYPHONIE_DATABASE_URL names a PostgreSQL."""
    return Path(tempfile.mkdtemp(prefix="polyphonie-bench-"))


def open_house(folder: Path) -> None:
    """Open an empty house inside this process."""
    from tests.server import own_database

    os.environ |= {"POLYPHONIE_DATA": str(folder), "POLYPHONIE_EMBEDDED_WORKER": "0", **own_database(folder)}
    os.environ["DJANGO_SETTINGS_MODULE"] = "polyphonie.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def seconds_of(job: Callable[[], Any], times: int) -> list[float]:
    """How long each of `times` runs took."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return taken


def both_of(job: Callable[[], Any], times: int) -> list[tuple[float, float]]:
    """How long each of `times` runs took: on the clock, and of this process's own processor."""
    taken = []
    for _ in range(times):
        start, began = time.perf_counter(), time.process_time()
        job()
        taken.append((time.perf_counter() - start, time.process_time() - began))
    return taken


def p50(taken: Sequence[float]) -> float:
    return median(taken)


def p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[18]


def ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def show(name: str, rows: list[dict[str, Any]]) -> None:
    """A table for people, then one line for programs."""
    columns = list(rows[0])
    widths = [max(len(str(c)), *(len(str(row[c])) for row in rows)) for c in columns]
    for line in [columns, *([row[c] for c in columns] for row in rows)]:
        print("  ".join(str(cell).rjust(width) for cell, width in zip(line, widths, strict=True)))
    print(json.dumps({"benchmark": name, "rows": rows}))
