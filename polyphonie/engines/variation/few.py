"""What few points allow: a line is a promise, and four dots promise nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

BAND_FROM = 4
TRIAL_FROM = 6
RUNS_FROM = 10
LOCKED_FROM = 12
OTHERS_FOR_A_BAND = 5
ANSWERS_FOR_A_CIRCLE = 20


@dataclass(frozen=True)
class Allowed:
    """What may be drawn and said of a pair's series of so many pulses."""

    dots: bool
    cohort_band: bool
    alarm: bool
    trial_limits: bool
    fixed_limits: bool
    runs: bool


def allowed(pulses: int, *, others: int = 0, useful: int | None = None) -> Allowed:
    """`others`: the other pairs of the cohort; `useful`: the points that are not on the centre."""
    counted = pulses if useful is None else useful
    return Allowed(
        dots=pulses >= 1,
        cohort_band=pulses >= BAND_FROM and others >= OTHERS_FOR_A_BAND,
        alarm=pulses >= TRIAL_FROM,
        trial_limits=TRIAL_FROM <= pulses < LOCKED_FROM,
        fixed_limits=pulses >= LOCKED_FROM,
        runs=pulses >= LOCKED_FROM and counted >= RUNS_FROM,
    )


def circle_may_be_charted(answers: Sequence[int]) -> bool:
    """A circle's or an organisation's series is charted when every time rests on twenty answers or more."""
    return bool(answers) and min(answers) >= ANSWERS_FOR_A_CIRCLE


def fell_twice(answers: Sequence[int]) -> list[int]:
    """Where one person's answers are, two pulses running, two points or more under the median of their first three."""
    if len(answers) < 5:
        return []
    low = median(answers[:3]) - 2
    return [at for at in range(4, len(answers)) if answers[at] <= low and answers[at - 1] <= low]


def said_one(answers: Sequence[int]) -> list[int]:
    """Where one person answered 1: not an alarm, a sentence that they said. It goes to its author first."""
    return [at for at, answer in enumerate(answers) if answer == 1]
