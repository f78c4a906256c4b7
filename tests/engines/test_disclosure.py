"""The door through which figures leave: floors, ledger, what is hidden with what, and in which words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.engines.disclosure import (
    FIFTHS,
    TENTHS,
    THIRDS,
    Audience,
    Cell,
    Change,
    Figure,
    Hidden,
    Published,
    TooMany,
    Why,
    change,
    derivable,
    explain,
    free_text,
    plan,
    promise,
    release,
    shape,
)
from polyphonie.engines.disclosure.explaining import BANDS, CHANGES, WHY
from tests.cases import each

CIRCLE, OUTSIDE = Audience.CIRCLE, Audience.OUTSIDE


def group(begin: int, end: int) -> frozenset[int]:
    return frozenset(range(begin, end))


def shown(cells, **asked) -> list[str]:
    return [one.cell.name for one in plan(cells, audience=CIRCLE, **asked).shown]


@pytest.mark.parametrize("case", each("cells", "k", "disclosed"))
def test_the_sums_that_published_groups_give_away(case):
    found = derivable([frozenset(cell) for cell in case["cells"]], k=case["k"])
    assert sorted(map(sorted, found)) == sorted(map(sorted, case["disclosed"]))
    assert bool(found) is case.get("expect_disclosure", bool(case["disclosed"]))


def test_three_groups_told_two_by_two_give_each_of_them():
    a, b, c = group(0, 3), group(3, 6), group(6, 10)
    assert derivable([a | b, b | c, a | c], k=5) == (a, b, c)
    assert derivable([a | b, b | c], k=5) == ()


def test_unions_of_atoms_count_not_only_atoms():
    """The total of 1 with 2 follows, that of neither alone."""
    pair = derivable([group(0, 10), group(2, 10), frozenset({0, 50, 51, 52, 53, 54, 55})], k=5)
    assert frozenset({0, 1}) in pair
    assert frozenset({0}) not in pair and frozenset({1}) not in pair


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 8), min_size=1).map(frozenset), min_size=1, max_size=5))
def test_what_is_derivable_is_what_no_pair_of_worlds_contradicts(groups):
    """The twin: a sum follows when no direction leaves all totals as they are and moves it (by brute force, -3 to 3)."""
    from itertools import product

    from polyphonie.engines.disclosure.cells import atoms

    cut = atoms(groups)
    if len(cut) > 5:
        return
    moves = [
        move
        for move in product(range(-3, 4), repeat=len(cut))
        if all(
            sum(m for m, (among, _) in zip(move, cut, strict=True) if at in among) == 0
            for at in range(len(groups))
        )
    ]
    expected = set()
    for chosen in product((0, 1), repeat=len(cut)):
        people = frozenset().union(*(p for take, (_, p) in zip(chosen, cut, strict=True) if take))
        still = all(sum(m for m, take in zip(move, chosen, strict=True) if take) == 0 for move in moves)
        if still and 1 <= len(people) < 5:
            expected.add(people)
    assert set(derivable(groups, k=5)) == expected


def test_too_many_small_groups_refuse_the_breakdown():
    many = [frozenset({person}) for person in range(61)]
    with pytest.raises(TooMany):
        derivable([group(0, 61), *many], k=5)
    crowd = [frozenset(range(10 * at, 10 * at + 10)) | {1000 + at, 2000 + at} for at in range(31)]
    across = [frozenset(range(1000, 1031)), frozenset(range(2000, 2031))]
    told = plan([Cell(f"{at}", people) for at, people in enumerate([*across, *crowd])], audience=CIRCLE)
    assert told.hidden and {one.why for one in told.hidden} <= {Why.TANGLED, Why.INSIDER}


@pytest.mark.parametrize(
    ("audience", "pairs", "steps"),
    [
        (CIRCLE, False, {6: None, 7: THIRDS, 500: THIRDS}),
        (CIRCLE, True, {9: None, 10: THIRDS}),
        (OUTSIDE, False, {10: None, 11: THIRDS, 15: THIRDS, 16: FIFTHS, 60: FIFTHS, 61: TENTHS}),
        (OUTSIDE, True, {10: None, 11: THIRDS, 16: FIFTHS, 61: TENTHS}),
    ],
)
def test_the_floors_and_the_bands(audience, pairs, steps):
    assert {people: shape(people, audience, pairs=pairs) for people in steps} == steps


def test_a_share_on_an_edge_is_in_the_higher_band_and_nothing_is_rounded():
    assert [THIRDS.band(yes, 9) for yes in range(10)] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2]
    assert [FIFTHS.band(yes, 20) for yes in (3, 4, 7, 8, 15, 16, 20)] == [0, 1, 1, 2, 3, 4, 4]
    assert [TENTHS.band(yes, 100) for yes in (14, 15, 24, 25, 84, 85, 100)] == [0, 1, 1, 2, 7, 8, 8]


def test_nearly_all_and_all_are_told_alike():
    """Homogeneity: from nine in ten on, at either end, the count is never told."""
    for bands, least in ((THIRDS, 7), (FIFTHS, 16), (TENTHS, 61)):
        for people in range(least, 200):
            ends = [yes for yes in range(people + 1) if 10 * yes >= 9 * people or 10 * yes <= people]
            assert len({bands.band(yes, people) for yes in ends}) == 2


def test_nine_people_of_a_team_and_a_tenth_who_comes_late():
    nine = Cell("L’équipe", group(0, 9))
    first = release([nine], {person: person < 6 for person in range(9)}, audience=CIRCLE)
    assert first.figures == (Figure("L’équipe", THIRDS, 2, 7),)
    assert explain(first.figures[0]) == (
        "L’équipe : deux tiers ou plus, sur au moins 7 réponses.",
        "L’équipe: two thirds or more, of at least 7 answers.",
    )
    again = release([nine], dict.fromkeys(range(9), True), audience=CIRCLE, ledger=first.ledger)
    assert (again.figures, again.hidden) == ((), (Hidden("L’équipe", Why.ALREADY, 7),))
    ten = Cell("L’équipe", group(0, 10))
    late = release([ten], dict.fromkeys(range(10), True), audience=CIRCLE, ledger=first.ledger)
    assert (late.figures, late.hidden) == ((), (Hidden("L’équipe", Why.SUBTRACTION, 7),))
    assert late.ledger == first.ledger


def test_under_the_floor_there_is_an_invitation_to_talk():
    hidden = plan([Cell("Trio", group(0, 6))], audience=CIRCLE).hidden
    assert explain(hidden[0]) == (
        "Moins de 7 réponses : aucun chiffre. Parlez-en plutôt ensemble.",
        "Fewer than 7 answers: no figure. Talk about it together instead.",
    )
    outside = plan([Cell("Équipe", group(0, 10))], audience=OUTSIDE).hidden
    assert explain(outside[0])[1].startswith("Fewer than 11 answers")
    pairs = plan([Cell("Promotion", group(0, 8))], audience=CIRCLE, pairs=True).hidden
    assert explain(pairs[0])[1].startswith("Fewer than 10 answers")


def test_hiding_two_people_hides_more_than_them():
    """40 people; a service of 2 has too few. Were all the others told, so would those two."""
    cells = [
        Cell("Tous", group(0, 40)),
        Cell("A", group(0, 12), "service"),
        Cell("B", group(12, 25), "service"),
        Cell("C", group(25, 38), "service"),
        Cell("D", group(38, 40), "service"),
    ]
    told = plan(cells, audience=CIRCLE, declared=["service"])
    assert [one.cell.name for one in told.shown] == ["Tous", "B", "C"]
    assert {one.name: one.why for one in told.hidden} == {"A": Why.INSIDER, "D": Why.FEW}
    assert explain(told.hidden[0]) == (
        "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne."
        " Ce chiffre ne peut pas être montré avec : C, Tous.",
        "Somebody who knows their own answer could sometimes find another person’s."
        " This figure cannot be shown with: C, Tous.",
    )


def test_groups_that_share_nobody_are_all_told():
    cells = [Cell(f"{at:02}", group(10 * at, 10 * at + 10)) for at in range(30)]
    assert shown(cells) == [f"{at:02}" for at in range(30)]


def test_a_whole_with_many_parts_is_hidden_rather_than_its_parts():
    cells = [
        Cell("Tous", group(0, 200)),
        *(Cell(f"{at:02}", group(10 * at, 10 * at + 10)) for at in range(20)),
    ]
    told = plan(cells, audience=CIRCLE)
    assert [one.name for one in told.hidden] == ["Tous"]
    assert len(told.shown) == 20


def test_what_matters_most_is_told_first_and_its_parts_as_far_as_they_may():
    whole = frozenset(range(120))
    ledger = [Published(whole, TENTHS, OUTSIDE)]
    quarters = [Cell(f"{at}", group(30 * at, 30 * at + 30)) for at in range(4)]
    assert len(plan(quarters, audience=OUTSIDE, ledger=ledger).shown) == 4
    # A service of 20 nearly all « yes » in a house of 120 under 15 %: one of the others who said « yes » knows they all
    # said « no ».
    sixths = [Cell(f"{at}", group(20 * at, 20 * at + 20)) for at in range(6)]
    told = plan(sixths, audience=OUTSIDE, ledger=ledger)
    assert told.shown == () and {one.why for one in told.hidden} == {Why.INSIDER}


def test_the_order_of_asking_changes_nothing():
    cells = [
        Cell("Tous", group(0, 30)),
        Cell("A", group(0, 13)),
        Cell("B", group(13, 25)),
        Cell("C", group(25, 30)),
    ]
    sets = {frozenset(shown(order)) for order in (cells, cells[::-1], cells[2:] + cells[:2])}
    assert sets == {frozenset({"Tous"})}


def test_nothing_told_is_taken_back_and_the_next_gives_way():
    first = Cell("A", group(0, 20))
    ledger = [Published(first.people, THIRDS, CIRCLE)]
    crossing = plan([Cell("B", group(2, 22))], audience=OUTSIDE, ledger=ledger)
    assert (crossing.shown, crossing.hidden[0].why) == ((), Why.CLOSE)


def test_what_was_not_declared_is_not_shown_and_two_breakdowns_are_the_most():
    cells = [Cell("Nuit", group(0, 9), "shift")]
    assert plan(cells, audience=CIRCLE).hidden == (Hidden("Nuit", Why.UNDECLARED, 7),)
    assert shown(cells, declared=["shift"]) == ["Nuit"]
    with pytest.raises(ValueError, match="at most 2"):
        plan(cells, audience=CIRCLE, declared=["shift", "site", "voice"])


def test_a_plan_never_looks_at_the_answers_and_a_release_keeps_no_count():
    cells = [Cell("Tous", group(0, 12)), Cell("A", group(0, 7))]
    outcomes = [
        release(cells, {person: person in yes for person in range(12)}, audience=CIRCLE)
        for yes in (group(0, 0), group(0, 12), group(3, 9), frozenset({11}))
    ]
    assert len({one.hidden for one in outcomes}) == len({one.ledger for one in outcomes}) == 1
    assert all(figure.band in range(3) for one in outcomes for figure in one.figures)


def test_who_did_not_answer_has_no_share():
    with pytest.raises(ValueError, match="1 in these groups did not answer"):
        release([Cell("A", group(0, 8))], dict.fromkeys(range(7), True), audience=CIRCLE)


def test_a_change_is_not_told_when_a_few_came_or_left():
    low, high = Figure("A", THIRDS, 0, 7), Figure("A", THIRDS, 2, 7)
    team = group(0, 9)
    assert change(low, high, team, team) is Change.UP
    assert change(high, low, team, team) is Change.DOWN
    assert change(low, low, team, group(0, 14)) is Change.SAME
    assert [change(low, high, team, group(0, 9 + n)) for n in (1, 4)] == [Change.HIDDEN, Change.HIDDEN]
    assert change(low, high, team, group(2, 11)) is Change.HIDDEN  # two left, two came
    assert change(low, Figure("A", FIFTHS, 2, 16), team, team) is Change.OTHER_BANDS
    assert change(low, high, None, team) is Change.UNKNOWN


def test_free_words_from_sixteen_and_a_promise_before_opening():
    assert [free_text(people) for people in (15, 16)] == [False, True]
    assert promise(CIRCLE) == (
        "Montré à la fin, dans ce cercle, à partir de 7 réponses, en grandes parts ; jamais un nombre exact.",
        "Shown at the end, in this circle, from 7 answers, in broad bands; never an exact number.",
    )
    assert "10 réponses" in promise(CIRCLE, pairs=True)[0] and "11 réponses" in promise(OUTSIDE)[0]


def test_every_reason_and_every_band_has_its_words_with_french_spaces():
    assert set(WHY) == set(Why) and set(CHANGES) == set(Change)
    assert {bands: len(words) for bands, words in BANDS.items()} == {THIRDS: 3, FIFTHS: 5, TENTHS: 9}
    said = [
        *WHY.values(),
        *CHANGES.values(),
        *(w for words in BANDS.values() for w in words),
        promise(CIRCLE),
    ]
    assert [french for french, _ in said if re.search(r"\w [?!;:»%]|'", french)] == []
