"""A pair watched as its pulses come in: how often each detector names it for nothing, and how often it finds a drop.

The published figures are of cohorts of twelve pairs, each pair one series (the mean of its two halves). How many cohorts were
drawn is not said; from the standard errors that are (3 to 5 %), a hundred. Ours are seeded, and may differ by four standard
errors of the difference (`near`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from statistics import median

import pytest

from polyphonie.engines.variation import Sign, runs, shortrun
from polyphonie.engines.variation.few import RUNS_FROM, TRIAL_FROM
from polyphonie.engines.variation.rules import outside, read
from polyphonie.engines.variation.singles import limits
from tests.cases import shaped
from tests.engines.test_variation_rates import composite, near, person

COHORTS, ALONE, PAIRS = (
    40,
    240,
    12,
)  # what is pooled is drawn by cohorts; what looks at one pair alone, by pairs
PUBLISHED = 100
Rings = Callable[[Sequence[float]], bool]  # at the newest of these points


def xmr_live(values: Sequence[float]) -> bool:
    """All rules, limits recomputed at each point: the one that comes in shows something."""
    if len(values) < TRIAL_FROM:
        return False
    return read(values, [limits(values)] * len(values))[-1][0] is not Sign.CALM


def xmr_frozen(fixed: int) -> Rings:
    return lambda values: len(values) > fixed and outside(values[-1], limits(values[:fixed]))


def anhoej_live(values: Sequence[float]) -> bool:
    return len(values) >= RUNS_FROM and runs.runs(values, [median(values)] * len(values)).signal


def alone(name: str) -> Rings | None:
    """What looks at one series by itself."""
    if frozen := re.fullmatch(r"xmr_frozen(\d+)_limits", name):
        return xmr_frozen(int(frozen[1]))
    return {"xmr_live_all_rules": xmr_live, "anhoej_live": anhoej_live}.get(name)


def pair(chance: random.Random, row: dict, drops: Sequence[float]) -> list[float]:
    """One series: the mean of two halves, each with so many grades a pulse; from the shift on, each loses its drop."""
    return composite([person(chance, row["T"], row["k_items"], drop, row["shift_at"]) for drop in drops])


def drops_of(name: str) -> tuple[float, float]:
    """`detect_both_-0.8`, `detect_one_member_-1.2`."""
    size = float(name.rpartition("_-")[2])
    return size, size if "both" in name else 0.0


def rings_from(rings: Rings, values: Sequence[float], first: int) -> bool:
    return any(rings(values[: at + 1]) for at in range(first, len(values)))


def told(row: dict) -> dict[str, tuple[tuple[float, float], int]]:
    """What each group of figures is about: the two drops, and the pulse from which a sign counts."""
    found = {name: (drops_of(name), row["shift_at"]) for name in row if name.startswith("detect_")}
    return {"false_alarm_per_pair": ((0.0, 0.0), 0), **found}


@pytest.mark.parametrize("held", shaped("prospective_cohort12"))
def test_what_looks_at_one_pair_names_and_finds_as_often_as_published(held):
    for row in held["prospective_cohort12"]:
        chance = random.Random(100 * row["k_items"] + row["T"])
        for about, (drops, first) in told(row).items():
            drawn = [pair(chance, row, drops) for _ in range(ALONE)]
            published = PUBLISHED * (1 if any(drops) else PAIRS)
            for name, asked in row[about].items():
                if rings := alone(name):
                    seen = sum(rings_from(rings, values, first) for values in drawn) / ALONE
                    assert near(seen, asked, ALONE, published), (row["k_items"], row["T"], about, name, seen)


@pytest.mark.parametrize("held", shaped("prospective_cohort12"))
def test_what_is_pooled_names_and_finds_as_often_as_published(held):
    for row in held["prospective_cohort12"]:
        chance = random.Random(100 * row["k_items"] + row["T"])
        for about, (drops, first) in told(row).items():
            widths = [name for name in row[about] if name.startswith("ewma_pool_L")]
            seen, moves = dict.fromkeys(widths, 0), any(drops)
            for _ in range(COHORTS):
                still = [pair(chance, row, (0.0, 0.0)) for _ in range(PAIRS - moves)]
                series = [pair(chance, row, drops), *still] if moves else still
                for name in widths:
                    rung = shortrun.alarms(series, width=float(name.removeprefix("ewma_pool_L")))
                    here = {one.series for one in rung if one.pulse >= first}
                    seen[name] += (0 in here) if moves else len(here)
            times, published = (COHORTS, PUBLISHED) if moves else (COHORTS * PAIRS, PUBLISHED * PAIRS)
            for name in widths:
                assert near(seen[name] / times, row[about][name], times, published), (
                    row["k_items"],
                    row["T"],
                    about,
                    name,
                    seen,
                )
