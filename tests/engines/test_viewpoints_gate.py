"""The gate: how often it opens where there is nothing, and where there is something, beside the stated rates."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from polyphonie.engines.viewpoints.families import families, redrawn
from polyphonie.engines.viewpoints.gate import Gate, _together, gate, shuffled, strength
from polyphonie.engines.viewpoints.plane import centred
from polyphonie.engines.viewpoints.speaking import bar, unaware
from polyphonie.engines.viewpoints.votes import drawn_from
from tests.cases import shaped
from tests.engines.voting import crowd

STATEMENTS = {12: 15, 24: 20, 60: 30}  # of as many people; in between, in proportion
RUNS = {12: 80, 24: 80, 60: 30}
# What a study of the same kind states for a rate without saying over how many runs.
UNSAID = 100


def stated() -> list[object]:
    """Each rate stated in the files of cases: (people, apart, yes, rate, runs)."""
    found = list[tuple[int, float, float, float, int]]()
    for name, rates in [one for held in shaped("residualised") for one in rates_of(held)]:
        for people, rate in rates.items():
            n = int(people.removeprefix("N"))
            if name.startswith("power"):
                apart = [float(part) for part in name.split("_")[2:]]
                found += [(n, d, 0.0, r, UNSAID) for d, r in zip(apart, rate, strict=True)]
            else:
                told = rate if isinstance(rate, list) else [rate, UNSAID]
                found.append((n, 0.0, 0.15 * name.endswith("yes_saying"), *told))
    return [pytest.param(*one, id=f"{one[0]}-apart{one[1]}-yes{one[2]}") for one in found]


def rates_of(held: object) -> list[tuple[str, dict[str, list[float]]]]:
    (case,) = held.values  # a parameter, as the cases give it
    return list(case["residualised"].items()) if case else []


@pytest.mark.parametrize(("people", "apart", "yes", "rate", "runs"), stated())
def test_it_opens_as_often_as_stated(people, apart, yes, rate, runs):
    rng = np.random.default_rng(people)
    ours = RUNS.get(people, 30) * (2 if not apart else 1)
    statements = round(float(np.interp(people, list(STATEMENTS), list(STATEMENTS.values()))))
    made = (crowd(rng, people, statements, apart=apart, yes=yes) for _ in range(ours))
    opened = sum(gate(votes, seed=seed).passed for seed, votes in enumerate(made)) / ours
    pooled = min(0.98, max(0.02, (opened * ours + rate * runs) / (ours + runs)))
    assert abs(opened - rate) <= 3 * sqrt(pooled * (1 - pooled) * (1 / ours + 1 / runs))


def test_p_counts_the_worlds_as_structured():
    votes = crowd(np.random.default_rng(8), 16, 10)
    found = gate(votes, seed=3, worlds=39)
    assert found.worlds == 39
    assert (found.p * 40) == pytest.approx(round(found.p * 40))
    assert found == gate(votes, seed=3, worlds=39)
    assert Gate(0.3, 0.05, 19).passed and not Gate(0.3, 0.055, 199).passed


def test_a_shuffled_world_keeps_what_each_statement_received_and_who_saw_it():
    votes = crowd(np.random.default_rng(8), 20, 10, apart=0.8)
    for world in shuffled(votes, np.random.default_rng(1), 5):
        assert world.tally.agree.tolist() == votes.tally.agree.tolist()
        assert world.seen_by.tolist() == votes.seen_by.tolist()
        assert world.vote.tolist() != votes.vote.tolist()


def test_worlds_made_together_are_as_structured_as_those_made_one_by_one():
    votes = crowd(np.random.default_rng(8), 30, 20)
    one_by_one = [strength(world) for world in shuffled(votes, np.random.default_rng(1), 400)]
    together = _together(votes, np.random.default_rng(2), 400)
    assert np.mean(together) == pytest.approx(np.mean(one_by_one), abs=4 * np.std(one_by_one) / sqrt(200))
    assert np.std(together) == pytest.approx(np.std(one_by_one), rel=0.2)


def test_of_very_many_votes_those_of_people_drawn_are_looked_at_whatever_they_said():
    votes = crowd(np.random.default_rng(8), 60, 20, apart=0.8)
    few = drawn_from(votes, seed=3, many=400)
    assert drawn_from(votes, seed=3, many=len(votes)) is votes
    assert 400 <= len(few) < 400 + 20 and few.shape[1] == 20
    seen = dict(zip(votes.people.tolist(), votes.seen_by.tolist(), strict=True))
    assert few.seen_by.tolist() == [seen[one] for one in few.people.tolist()]
    (world,) = shuffled(votes, np.random.default_rng(1), 1)
    assert drawn_from(world, seed=3, many=400).people.tolist() == few.people.tolist()
    assert drawn_from(votes, seed=4, many=400).people.tolist() != few.people.tolist()
    assert gate(votes, seed=3, worlds=19).people == 60


def test_directions_of_people_drawn_place_everybody_about_as_all_would():
    votes = crowd(np.random.default_rng(8), 400, 30, apart=0.6)
    found = families(votes)
    matrix, few = centred(votes, by_person=True), drawn_from(votes, seed=1, many=3000)
    even = np.ones(30)
    by_all = redrawn(votes, matrix, found, even)
    by_some = redrawn(votes, matrix, found, even, centred(few, by_person=True))
    assert (by_all == by_some).mean() > 0.95


def test_a_statement_is_rarely_said_to_be_a_familys_own_where_families_are_an_artefact():
    """Family-wise: in thirty worlds without structure, at most five say anything at all (p = 0.003 at one in twenty)."""
    rng = np.random.default_rng(11)
    false = 0
    for seed in range(30):
        votes = crowd(rng, 24, 12)
        found = families(votes)
        false += bool(found.count and unaware(votes, found).max() > bar(votes, seed=seed, worlds=19))
    assert false <= 5
