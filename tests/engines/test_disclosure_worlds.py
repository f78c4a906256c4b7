"""The engine beside the slow oracle: nobody learns another's answer from what is told."""

from __future__ import annotations

from itertools import combinations
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from polyphonie.engines.disclosure import FIFTHS, THIRDS, Audience, Cell, Published, Shape, plan
from polyphonie.engines.disclosure.bands import Fraction
from polyphonie.engines.disclosure.cells import atoms
from polyphonie.engines.disclosure.ledger import audit
from polyphonie.engines.disclosure.nesting import exposes_nested, nested
from polyphonie.engines.disclosure.worlds import _look, exposes
from tests.engines.oracle import unmasks, unmasks_among_many

CIRCLE, OUTSIDE = Audience.CIRCLE, Audience.OUTSIDE
TENS = Shape("to the nearest ten", tuple(Fraction(at, 20) for at in range(1, 20, 2)))


def families(people: int, groups: int):
    """Every way of putting so many people in so many groups, up to their names."""
    kinds = [frozenset(c) for size in range(1, groups + 1) for c in combinations(range(groups), size)]
    for cuts in combinations(range(people + len(kinds)), len(kinds)):
        sizes = [b - a - 1 for a, b in zip((-1, *cuts), cuts, strict=False)]
        made, begin = [set() for _ in range(groups)], 0
        for kind, size in zip(kinds, sizes, strict=True):
            for group in kind:
                made[group] |= set(range(begin, begin + size))
            begin += size
        if all(made) and begin == people:
            yield [frozenset(group) for group in made]


def told(groups, shape=THIRDS):
    return [(group, shape.starts(len(group))) for group in groups]


@pytest.mark.parametrize("shape", [THIRDS, FIFTHS, TENS], ids=lambda shape: shape.name)
@pytest.mark.parametrize(("groups", "most"), [(1, 8), (2, 8), (3, 8)])
def test_the_engine_and_the_oracle_agree_on_every_family(groups, most, shape):
    if groups == 3 and shape is not THIRDS:
        most = 6
    for people in range(2, most + 1):
        for family in families(people, groups):
            seen = told(family, shape)
            assert exposes(seen, insiders=1) is unmasks(seen, people=people, insiders=1), family


def test_they_agree_for_pairs_who_pool_their_answers():
    for people in range(3, 8):
        for family in families(people, 2):
            seen = told(family)
            assert exposes(seen, insiders=2) is unmasks(seen, people=people, insiders=2), family


def test_what_is_told_of_eight_people_or_fewer_unmasks_nobody_whatever_is_asked_and_answered():
    """Every set of groups that the floors let through, asked at once and one after the other."""
    for people in range(7, 9):
        wide = [frozenset(c) for size in (7, 8) if size <= people for c in combinations(range(people), size)]
        for size in range(1, len(wide) + 1):
            for family in combinations(wide, size):
                shown = plan([Cell(str(at), group) for at, group in enumerate(family)], audience=CIRCLE).shown
                ledger = []
                for at, group in enumerate(family):
                    more = plan([Cell(str(at), group)], audience=CIRCLE, ledger=ledger).shown
                    ledger += [Published(one.cell.people, one.shape, CIRCLE) for one in more]
                assert shown and ledger
                for seen in (
                    [(one.cell.people, one.shape.starts(len(one.cell.people))) for one in shown],
                    [(line.people, line.starts) for line in ledger],
                ):
                    assert not unmasks(seen, people=people, insiders=1)


@st.composite
def asked(draw, most=24):
    """People, and overlapping groups of them: wholes, parts, crossings, latecomers."""
    people = draw(st.integers(9, most))
    everybody = list(range(people))
    groups = draw(
        st.lists(
            st.one_of(
                st.integers(7, people).map(lambda n: frozenset(everybody[:n])),
                st.integers(0, people - 7).map(lambda n: frozenset(everybody[n:])),
                st.sets(st.sampled_from(everybody), min_size=7).map(frozenset),
            ),
            min_size=2,
            max_size=4,
            unique=True,
        )
    )
    return people, groups


