"""How evenly people share what there is: worked figures, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyphonie.engines.variation import concentration, evenness, fair_share
from tests.cases import as_written, shaped

amounts = st.lists(st.integers(0, 3600), min_size=2, max_size=12).filter(any)


@pytest.mark.parametrize("held", shaped("speaking_balance"))
def test_the_worked_shares(held):
    for shares, told in held["speaking_balance"].items():
        given = [float(share) for share in shares.split("_")]
        assert evenness(given) == as_written(told["H_norm"]), shares
        assert concentration(given) == as_written(told["gini_norm"]), shares


@given(amounts)
def test_concentration_is_the_mean_difference_between_two_over_twice_the_mean(held):
    n, mean = len(held), sum(held) / len(held)
    differences = sum(abs(a - b) for a in held for b in held) / (n * (n - 1))
    assert concentration(held) == pytest.approx(differences / (2 * mean), abs=1e-9)


@given(amounts, st.integers(1, 100), st.randoms(use_true_random=False))
def test_neither_the_unit_nor_the_order_matters_and_both_lie_between_nought_and_one(held, unit, chance):
    other = [unit * each for each in held]
    chance.shuffle(other)
    for measure in (evenness, concentration):
        assert measure(other) == pytest.approx(measure(held), abs=1e-9)
        assert -1e-9 <= measure(held) <= 1 + 1e-9


@pytest.mark.parametrize("n", [2, 3, 8])
def test_all_the_same_and_all_for_one(n):
    same, one = [5] * n, [0] * (n - 1) + [5]
    assert (evenness(same), concentration(same)) == (pytest.approx(1), pytest.approx(0, abs=1e-12))
    assert (evenness(one), concentration(one)) == (0, 1)


@given(amounts, st.data())
def test_fair_shares_of_two_parts_make_one(held, data):
    some = data.draw(st.sets(st.integers(0, len(held) - 1), min_size=1, max_size=len(held) - 1))
    others = set(range(len(held))) - some
    both = len(some) * fair_share(held, some) + len(others) * fair_share(held, others)
    assert both == pytest.approx(len(held))
    assert fair_share(held, range(len(held))) == pytest.approx(1)


def test_where_there_is_nothing_to_share_there_is_no_figure():
    for held in ([], [3], [0, 0]):
        assert (evenness(held), concentration(held), fair_share(held, [0])) == (None, None, None)
    assert fair_share([1, 2], []) is None
    with pytest.raises(ValueError, match="less than nothing"):
        evenness([3, -1])
