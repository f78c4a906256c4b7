"""XmR: single values and how much they move from one to the next, as the NHS « plot the dots » charts (v0.2.2) draw them.

Limits are the mean ± 2.66 times the mean move; moves of 3.267 times the mean move or more are left out once (Nelson 1982).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from polyphonie.engines.variation.charts import Better, Chart, Kind, Limits, Point, Rebase, parts
from polyphonie.engines.variation.few import LOCKED_FROM, TRIAL_FROM
from polyphonie.engines.variation.frequency import for_nothing
from polyphonie.engines.variation.rules import read

SPREAD = 2.66
SCREEN = 3.267
MOVE_TO_SIGMA = 1.128


class Assurance(StrEnum):
    PASS = "always met"
    FAIL = "never met"
    CHANCE = "met or not by chance"


def mean_move(values: Sequence[float], *, screen: bool = True) -> float:
    """The average absolute difference of neighbours, without the widest when `screen`."""
    moves = [abs(b - a) for a, b in pairwise(values)]
    mean = fmean(moves)
    kept = [move for move in moves if move < SCREEN * mean] if screen else moves
    return fmean(kept) if kept else 0.0


def limits(values: Sequence[float], *, fix_after: int | None = None, screen: bool = True) -> Limits:
    """What is expected, learnt from all values or from the first `fix_after`. Raises `ValueError` under two values."""
    base = values[:fix_after] if fix_after else values
    if len(base) < 2:
        raise ValueError("at least two values are needed")
    mean = fmean(base)
    reach = SPREAD * mean_move(base, screen=screen)
    near = reach * 2 / 3
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near)


def fine_enough(values: Sequence[float], step: float) -> bool:
    """Whether values told to the nearest `step` are fine enough for limits to mean something: a step is at most one sigma of how much
    they move, and there are twelve. Else rounding makes the limits: they ring on a stable series (56 in 100 over twelve waves of 300
    answers, told to the nearest ten). Source: Wheeler's « chunky data ».
    """
    return len(values) >= LOCKED_FROM and mean_move(values) / MOVE_TO_SIGMA >= step


def assurance(held: Limits, target: float, better: Better) -> Assurance | None:
    """What the limits say of a target; None when neither way is better."""
    if better is Better.NEITHER or held.lower is None or held.upper is None:
        return None
    if held.lower <= target <= held.upper:
        return Assurance.CHANCE
    beyond = target > held.upper
    return Assurance.FAIL if beyond is (better is Better.UP) else Assurance.PASS


def xmr(
    values: Sequence[float],
    *,
    labels: Sequence[str] = (),
    title: str = "",
    fix_after: int | None = None,
    screen: bool = True,
    rebases: Sequence[Rebase] = (),
    better: Better = Better.NEITHER,
) -> Chart:
    """The chart of a series in time order. Under six points there are dots only; under twelve the limits are on trial.

    Raises `ValueError` when limits are fixed after fewer than twelve points.
    """
    if fix_after is not None and fix_after < LOCKED_FROM:
        raise ValueError(f"limits are fixed after {LOCKED_FROM} points at least")
    named = list(labels) or [str(at + 1) for at in range(len(values))]
    points, lengths = list[Point](), list[int]()
    for part in parts(len(values), tuple(rebases)):
        mine = [values[at] for at in part]
        lengths.append(len(mine))
        points += _points(mine, [named[at] for at in part], fix_after, screen)
    trial, chance = trust(lengths, "xmr fixed" if fix_after else "xmr")
    return Chart(Kind.XMR, tuple(points), title, tuple(rebases), better, for_nothing=chance, trial=trial)


def trust(lengths: Sequence[int], kind: str) -> tuple[bool, float | None]:
    """Whether some limits are on trial, and how often parts of these lengths show something for nothing."""
    read_ = [length for length in lengths if length >= TRIAL_FROM]
    return any(length < LOCKED_FROM for length in read_), for_nothing(kind, read_) if read_ else None


def _points(values: list[float], labels: list[str], fix_after: int | None, screen: bool) -> list[Point]:
    if len(values) < TRIAL_FROM:
        return [Point(label, value, value, None) for label, value in zip(labels, values, strict=True)]
    held = limits(values, fix_after=fix_after, screen=screen)
    seen = read(values, [held] * len(values))
    return [
        Point(label, value, value, held, sign, side)
        for label, value, (sign, side) in zip(labels, values, seen, strict=True)
    ]
