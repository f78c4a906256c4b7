"""The watch over the pairs of a cohort: what rings, when, and how often for nothing; seeded, beside the published figures.

The source does not say how an answer to “who decides?” scatters. With the 0.6 that it gives for an item, leaning or not from one
pulse to the next, each of its cells is found again; with the mood of 0.45 added to it, too few moves would be.
"""

from __future__ import annotations

import random
from math import sqrt
from statistics import fmean

import pytest

from polyphonie.engines.variation import PairSeries, for_nothing_in_pair, moved, shortrun
from polyphonie.engines.variation.few import TRIAL_FROM
from polyphonie.engines.variation.frequency import OF_PAIRS
from polyphonie.listening.contract.pulse import balance
from tests.cases import shaped
from tests.engines.test_variation_rates import composite, grade, near, person

CALM = [4.0, 4.2, 3.8, 4.0, 4.2, 3.8, 4.0, 4.2, 3.8, 4.0]
FALLS = [4.0, 4.2, 3.8, 4.0, 4.2, 3.8, 2.0, 2.0, 2.0, 2.0]
EVEN = [0.5, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5, 0.6, 0.4, 0.5]


def pairs(first=CALM, second=CALM, even=EVEN, *, others: int = 5) -> list[PairSeries]:
    """One pair that may move, among calm ones."""
    return [PairSeries(first, second, even)] + [PairSeries(CALM, CALM, EVEN)] * others


def when(cohort: list[PairSeries]) -> dict[int, frozenset[int]]:
    return {pulse: rang for pulse in range(12) if (rang := moved(cohort, pulse))}


def test_each_of_the_three_series_is_watched_for_itself():
    once = {6: frozenset({0})}
    assert when(pairs(first=FALLS)) == once
    assert when(pairs(second=FALLS)) == once
    assert when(pairs(even=[x if at < 6 else 1.0 for at, x in enumerate(EVEN)])) == {7: frozenset({0})}
    assert when(pairs()) == {}


def test_a_rise_is_told_like_a_fall():
    assert when(pairs(first=[x if at < 6 else 5.0 for at, x in enumerate(CALM)])) == {7: frozenset({0})}


def test_nobody_rings_before_six_pulses_of_their_own_nor_among_fewer_than_six():
    assert when(pairs(first=[4.0, 4.2, 3.8, 4.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])) == {5: frozenset({0})}
    assert when(pairs(first=[None, *[4.0, 4.2, 3.8, 4.0, 1.0, 1.0, 1.0, 1.0, 1.0]])) == {6: frozenset({0})}
    assert when(pairs(first=FALLS, others=4)) == {}
    assert TRIAL_FROM == 6


def test_what_goes_on_is_told_once_also_over_a_pulse_that_was_missed():
    missed = [*FALLS[:7], None, *FALLS[8:]]
    assert when(pairs(first=missed)) == {6: frozenset({0})}


def test_nothing_that_came_later_is_known():
    """Looking back from later finds what was found at the time: those who answer late change nothing."""
    cohort = pairs(first=FALLS)
    then = [PairSeries(*(series[:7] for series in (p.first, p.second, p.balance))) for p in cohort]
    assert moved(then, 6) == moved(cohort, 6) == frozenset({0})
    longer = [PairSeries([*p.first, 1.0], [*p.second, 1.0], [*p.balance, 0.0]) for p in cohort]
    assert moved(longer, 6) == frozenset({0})


# -- how often


MOOD, ITEM = 0.45, 0.6


def moods(chance: random.Random, length: int, lean: float, spread: float = MOOD) -> list[float]:
    made = [chance.gauss(0, spread)]
    while len(made) < length:
        made.append(lean * made[-1] + sqrt(1 - lean**2) * chance.gauss(0, spread))
    return made


def leaning_person(
    chance: random.Random, length: int, lean: float, drop: float = 0.0, at: int = 0
) -> list[float]:
    """The composite of one person whose mood resembles the last."""
    own = 3.8 + chance.gauss(0, 0.4)
    return [
        fmean(grade(own + mood - (drop if pulse >= at else 0.0) + chance.gauss(0, ITEM)) for _ in range(5))
        for pulse, mood in enumerate(moods(chance, length, lean))
    ]


def decides(chance: random.Random, length: int, lean: float, move: float, at: int) -> list[float]:
    """Both say who decides; from a pulse on one says one point more, the other one less: the balance moves by a quarter."""
    said = []
    for way in (1, -1):
        own = 3 + chance.gauss(0, 0.4)
        said.append(
            [
                grade(own + mood + way * (move if pulse >= at else 0.0))
                for pulse, mood in enumerate(moods(chance, length, lean, ITEM))
            ]
        )
    return [balance({"decide": a}, {"decide": b}) for a, b in zip(*said, strict=True)]


