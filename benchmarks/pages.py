"""Pages, in a house with little in it and with much, beside a view with one query in the same server.

python -m benchmarks.pages
"""

from __future__ import annotations

import json
import time
from typing import Any

from benchmarks.measuring import ms, own_folder, p50, seconds_of, show
from tests.lost.house import House, Visitor

SECONDS, ROUNDS, FEW, MANY = 1.2, 3, 10, 1000
FURNISH = """
import json
from django.db import connection, transaction
from benchmarks import furnishing
with transaction.atomic():
    print(json.dumps(furnishing.{verb}))
"""


def measured(house: House, session: str, pages: dict[str, str]) -> dict[str, float]:
    """The p50 of each page, at c=1, the pages interleaved."""
    visitor = Visitor(house, session)
    taken: dict[str, list[float]] = {name: [] for name in pages}

    def ask(path: str) -> None:
        status, _ = visitor.get(path)
        assert status == 200, (path, status)

    for path in pages.values():
        seconds_of(lambda path=path: ask(path), 5)
    for _ in range(ROUNDS):
        for name, path in pages.items():
            end = time.perf_counter() + SECONDS / ROUNDS
            while time.perf_counter() < end:
                taken[name] += seconds_of(lambda path=path: ask(path), 1)
    visitor.close()
    return {name: p50(each) for name, each in taken.items()}


def main() -> None:
    house = House(own_folder(), DJANGO_SETTINGS_MODULE="polyphonie.config.settings")
    house.stop()
    # The floor is an address of the same server: one more view, one query, behind the same middlewares or none.
    house.env["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings_floor"
    rows: list[dict[str, Any]] = []
    had = 0
    for circles in (FEW, MANY):
        made = json.loads(house.python(FURNISH.format(verb=f"fill({had}, {circles})")))
        had = circles
        house.start()
        pages = {
            "one query (floor)": "/floor/",
            "home": "/",
            "circle": f"/circles/{made['circle']}/",
            "gathering stage": f"/gatherings/{made['gathering']}/stage/",
            "decision register": f"/circles/{made['circle']}/decisions/",
        }
        found = measured(house, made["session"], pages)
        house.stop()
        for name, each in found.items():
            rows.append(
                {
                    "circles": circles,
                    "page": name,
                    "requests/s": round(1 / each),
                    "p50 ms": ms(each),
                    "/ floor": round(each / found["one query (floor)"], 1),
                }
            )
    few = {row["page"]: row["p50 ms"] for row in rows if row["circles"] == FEW}
    for row in rows:
        row["/ itself at 10"] = round(row["p50 ms"] / few[row["page"]], 2)
    show("pages", rows)


if __name__ == "__main__":
    main()
