"""The map of viewpoints: published figures, a small example by hand, what it says and what it draws."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.sparse import csc_array

from polyphonie.engines import viewpoints
from polyphonie.engines.viewpoints import Votes, Why, draw, explain, next_statement, priorities
from polyphonie.engines.viewpoints.evidence import against_rest
from polyphonie.engines.viewpoints.families import LEAST, merged
from polyphonie.engines.viewpoints.plane import Centred, axes
from polyphonie.engines.viewpoints.routing import importance
from polyphonie.engines.viewpoints.silhouettes import by_grid, each, exact
from polyphonie.engines.viewpoints.votes import Tally
from tests.cases import as_written, many, shaped
from tests.engines.voting import crowd, likeness, of


def none_seen(extremity: list[float]) -> tuple[Tally, np.ndarray]:
    nothing = np.zeros(len(extremity), int)
    return Tally(nothing, nothing, nothing), np.array(extremity, float)


# -- published figures


@pytest.mark.parametrize("held", shaped("two_prop_test"))
def test_two_shares_are_compared_as_published(held):
    for case in many(held["two_prop_test"]):
        here, there, whole, rest = case["args"]
        found = float(against_rest(here, there, whole, rest))
        assert found == pytest.approx(case["expected"], abs=case["tol"])
        if "port" in case:
            assert found == pytest.approx(case["port"], abs=1e-9)


@pytest.mark.parametrize("held", shaped("silhouette"))
def test_silhouettes_are_those_published(held):
    for case in many(held["silhouette"]):
        far, groups = np.array(case["distances"], float), case["clusters"]
        label = np.array([next(g for g, mine in enumerate(groups) if i in mine) for i in range(len(far))])
        found = each(far @ np.eye(len(groups))[label], label, np.bincount(label).astype(float))
        assert found[0] == as_written(case["member0"])
        assert found.mean() == as_written(case["overall"])
        alone = np.arange(len(far)).clip(max=1)
        lonely = each(far @ np.eye(2)[alone], alone, np.bincount(alone).astype(float))[0]
        assert lonely == case.get("singleton_member", 0)


@pytest.mark.parametrize("held", shaped("pca_toy"))
def test_axes_and_places_are_those_published(held):
    for case in many(held["pca_toy"]):
        given, told = np.array(case["matrix"], float), np.array(case["components"])
        matrix = Centred(csc_array(given - given.mean(0)), np.zeros(given.shape[1]))
        directions, strength = axes(matrix, len(told))
        way = np.sign((directions.T * told).sum(1))  # which end of an axis is positive is free
        np.testing.assert_allclose(directions.T * way[:, None], told, atol=1e-6)
        np.testing.assert_allclose(matrix.along(directions) * way, case["projections"], atol=2e-6)
        np.testing.assert_allclose(strength / (len(given) - 1), case["eigenvalues"], atol=1e-6)


@pytest.mark.parametrize("held", shaped("importance_no_votes", "priority_no_votes", "priority_meta"))
def test_what_to_show_next_is_weighed_as_published(held):
    for name, weigh in (("importance_no_votes", importance), ("priority_no_votes", priorities)):
        case = held[name]
        assert weigh(*none_seen(case["extremity"])).tolist() == pytest.approx(case["expected"])
    about_oneself = np.array([True, False])
    assert priorities(*none_seen([0, 3]), about_oneself=about_oneself).tolist() == [
        held["priority_meta"],
        81.0,
    ]


# -- who may have families


def test_fewer_than_twelve_people_have_no_map():
    drawn = draw(crowd(np.random.default_rng(1), 11, 20, apart=1.0))
    assert (drawn.why, drawn.gate, drawn.count, drawn.representative) == (Why.FEW_PEOPLE, None, 0, ())
    assert drawn.common and drawn.slate


def test_fewer_than_eight_statements_well_seen_have_no_map():
    drawn = draw(crowd(np.random.default_rng(1), 80, 7, apart=1.0))
    assert (drawn.why, drawn.gate) == (Why.FEW_STATEMENTS, None)
    table = np.full((40, 40), np.nan)
    for person in range(40):
        table[person, [(person * 8 + step) % 40 for step in range(8)]] = 1 if person % 2 else -1
    assert draw(of(table)).why is Why.FEW_STATEMENTS


def test_twenty_people_at_random_have_no_map_and_say_so():
    drawn = draw(crowd(np.random.default_rng(4), 20, 20))
    assert drawn.why is Why.NO_STRUCTURE
    assert drawn.gate is not None and drawn.gate.p > 0.05
    assert explain(drawn)[1][0].startswith("Pas de familles d’opinion nettes")


def test_sixty_people_in_two_camps_have_a_map_with_both():
    drawn = draw(crowd(np.random.default_rng(3), 60, 30, apart=0.8), seed=1)
    assert drawn.why is None and drawn.sizes == (30, 30)
    assert likeness(drawn.family, np.arange(60) % 2) == 1.0
    assert min(len(claims) for claims in drawn.representative) >= 8
    assert drawn.gate is not None and drawn.gate.p == pytest.approx(1 / 200)


def test_a_family_has_five_people_at_least():
    place = np.array([[0.0, 0]] * 9 + [[9.0, 0]] * 4 + [[10.0, 1]] * 6)
    label = merged(place, np.repeat([0, 1, 2], [9, 4, 6]))
    assert np.bincount(label).tolist() == [9, 10]
    assert merged(place[:8], np.repeat([0, 1], [4, 4])).tolist() == [0] * 8
    assert LEAST == 5


def test_the_same_seed_gives_the_same_map():
    votes = crowd(np.random.default_rng(5), 24, 16, apart=1.0)
    one, other = (viewpoints.report(draw(votes, seed=7)) for _ in range(2))
    assert one == other and one["families"]


# -- by hand


def hand() -> Votes:
    """Five people, three statements; Driss changed his mind."""
    people = [
        "Amina",
        "Driss",
        "Driss",
        "Hanna",
        "Lise",
        "Rose",
        "Amina",
        "Driss",
        "Hanna",
        "Lise",
        "Rose",
        "Rose",
    ]
    statements = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3]
    return Votes.of(people, statements, [1, -1, 1, 1, 1, 0, -1, -1, 1, 1, 0, 1])


def test_five_people_by_hand():
    votes = hand()
    assert (votes.shape, len(votes)) == ((5, 3), 11)
    assert votes.tally.agree.tolist() == [4, 2, 1]
    assert votes.tally.disagree.tolist() == [0, 2, 0]
    assert votes.seen_by.tolist() == [2, 2, 2, 2, 3]
    drawn = draw(votes)
    # Of five who saw it, four agree: Beta(5, 2), whose 10th percentile is 0.4897. Not surely more than half.
    assert drawn.common == ()
    assert [(one.statement, one.new, one.agree) for one in drawn.slate] == [(1, 4, 4), (3, 1, 1)]


def test_common_ground_is_what_the_least_convinced_family_surely_shares():
    table = np.array([[1.0, 1, -1]] * 10 + [[1.0, -1, -1]] * 10)
    tally = of(table).tally_by(np.repeat([0, 1], 10), 2)
    found = viewpoints.ground.common_ground(tally, np.arange(3), np.zeros(3, bool))
    floor = 0.1 ** (1 / 11)  # the 10th percentile of Beta(11, 1)
    assert [(one.statement, one.side, one.said) for one in found] == [
        (0, "agree", (10, 10)),
        (2, "disagree", (10, 10)),
    ]
    assert [one.floor for one in found] == pytest.approx([floor, floor])
    talk = viewpoints.ground.disagreements(tally, np.arange(3), np.zeros(3, bool))
    assert [(one.statement, one.most, one.least) for one in talk] == [(1, 0, 1)]
    assert talk[0].gap == pytest.approx(11 / 12 - 1 / 12)


def test_the_group_informed_share_depends_on_the_sizes_as_it_is_known_to():
    for sizes, expected in (((3, 3), 0.64), ((12, 12), 0.862), ((4, 4, 4), 0.579)):
        family = np.repeat(np.arange(len(sizes)), sizes)
        tally = of(np.ones((sum(sizes), 1))).tally_by(family, len(sizes))
        share = np.prod([(n + 1) / (n + 2) for n in tally.agree[:, 0]])
        assert share == pytest.approx(expected, abs=5e-4)


def test_the_next_statement_is_one_not_seen_drawn_by_its_weight():
    weight = np.array([1.0, 0.0, 3.0, 50.0])
    unseen = np.array([True, True, True, False])
    drawn = [next_statement(weight, unseen, seed=seed) for seed in range(400)]
    assert set(drawn) == {0, 2}
    assert 0.67 < drawn.count(2) / 400 < 0.83
    assert next_statement(weight, np.zeros(4, bool), seed=0) is None


# -- large and empty


def test_silhouettes_read_from_a_grid_are_those_of_all_distances():
    rng = np.random.default_rng(2)
    points = np.concatenate([rng.normal(0, 1, (900, 2)), rng.normal([4, 1], 1.5, (900, 2))])
    labels = [np.repeat([0, 1], 900), (points[:, 0] > 1).astype(int), np.digitize(points[:, 1], [-1, 1])]
    assert by_grid(points, labels) == pytest.approx(exact(points, labels), abs=2e-4)


@pytest.mark.parametrize("mode", ["gated", "polis"])
@pytest.mark.parametrize(
    "votes",
    [
        Votes.of([], [], []),
        Votes.of(["a"], ["s"], [1]),
        of(np.ones((40, 12))),
        of(np.zeros((14, 9))),
        of(np.ones((20, 10)), left_out=range(10)),
        of(np.repeat([[1.0], [-1.0]], [5, 60], 0).repeat(9, 1)),
    ],
    ids=["nothing", "one vote", "all agree", "all pass", "all left out", "five against sixty"],
)
def test_any_votes_have_an_answer(votes, mode):
    drawn = draw(votes, mode=mode)
    for language in ("fr", "en"):
        assert viewpoints.page(drawn, language).startswith("<!doctype html>")
    assert json.loads(json.dumps(viewpoints.report(drawn)))["people"] == len(votes.people)
    assert np.isfinite(drawn.priority).all()


def test_votes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="differ in number"):
        Votes.of([1, 2], [1], [1])
    with pytest.raises(ValueError, match="a vote is 1"):
        Votes.of([1], [1], [2])
    with pytest.raises(ValueError, match="mode"):
        draw(hand(), mode="other")


# -- what it says and draws


@pytest.fixture(scope="module")
def drawn():
    return draw(crowd(np.random.default_rng(3), 60, 30, apart=0.8), seed=1)


WORDS = {str(n): f"Phrase <{n}> & suite" for n in range(30)}


def test_it_speaks_french_and_english(drawn):
    said = explain(drawn, WORDS)
    assert said[0] == (
        "Personnes\u00a0: 60. Phrases\u00a0: 30. Votes\u00a0: 1450.",
        "People: 60. Statements: 30. Votes: 1450.",
    )
    assert said[1][1] == "Families of opinion: 2. Number of people: A (30), B (30)."
    assert all(fr and en and fr != en for fr, en in said)
    loose = re.compile(r" [:;?!%»]|« ")
    assert [fr for fr, _ in said if loose.search(fr)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [viewpoints.svg, viewpoints.bars], ids=["map", "bars"])
def test_a_picture_says_what_it_is_and_carries_no_style(drawn, make, language):
    picture = make(drawn, language, words=WORDS)
    root = ElementTree.fromstring(picture)
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names[1:3] == ["title", "desc"] and root[0].text and root[1].text
    assert not {"script", "style"} & set(names)
    assert " style=" not in picture


def test_the_map_shows_families_and_ones_own_dot_alone(drawn):
    assert viewpoints.svg(drawn).count("<circle") == 0
    assert viewpoints.svg(drawn, own=7).count("<circle") == 1
    assert viewpoints.svg(drawn).count("<ellipse") == 2


def test_the_tables_say_what_the_pictures_show(drawn):
    families, statements = viewpoints.table(drawn, "en", words=WORDS)
    assert [row[0] for row in families.rows] == ["A", "B"]
    assert [len(row) for row in families.rows] == [len(families.head)] * 2
    picture = viewpoints.svg(drawn, "en")
    assert all(f">{row[5]}</text>" in picture for row in families.rows)
    assert [row[0] for row in statements.rows] == [str(n) for n in range(30)]
    assert {sum(map(int, row[2:6])) for row in statements.rows} == {60}
    assert len(statements.head) == len(statements.rows[0]) == 8


def test_nothing_in_the_report_is_about_one_person():
    votes = crowd(np.random.default_rng(3), 24, 16, apart=1.0)
    named = Votes.of([f"personne-{n}" for n in votes.person], votes.statements[votes.statement], votes.vote)
    found = draw(named, seed=1)
    assert found.count == 2
    assert "personne-" not in json.dumps(viewpoints.report(found)) + viewpoints.page(found)


def test_the_house_starts_without_waiting_for_numpy():
    code = (
        "import sys; import polyphonie.engines.viewpoints, polyphonie.cli.parser as p; p.parser();"
        "print('numpy' in sys.modules, 'scipy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False False\n"