@pytest.mark.parametrize("held", shaped("three_detectors_per_pair"))
def test_a_move_of_the_balance_is_found_as_often_as_published(held):
    """Twelve and twenty-six pulses, independent and leaning, three widths: found, and false in the eleven others."""
    times = 60
    for asked in held["three_detectors_per_pair"]:
        length, lean = asked["T"], asked["phi"]
        chance = random.Random(length + round(10 * lean))
        made = [
            [decides(chance, length, lean, 1.0 if pair == 0 else 0.0, length // 2) for pair in range(12)]
            for _ in range(times)
        ]
        for width in (3.1, 3.5, 4.0):
            rung = [shortrun.alarms(cohort, width=width) for cohort in made]
            found = sum(any(one.series == 0 and one.pulse >= length // 2 for one in all_) for all_ in rung)
            rang = sum(len({one.series for one in all_ if one.series}) for all_ in rung)
            said = asked[f"L{width}"]
            assert near(found / times, said["detect balance shift .25"], times, 120), (
                length,
                lean,
                width,
                found,
            )
            assert near(rang / (11 * times), said["false per balance series"], 11 * times, 12 * 120), (
                length,
                lean,
                width,
            )


@pytest.mark.parametrize("held", shaped("three_detectors_per_pair"))
def test_a_drop_in_one_member_is_found_as_often_as_published(held):
    times = 60
    for asked in held["three_detectors_per_pair"]:
        length, lean = asked["T"], asked["phi"]
        chance = random.Random(100 + length + round(10 * lean))
        made = [
            [leaning_person(chance, length, lean, 1.2 if one == 0 else 0.0, length // 2) for one in range(12)]
            for _ in range(times)
        ]
        for width in (3.1, 3.5, 4.0):
            rung = [shortrun.alarms(cohort, width=width) for cohort in made]
            found = sum(any(one.series == 0 and one.pulse >= length // 2 for one in all_) for all_ in rung)
            rang = sum(len({one.series for one in all_ if one.series}) for all_ in rung)
            said = asked[f"L{width}"]
            assert near(found / times, said["detect one member -1.2"], times, 120), (
                length,
                lean,
                width,
                found,
            )
            assert near(rang / (11 * times), said["false per member series"], 11 * times, 24 * 120), (
                length,
                lean,
                width,
            )


@pytest.mark.parametrize("held", shaped("three_detectors_per_pair"))
def test_pairs_rung_for_nothing_by_any_of_the_three_as_published(held):
    times = 50
    for asked in held["three_detectors_per_pair"]:
        length, lean = asked["T"], asked["phi"]
        chance = random.Random(200 + length + round(10 * lean))
        made = [
            tuple(
                [leaning_person(chance, length, lean) for _ in range(12)] if series < 2 else
                [decides(chance, length, lean, 0.0, 0) for _ in range(12)]
                for series in range(3)
            )
            for _ in range(times)
        ]  # fmt: skip
        for width in (3.1, 3.5, 4.0):
            rang = sum(
                len({one.series for series in three for one in shortrun.alarms(series, width=width)})
                for three in made
            )
            said = asked[f"L{width}"]["pairs falsely flagged per cohort of 12 (any of 3)"]
            assert near(rang / (12 * times), said / 12, 12 * times, 12 * 120), (length, lean, width, rang)


@pytest.mark.parametrize("way", [0, 1])
def test_the_figures_we_print_for_pairs_are_found_again(way):
    """With the widening and the stages, as a cohort lives it: 60 cohorts of twelve, beside the 400 of the table."""
    times, lean = 60, (0.0, 0.3)[way]
    chance, rang = random.Random(31 + way), dict.fromkeys(OF_PAIRS, 0)
    for _ in range(times):
        cohort = [
            PairSeries(
                leaning_person(chance, 26, lean),
                leaning_person(chance, 26, lean),
                decides(chance, 26, lean, 0.0, 0),
            )
            for _ in range(12)
        ]
        seen: set[int] = set()
        for pulse in range(26):
            seen |= moved(cohort, pulse)
            if pulse + 1 in rang:
                rang[pulse + 1] += len(seen)
    for length, count in rang.items():
        assert near(count / (12 * times), OF_PAIRS[length][way], 12 * times, 12 * 400), (length, count)


def test_between_two_lengths_the_figure_for_a_pair_is_between():
    assert for_nothing_in_pair(14) == pytest.approx(((0.021 + 0.029) / 2, (0.083 + 0.109) / 2))
    assert for_nothing_in_pair(2) == OF_PAIRS[6]
    assert for_nothing_in_pair(99) == OF_PAIRS[26]


def test_the_mean_of_two_would_hide_one_who_falls():
    """Why three series: the same drop, watched in the average of the two, is found less often."""
    times, chance, alone, together = 60, random.Random(9), 0, 0
    for _ in range(times):
        people = [[person(chance, 12, 5, 1.2 if (pair, half) == (0, 0) else 0.0, 6) for half in (0, 1)] for pair in range(12)]  # fmt: skip
        for series, name in (([composite(two[:1]) for two in people], "alone"), ([composite(two) for two in people], "both")):  # fmt: skip
            rang = any(one.series == 0 and one.pulse >= 6 for one in shortrun.alarms(series, width=3.5))
            alone, together = alone + (rang and name == "alone"), together + (rang and name == "both")
    assert alone > 1.5 * together
