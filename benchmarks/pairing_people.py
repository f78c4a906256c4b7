"""Towns of people to pair: who lives near, speaks what, wants what. The same number always makes the same people.

python -m benchmarks.pairing_people 2000 FOLDER    # people.csv and rules.toml, for `polyphonie pair`
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from random import Random

from polyphonie.engines.pairing import Criterion, Hard, Objective, Person, Problem, Rules

TOPICS = [f"topic {n}" for n in range(24)]
TIMES = [f"time {n}" for n in range(20)]
SPOKEN = {"fr": 0.95, "ar": 0.2, "en": 0.2}
HARD = Hard(languages=1, times=1, km=60)
CRITERIA = (
    Criterion("shared", 3, "topics", enough=4),
    Criterion("complement", 2, "seeks", "brings", enough=4),
    Criterion("near", 2, enough=60),
    Criterion("shared", 1, "times", enough=4),
)


def problem(many: int, objective: str, seed: int = 1) -> Problem:
    """`many` people a side, in a town for every hundred; one in ten refuses somebody. A pair in a hundred is possible
    where towns are many."""
    drawn = Random(seed)
    towns = [(45 + 3 * drawn.random(), 2 + 4 * drawn.random()) for _ in range(max(1, many // 100))]
    people = [_somebody(drawn, side, n, many, towns) for side in (0, 1) for n in range(many)]
    return Problem(tuple(people), Rules(HARD, CRITERIA, objective=Objective(objective)))


def _somebody(drawn: Random, side: int, n: int, many: int, towns: list[tuple[float, float]]) -> Person:
    town = drawn.choice(towns)
    said = {
        "topics": tuple(drawn.sample(TOPICS, drawn.randint(2, 6))),
        "times": tuple(drawn.sample(TIMES, drawn.randint(3, 9))),
        "languages": tuple(word for word, share in SPOKEN.items() if drawn.random() < share),
        "refuses": (f"{1 - side} {drawn.randrange(many)}",) if drawn.random() < 0.1 else (),
        "seeks": tuple(drawn.sample("abcdefgh", 2)),
        "brings": tuple(drawn.sample("abcdefgh", 2)),
    }
    return Person(f"{side} {n}", side, said, (town[0] + drawn.gauss(0, 0.07), town[1] + drawn.gauss(0, 0.1)))


def written_for_the_command(many: int, folder: Path) -> tuple[Path, Path]:
    """The same people and rules as files."""
    people, rules = folder / "people.csv", folder / "rules.toml"
    made = problem(many, "leximin").people
    columns = list(made[0].said)
    with people.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(["name", "side", "latitude", "longitude", *columns])
        for one in made:
            side = ("patient", "professional")[one.side]
            write([one.name, side, *(one.place or ()), *("|".join(one.of(column)) for column in columns)])
    lines = ["[hard]", *(f"{key} = {getattr(HARD, key)}" for key in ("languages", "times", "km"))]
    for one in CRITERIA:
        lines += ["[[criteria]]", f"kind = '{one.kind}'", f"weight = {one.weight}", f"enough = {one.enough}"]
        lines += [f"{key} = '{getattr(one, key)}'" for key in ("column", "other") if getattr(one, key)]
    rules.write_text("\n".join(lines) + "\n", "utf-8")
    return people, rules


if __name__ == "__main__":
    written_for_the_command(int(sys.argv[1]), Path(sys.argv[2]))
