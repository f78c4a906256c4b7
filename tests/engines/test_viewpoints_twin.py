"""A slow and obvious twin, one loop for one sentence; and what must hold of any votes."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.engines.viewpoints import Votes, draw
from polyphonie.engines.viewpoints.gate import strength
from polyphonie.engines.viewpoints.ground import slate
from polyphonie.engines.viewpoints.plane import Centred, axes, centred
from polyphonie.engines.viewpoints.silhouettes import exact
from polyphonie.engines.viewpoints.speaking import Sides
from tests.engines.voting import crowd, likeness, of


def twin_places(table, left_out):
    """Mean of each statement, unseen taken as the mean, whole decomposition, moved out by √(whole / seen)."""
    people, statements = table.shape
    filled = np.zeros(table.shape)
    for j in range(statements):
        said = [table[i, j] for i in range(people) if not np.isnan(table[i, j])]
        mean = 0.0 if left_out[j] else sum(said) / len(said)
        for i in range(people):
            if not left_out[j]:
                filled[i, j] = (mean if np.isnan(table[i, j]) else table[i, j]) - mean
    _, _, turned = np.linalg.svd(filled, full_matrices=False)
    found = np.zeros((people, 2))
    for i in range(people):
        seen = sum(left_out[j] or not np.isnan(table[i, j]) for j in range(statements))
        for axis in range(2):
            direction = turned[axis] * np.sign(turned[axis][np.abs(turned[axis]).argmax()])
            found[i, axis] = sqrt(statements / max(1, seen)) * sum(filled[i] * direction)
    return found


def twin_silhouette(points, labels):
    each = []
    for i, mine in enumerate(labels):
        far = {g: [] for g in set(labels)}
        for j, theirs in enumerate(labels):
            if i != j:
                far[theirs].append(float(np.hypot(*(points[i] - points[j]))))
        if not far[mine]:
            each.append(0.0)
            continue
        a = sum(far[mine]) / len(far[mine])
        b = min(sum(d) / len(d) for g, d in far.items() if g != mine)
        each.append((b - a) / max(a, b))
    return sum(each) / len(each)


def twin_z(table, family, group, statement, side):
    """Of a family against the rest, one vote added to each count."""
    here = [
        table[i, statement]
        for i in range(len(table))
        if family[i] == group and not np.isnan(table[i, statement])
    ]
    rest = [
        table[i, statement]
        for i in range(len(table))
        if family[i] >= 0 and family[i] != group and not np.isnan(table[i, statement])
    ]
    a, n, b, m = here.count(side) + 1, len(here) + 1, rest.count(side) + 1, len(rest) + 1
    p = (a + b) / (n + m)
    return 0.0 if p == 1 else (a / n - b / m) / sqrt(p * (1 - p) * (1 / n + 1 / m))


def table_of(votes: Votes):
    table = np.full(votes.shape, np.nan)
    table[votes.person, votes.statement] = votes.vote
    return table


@pytest.mark.parametrize("seed", range(6))
def test_the_twin_finds_the_same(seed):
    rng = np.random.default_rng(seed)
    made = crowd(rng, 22, 9 + 7 * (seed % 4), apart=0.6)
    left_out = [1, 4] if seed % 2 else []
    votes = of(table_of(made), left_out=left_out)
    table = table_of(votes)
    drawn = draw(votes, mode="polis")
    np.testing.assert_allclose(drawn.place, twin_places(table, votes.left_out), atol=1e-8)
    inside = drawn.family >= 0
    assert exact(drawn.place[inside], [drawn.family[inside]])[0] == pytest.approx(
        twin_silhouette(drawn.place[inside], drawn.family[inside].tolist())
    )
    beside = Sides.of(drawn.by_family).beside
    for group in range(drawn.count):
        for j in range(votes.shape[1]):
            assert beside[0][group, j] == pytest.approx(twin_z(table, drawn.family, group, j, 1.0))
            assert beside[1][group, j] == pytest.approx(twin_z(table, drawn.family, group, j, -1.0))


@pytest.mark.parametrize("seed", range(4))
def test_the_strength_is_that_of_the_whole_matrix(seed):
    table = table_of(crowd(np.random.default_rng(seed), 25, 15 + 10 * seed))
    seen = ~np.isnan(table)
    left = np.where(seen, table - np.nanmean(table, 0), np.nan)
    left = np.where(seen, left - np.nanmean(left, 1)[:, None], 0)
    values = np.linalg.svd(left - left.mean(0), compute_uv=False) ** 2
    assert strength(of(table)) == pytest.approx(values[0] / values.sum())


def test_by_steps_or_at_once_the_axes_are_the_same(monkeypatch):
    matrix = centred(crowd(np.random.default_rng(5), 200, 40, apart=0.5), by_person=True)
    by_steps = axes(matrix)
    monkeypatch.setattr("polyphonie.engines.viewpoints.plane.DENSE_SIDE", 40)
    at_once = axes(matrix)
    np.testing.assert_allclose(by_steps[0], at_once[0], atol=1e-9)
    np.testing.assert_allclose(by_steps[1], at_once[1])


def test_counting_a_statement_twice_is_having_it_twice():
    table = table_of(crowd(np.random.default_rng(6), 30, 12))
    matrix = centred(of(table), by_person=False)
    weight = np.ones(12)
    weight[3] = 2
    weighted = matrix.weighted(weight)
    twice = centred(of(np.column_stack([table, table[:, 3]])), by_person=False)
    np.testing.assert_allclose(axes(weighted)[1], axes(twice)[1])
    assert isinstance(weighted, Centred) and weighted.total == pytest.approx(twice.total)


def test_the_slate_carries_nearly_as_many_as_the_best_one():
    from itertools import combinations

    for seed in range(5):
        votes = crowd(np.random.default_rng(seed), 14, 8)
        agrees = [set(np.flatnonzero(column == 1)) for column in table_of(votes).T]
        best = max(len(set.union(*three)) for three in combinations(agrees, 3))
        assert sum(one.new for one in slate(votes, 3)) >= (1 - 1 / np.e) * best


# -- what must hold of any votes

TABLES = st.integers(0, 10_000).map(
    lambda seed: table_of(crowd(np.random.default_rng(seed), 26, 14, apart=0.9))
)


@settings(max_examples=25, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_other_names_for_people_and_statements_change_nothing_else(table, chance):
    people, statements = list(range(26)), list(range(14))
    chance.shuffle(people)
    chance.shuffle(statements)
    one, other = draw(of(table), mode="polis"), draw(of(table[people][:, statements]), mode="polis")
    np.testing.assert_allclose(np.abs(other.place), np.abs(one.place[people]), atol=1e-7)
    assert likeness(other.family, one.family[people]) == 1.0
    np.testing.assert_allclose(other.everyone.agree, one.everyone.agree[statements])
    np.testing.assert_allclose(other.group_informed, one.group_informed[statements], atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_in_which_votes_came_changes_nothing(table, chance):
    votes = of(table)
    order = list(range(len(votes)))
    chance.shuffle(order)
    again = Votes.of(
        votes.people[votes.person][order], votes.statements[votes.statement][order], votes.vote[order]
    )
    assert [x.tolist() for x in (again.person, again.statement, again.vote)] == [
        x.tolist() for x in (votes.person, votes.statement, votes.vote)
    ]


@settings(max_examples=25, deadline=None)
@given(TABLES, st.integers(0, 13))
def test_a_statement_told_twice_changes_nothing_essential(table, twice):
    one, other = (draw(of(t), mode="polis") for t in (table, np.column_stack([table, table[:, twice]])))
    assert other.everyone.agree[:14].tolist() == one.everyone.agree.tolist()
    assert other.everyone.agree[14] == one.everyone.agree[twice]
    if one.count == 2 == other.count and one.apart > 0.5:
        assert likeness(one.family, other.family) > 0.5
    assert slate(of(np.column_stack([table, table[:, twice]])))[0].agree == slate(of(table))[0].agree


@settings(max_examples=25, deadline=None)
@given(TABLES)
def test_agreeing_and_disagreeing_are_mirrors(table):
    votes, mirrored = of(table), of(-table)
    assert strength(votes) == pytest.approx(strength(mirrored))
    assert votes.tally.agree.tolist() == mirrored.tally.disagree.tolist()
    ours, theirs = (Sides.of(v.tally_by(np.arange(26) % 2, 2)).beside for v in (votes, mirrored))
    np.testing.assert_allclose(ours[0], theirs[1])
