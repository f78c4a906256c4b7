"""Towns of people to pair: who lives near, speaks what, wants what. The same number always makes the same people."""

from __future__ import annotations

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