@settings(max_examples=60, deadline=None)
@given(asked(), st.booleans(), st.integers(0, 3), st.sampled_from([CIRCLE, OUTSIDE]))
def test_above_eight_people_too(given_, pairs, first, audience):
    people, groups = given_
    cells = [Cell(str(at), group) for at, group in enumerate(groups)]
    ledger = []
    for batch, who in ((cells[:first], CIRCLE), (cells[first:], audience), (cells, OUTSIDE)):
        shown = plan(batch, audience=who, ledger=ledger, pairs=pairs).shown
        ledger += [Published(one.cell.people, one.shape, who) for one in shown]
    seen = [(line.people, line.starts) for line in ledger]
    cut = atoms([group for group, _ in seen])
    assume(prod(len(one) + 1 for _, one in cut) <= 6_000)
    insiders = 2 if pairs else 1
    assert not unmasks_among_many(seen, insiders=insiders)
    if people <= 11:
        assert not unmasks(seen, people=people, insiders=insiders)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_whole_and_its_parts_are_judged_the_same_way_with_and_without_enumeration(data):
    whole = data.draw(st.integers(4, 26))
    cuts = sorted(data.draw(st.sets(st.integers(1, whole), min_size=1, max_size=4)))
    groups = {
        frozenset(range(whole)),
        *(frozenset(range(a, b)) for a, b in zip([0, *cuts], cuts, strict=False)),
    }
    seen = [
        (group, data.draw(st.sampled_from([THIRDS, FIFTHS, TENS])).starts(len(group)))
        for group in sorted(groups, key=lambda group: (-len(group), sorted(group)))
    ]
    insiders = data.draw(st.integers(0, 2))
    parts = nested(seen)
    assert parts is not None
    cut = atoms([group for group, _ in seen])
    assert exposes_nested(*parts, insiders=insiders) is _look(cut, [s for _, s in seen], insiders)


@pytest.mark.parametrize(
    ("starts", "least"),
    [(THIRDS.starts, (4, 7, 10)), (FIFTHS.starts, (6, 11, 16)), (TENS.starts, (21, 41, 61))],
    ids=["3 bands", "5 bands", "nearest ten"],
)
def test_the_floors_are_the_smallest_numbers_that_unmask_nobody(starts, least):
    """reliability § 2.4: the first n from which no set of answers unmasks, for c = 0, 1 and 2."""
    for insiders, first in enumerate(least):
        safe = [
            n
            for n in range(insiders + 1, 70)
            if not exposes([(frozenset(range(n)), starts(n))], insiders=insiders)
        ]
        assert safe[0] == first
        assert set(range(first, 70)) <= {*safe, *(n for n in safe if n < first)}


@pytest.mark.parametrize("insiders", [0, 1, 2])
def test_exact_counts_unmask_at_every_size(insiders):
    for people in range(insiders + 1, 17):
        assert exposes([(frozenset(range(people)), range(people + 1))], insiders=insiders)


def test_the_oracle_catches_a_naive_release():
    """A control: figures that others publish, and that unmask."""
    nine = frozenset(range(9))
    assert unmasks([(nine, range(10))], people=9, insiders=1)  # exact counts « from five answers »
    late = told([frozenset(range(8)), nine])
    assert unmasks(late, people=9, insiders=1)  # bands, told again after one late answer
    assert audit([Published(group, THIRDS, CIRCLE) for group, _ in late], k=5, insiders=1) == "subtraction"
    assert not unmasks(late[:1], people=9, insiders=1)
    subtracted = told([frozenset(range(12)), frozenset(range(7))])
    assert unmasks_among_many(subtracted, insiders=1)  # a whole less a part, though five people remain
    assert audit([Published(group, THIRDS, CIRCLE) for group, _ in subtracted], k=5, insiders=1) == "insider"
