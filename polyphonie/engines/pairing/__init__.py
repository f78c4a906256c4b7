"""Pairing: the best pairs between two sides, exactly, with the proof and the reasons.

`pair(problem)` answers; `check(problem, answer)` proves it again; the rest explains. What is heavy is imported when it is
first asked for, so that the house starts quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polyphonie.engines.pairing.answers import Answer, Cancelled, Component, Hearer, Pair
from polyphonie.engines.pairing.people import (
    KINDS,
    BadProblem,
    Criterion,
    Hard,
    Objective,
    Person,
    Problem,
    Rules,
    Words,
)

if TYPE_CHECKING:
    from polyphonie.engines.pairing.alternatives import Alternative
    from polyphonie.engines.pairing.asking import Price


def _quiet(doing: str, done: int, of: int) -> None:
    """Nobody listens."""


def pair(problem: Problem, *, seed: int = 0, hear: Hearer = _quiet) -> Answer:
    """The most pairs; among those answers, the best by the objective; among equals, the one that `seed` draws.

    `hear(doing, done, of)` is told how far it is, and may raise `Cancelled`.
    """
    from polyphonie.engines.pairing.answering import answered

    return answered(problem, seed, hear)


def check(problem: Problem, answer: Answer) -> str | None:
    """None when the answer is a best one and its certificate proves it; else the name of what fails."""
    from polyphonie.engines.pairing.answering import fault

    return fault(problem, answer)


def explain(problem: Problem, answer: Answer) -> list[Words]:
    """The answer, sentence after sentence, in French and English."""
    from polyphonie.engines.pairing.telling import explained

    return explained(problem, answer)


def why(problem: Problem, answer: Answer) -> dict[tuple[str, str], Words]:
    """For each pair, its sentence."""
    from polyphonie.engines.pairing.telling import reasons

    return reasons(problem, answer)


def why_unpaired(problem: Problem, answer: Answer) -> dict[str, Words]:
    """For each person without a pair, the rule."""
    from polyphonie.engines.pairing.answering import meeting
    from polyphonie.engines.pairing.remaining import remaining

    return remaining(problem, meeting(problem, answer.seed), answer)


def why_not(problem: Problem, answer: Answer, one: str, other: str, *, hear: Hearer = _quiet) -> Price:
    """What it would cost to pair these two, or the rule that keeps them apart."""
    from polyphonie.engines.pairing.asking import price

    return price(problem, answer, (one, other), hear)


def others(
    problem: Problem, answer: Answer, *, percent: int = 2, many: int = 2, hear: Hearer = _quiet
) -> list[Alternative]:
    """Answers within `percent` % that differ most from this one and from each other."""
    from polyphonie.engines.pairing.alternatives import alternatives

    return alternatives(problem, answer, percent, many, hear)


__all__ = [
    "KINDS", "Answer", "BadProblem", "Cancelled", "Component", "Criterion", "Hard", "Hearer", "Objective", "Pair",
    "Person", "Problem", "Rules", "Words", "check", "explain", "others", "pair", "why", "why_not", "why_unpaired",
]  # fmt: skip
