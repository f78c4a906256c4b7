"""Two pulses missed in a row after regular answers (R3): how many pairs of a cohort where nothing changes it would name.

Each answers a pulse with the same chance, or leans on what they did the time before. Figures are exact: all 4,096 ways of
answering twelve pulses, each with its chance. A seeded simulation beside them says that the sum was done right: it may
differ by four of its standard errors. `docs/reference/alarms.md` holds the table, and decision 39 what follows from it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product
from math import prod, sqrt
from pathlib import Path

import pytest

PULSES, PAIRS, STOPS_AT = 12, 12, 6
BUDGET = 1.0  # pairs named for nothing, of a cohort and twelve pulses
HABITS = (0.95, 0.9, 0.8, 0.7)
LEANS = (0.0, 0.3, 0.5)  # how much one pulse says of the next: the lag-1 correlation
Answered = tuple[bool, ...]
Rule = Callable[[Answered], bool]


def missed_two(regular: Callable[[Answered], bool]) -> Rule:
    """Two missed in a row, where what came before them was regular."""
    return lambda given: any(
        not given[at] and not given[at - 1] and regular(given[: at - 1]) for at in range(1, len(given))
    )


def just_before(most: int, of: int) -> Callable[[Answered], bool]:
    """At least so many of the last so many."""
    return lambda before: len(before) >= of and sum(before[-of:]) >= most


def always(least: int) -> Callable[[Answered], bool]:
    """Never missed until then, and that for so many pulses at least."""
    return lambda before: len(before) >= least and all(before)


RULES: dict[str, Rule] = {
    "the three before": missed_two(just_before(3, 3)),
    "four of the six before": missed_two(just_before(4, 6)),
    "the four before": missed_two(just_before(4, 4)),
    "the six before": missed_two(just_before(6, 6)),
    "all, four at least": missed_two(always(4)),
    "all, eight at least": missed_two(always(8)),
}


def chances(habit: float, lean: float) -> dict[bool, float]:
    """The chance of answering, after an answer and after none."""
    return {True: habit + lean * (1 - habit), False: habit * (1 - lean)}


@cache
def ways(rule: str, length: int, stops: int) -> tuple[Answered, ...]:
    """The ways of answering so many pulses that the rule names; from `stops` on, nobody answers."""
    silent = (False,) * (length - stops)
    return tuple(given for given in product((True, False), repeat=stops) if RULES[rule](given + silent))


def named(rule: str, habit: float, lean: float, stops: int = PULSES) -> float:
    """The chance that one person is named within twelve pulses."""
    after = chances(habit, lean)

    def chance(given: Answered) -> float:
        first = habit if given[0] else 1 - habit
        steps = (after[a] if b else 1 - after[a] for a, b in pairwise(given))
        return first * prod(steps)

    return sum(map(chance, ways(rule, PULSES, stops)))


def for_nothing(rule: str, habit: float, lean: float) -> float:
    """Pairs of which one half at least is named, of a cohort where nobody stops."""
    return PAIRS * (1 - (1 - named(rule, habit, lean)) ** 2)


def lived(chance: random.Random, habit: float, lean: float) -> Answered:
    after, made = chances(habit, lean), [chance.random() < habit]
    while len(made) < PULSES:
        made.append(chance.random() < after[made[-1]])
    return tuple(made)


@pytest.mark.parametrize("lean", LEANS)
@pytest.mark.parametrize("habit", HABITS)
def test_cohorts_that_are_lived_are_named_as_often_as_computed(habit, lean):
    cohorts, chance = 150, random.Random(39)
    found = dict.fromkeys(RULES, 0)
    for _ in range(cohorts * PAIRS):
        halves = [lived(chance, habit, lean) for _ in range(2)]
        for name, rule in RULES.items():
            found[name] += any(rule(half) for half in halves)
    for name, pairs in found.items():
        asked = for_nothing(name, habit, lean) / PAIRS
        error = sqrt(asked * (1 - asked) / (cohorts * PAIRS))
        assert abs(pairs / (cohorts * PAIRS) - asked) <= 4 * error, name


def test_no_rule_keeps_to_the_budget_whatever_the_habit_and_the_nearest_finds_nobody():
    """Even where one pulse says only a little of the next."""
    worst = {name: max(for_nothing(name, p, lean) for p in HABITS for lean in LEANS[:2]) for name in RULES}
    assert [name for name, pairs in worst.items() if pairs <= BUDGET] == []
    nearest = min(worst, key=lambda name: worst[name])
    assert (nearest, named(nearest, 0.9, 0.0, STOPS_AT)) == ("all, eight at least", 0)


def test_four_regular_answers_would_do_only_where_nearly_everybody_answers_nearly_always():
    within = [
        (p, lean) for p in HABITS for lean in LEANS if for_nothing("the four before", p, lean) <= BUDGET
    ]
    assert within == [(0.95, 0.0)]


def test_the_page_of_figures_says_what_is_computed():
    text = Path("docs/reference/alarms.md").read_text("utf-8")
    assert [row for row in table() if row not in text] == []


def table() -> list[str]:
    """The rows of the page, as they stand there."""
    rows = []
    for name in RULES:
        told = [for_nothing(name, p, lean) for lean in LEANS for p in HABITS]
        finds = (named(name, p, 0.0, STOPS_AT) for p in (0.95, 0.9, 0.8))
        rows.append(
            f"| {name} | "
            + " | ".join([*(f"{x:.1f}" for x in told), *(f"{100 * x:.0f} %" for x in finds)])
            + " |"
        )
    return rows
