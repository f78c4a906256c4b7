"""The best pairs are those that trying everything gives; the proof is checked by other lines, and refuses what is touched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.pairing_people import CRITERIA, HARD
from benchmarks.pairing_people import problem as made_people
from polyphonie.engines.pairing.answering import meeting
from polyphonie.engines.pairing.answers import Cancelled
from polyphonie.engines.pairing.best import best
from polyphonie.engines.pairing.ground import Kept, Matrix, luck
from polyphonie.engines.pairing.people import Hard, Objective, Problem, Rules
from polyphonie.engines.pairing.proof import what_is_wrong
from tests.cases import named, shaped
from tests.engines.pairing_brute import best_of_all, proved

BOTH = list(Objective)


def quiet(doing: str, done: int, of: int) -> None:
    pass


def random_ground(seed: int) -> np.ndarray:
    drawn = np.random.default_rng(seed)
    height, width = drawn.integers(1, 8, 2)
    quality = drawn.integers(0, drawn.integers(1, 15), (height, width))
    quality[drawn.random((height, width)) < drawn.random() * 0.8] = -1
    return quality


@pytest.mark.parametrize("hundred", range(12))
def test_1200_grounds_of_7_at_most_give_what_trying_everything_gives(hundred):
    """One of two is solved on lists of one or two partners, which prices complete."""
    for seed in range(100 * hundred, 100 * hundred + 100):
        quality = random_ground(seed)
        ground, (most, total, leximin) = Matrix(quality, seed), best_of_all(quality)
        for objective in BOTH:
            pairs, prices = best(ground, objective, quiet, whole=49 * (seed % 2), many=1 + seed % 4 // 2)
            values = sorted(int(quality[pair]) for pair in pairs)
            assert len(values) == most, seed
            assert (sum(values) == total) if objective == "total" else (values == leximin), seed
            certificate = tuple(price.frozen() for price in prices)
            assert what_is_wrong(ground, pairs, certificate, objective) is None, seed
            lucks = luck(ground.first_keys[:, None], ground.second_keys).tolist()
            assert proved(quality.tolist(), pairs, certificate, lucks), seed


@pytest.mark.parametrize("case", shaped("quality", "leximin", "max_sum"))
def test_worked_cases(case):
    ground = Matrix(case["quality"])
    for objective, told in ((Objective.TOTAL, case["max_sum"]), (Objective.LEXIMIN, case["leximin"])):
        pairs, prices = best(ground, objective, quiet)
        values = [case["quality"][i][j] for i, j in pairs]
        assert sum(values) == told["sum"]
        if objective == Objective.LEXIMIN or best_is_alone(case["quality"], objective):
            assert sorted(values) == sorted(told["values"])
        assert what_is_wrong(ground, pairs, tuple(p.frozen() for p in prices), objective) is None
        asked = [(i, j) for i, j in enumerate(told["assignment"]) if j is not None and j >= 0]
        if best_is_alone(case["quality"], objective):
            assert pairs == asked


def best_is_alone(quality, objective) -> bool:
    """Do all draws give the same pairs?"""
    return len({tuple(best(Matrix(quality, seed), objective, quiet)[0]) for seed in range(20)}) == 1


@pytest.mark.parametrize("case", shaped("quality", "max_sum"))
def test_the_worked_dual_prices_prove_the_same_total(case):
    """`dual_certificate_for_cost_10_minus_q`: 10 is the perfect quality that costs are counted from."""
    try:
        key, told = named(case, "dual_certificate_for_cost_")
    except StopIteration:
        pytest.skip("no prices are told")
    perfect = int(key.removeprefix("dual_certificate_for_cost_").removesuffix("_minus_q"))
    quality, u, v = np.array(case["quality"]), np.array(told["u"]), np.array(told["v"])
    assert (u[:, None] + v <= perfect - quality)[quality >= 0].all()
    assert u.sum() + v.sum() == perfect * len(case["max_sum"]["values"]) - case["max_sum"]["sum"]


@pytest.mark.parametrize("objective", BOTH)
def test_every_touched_price_is_refused(objective):
    quality = np.random.default_rng(5).integers(0, 9, (5, 6))
    quality[2, :3] = -1
    ground = Matrix(quality, 5)
    pairs, prices = best(ground, objective, quiet)
    for at, price in enumerate(prices):
        for side in ("first", "second"):
            for person in range(len(getattr(price, side))):
                for step in (-1, 1):
                    moved = getattr(price, side).copy()
                    moved[person] += step
                    touched = [*prices[:at], replace(price, **{side: moved}), *prices[at + 1 :]]
                    frozen = tuple(one.frozen() for one in touched)
                    assert what_is_wrong(ground, pairs, frozen, objective) is not None, (at, side, person)


@pytest.mark.parametrize("objective", BOTH)
def test_no_other_pairs_and_no_other_claim_pass_under_the_same_certificate(objective):
    quality = np.random.default_rng(7).integers(0, 30, (5, 5))
    ground = Matrix(quality, 7)
    pairs, prices = best(ground, objective, quiet)
    certificate = tuple(price.frozen() for price in prices)
    wrong = lambda p, c, o=objective: what_is_wrong(ground, p, c, o)  # noqa: E731
    assert wrong(pairs, certificate) is None
    for i in range(5):
        for j in range(i):
            swapped = dict(pairs)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert wrong(sorted(swapped.items()), certificate) is not None
    assert wrong(pairs[1:], certificate) == "pairs"
    assert wrong([*pairs[1:], (pairs[0][0], pairs[1][1])], certificate) == "twice"
    assert wrong(pairs, certificate, next(o for o in BOTH if o != objective)) == "components"
    for at in range(len(certificate)):
        assert wrong(pairs, (*certificate[:at], *certificate[at + 1 :])) is not None
    assert wrong(pairs, (replace(certificate[0], first=(0,)), *certificate[1:])) == "prices"


def test_a_claimed_floor_above_a_pair_is_refused():
    ground = Matrix([[1, 5], [5, 9]])
    pairs, prices = best(ground, Objective.LEXIMIN, quiet)
    raised = [replace(p, level=6) if p.kind == "below" else p for p in prices]
    assert what_is_wrong(ground, pairs, tuple(p.frozen() for p in raised), Objective.LEXIMIN) == "components"


def test_leximin_gives_up_some_of_the_sum_to_raise_the_worst():
    quality = np.random.default_rng(1).integers(0, 100, (60, 60))
    found = {o: [int(quality[p]) for p in best(Matrix(quality), o, quiet)[0]] for o in BOTH}
    assert min(found[Objective.LEXIMIN]) > min(found[Objective.TOTAL])
    assert sum(found[Objective.LEXIMIN]) < sum(found[Objective.TOTAL])


@pytest.mark.parametrize("objective", BOTH)
def test_lists_give_the_same_as_the_whole_ground(objective):
    drawn = np.random.default_rng(3)
    quality = drawn.integers(0, 40, (120, 140))
    quality[drawn.random(quality.shape) < 0.8] = -1
    ground = Matrix(quality, 3)
    whole, _ = best(ground, objective, quiet)
    listed, _ = best(ground, objective, quiet, whole=0, many=3)
    assert listed == whole


@pytest.mark.parametrize(
    "hard", [Hard(), HARD, Hard(km=30, access=True), Hard(languages=2, times=3, km=5000)]
)
def test_a_ground_read_rule_after_rule_is_what_each_pair_says(hard):
    """Somebody did not say where they live; some live at one place; and what is not held is read again."""
    people = list(made_people(60, "leximin").people)
    people[3], people[70] = replace(people[3], place=None), replace(people[70], place=people[5].place)
    asked = Problem(tuple(people), Rules(hard, CRITERIA), refused=((people[5].name, people[70].name),))
    ground = meeting(asked, 0)
    whole = ground.block(0, ground.height)
    told = [(i, j, int(whole[i, j])) for i, j in np.argwhere(whole >= 0).tolist()]
    for held in (Kept(ground), Kept(ground, most=0)):
        found = [
            one
            for *_, i, j, q in held.possible()
            for one in zip(i.tolist(), j.tolist(), q.tolist(), strict=True)
        ]
        assert found == told
    assert [(i, j, int(ground.at(np.array([i]), np.array([j]))[0])) for i, j, _ in told[:50]] == told[:50]


def test_the_draw_is_the_same_again_and_another_number_draws_otherwise():
    quality = np.zeros((8, 8), int)
    drawn = [tuple(best(Matrix(quality, seed), Objective.LEXIMIN, quiet)[0]) for seed in (1, 1, 2, 3)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 3


def test_a_hearer_is_told_how_far_it_is_and_can_stop_it():
    heard = []

    def stop(doing: str, done: int, of: int) -> None:
        heard.append(doing)
        if doing == "levels":
            raise Cancelled

    with pytest.raises(Cancelled):
        best(Matrix(np.arange(30).reshape(5, 6)), Objective.LEXIMIN, stop)
    assert heard == ["reading", "lists", "levels"]


def test_nobody_possible_makes_no_pair_and_proves_it():
    ground = Matrix(np.full((3, 2), -1))
    for objective in BOTH:
        pairs, prices = best(ground, objective, quiet)
        assert pairs == []
        assert what_is_wrong(ground, pairs, tuple(p.frozen() for p in prices), objective) is None
