"""Series told in bands: every order counted, a picture and its table that say the same, and how often anything rings for nothing.

The figures below are those of `docs/reference/waves-and-viewpoints.md`: stable series, 4,000 of each kind, standard error at most
0.8 %. Here they are found again with fewer series, within four standard errors of the difference. `POLYPHONIE_SERIES=4000` with `-s`
makes the table anew.
"""

from __future__ import annotations

import os
import re
from itertools import combinations, groupby, pairwise
from math import comb, sqrt
from xml.etree import ElementTree

import numpy as np
import pytest

from polyphonie.engines.disclosure import TENTHS, THIRDS, Shape
from polyphonie.engines.variation import (
    Banded,
    Rebase,
    Telling,
    banded,
    banded_svg,
    banded_table,
    explain_banded,
    fine_enough,
    how_read,
    run_chart,
    seen_in,
    xmr,
)
from polyphonie.engines.variation.bands import bounds_across, chance_across, runs_across

NAMES = ("moins d’un tiers", "entre un tiers et deux tiers", "deux tiers ou plus")
SVG = "{http://www.w3.org/2000/svg}"
MOVES = (0, 0, 0, 1, 0, 0, None, 1, 2, 1, 2, 1, 1)


def told(bands, **more) -> Banded:
    tellings = [
        Telling(f"v{at}", band, "<rien>" if band is None else NAMES[band]) for at, band in enumerate(bands)
    ]
    return banded(tellings, NAMES, title="Je peux « dire »", **more)


def test_by_hand_six_and_six():
    """Six below then six above: a run of six, where five is ordinary; one crossing, where three are."""
    chart = told([0] * 6 + [2] * 6)
    (stretch,) = chart.stretches
    assert (stretch.line, stretch.runs.longest, stretch.runs.crossings) == (1, 6, 1)
    assert (stretch.runs.longest_expected, stretch.runs.crossings_expected) == (5, 3)
    assert chart.shows
    assert not told([0, 2] * 6).shows


@pytest.mark.parametrize("points", [10, 13])
def test_every_order_is_counted(points):
    """Against the slow twin that writes them all down: each bound is passed by 25 in 1,000 at most, and is the tightest such."""
    for above in range(1, points):
        most, fewest = bounds_across(above, points - above)
        orders = [[at in high for at in range(points)] for high in combinations(range(points), above)]
        longest = [max(len(list(run)) for _, run in groupby(order)) for order in orders]
        crossings = [sum(a != b for a, b in pairwise(order)) for order in orders]
        rare = comb(points, above) / 40
        assert sum(one > most for one in longest) <= rare < sum(one >= most for one in longest)
        assert sum(one < fewest for one in crossings) <= rare < sum(one <= fewest for one in crossings)
        both = sum(run > most or few < fewest for run, few in zip(longest, crossings, strict=True))
        assert chance_across(above, points - above) == pytest.approx(both / len(orders))


def test_the_line_parts_evenly_and_never_looks_at_the_order():
    bands = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2]
    shuffled = [bands[at] for at in np.random.default_rng(3).permutation(len(bands))]
    assert told(bands).stretches[0].line == told(shuffled).stretches[0].line == 2
    assert told([1] * 12).stretches[0].line is None
    assert told([0, 1] * 6).stretches[0].line == 1


def test_under_ten_points_or_nearly_always_the_same_nothing_is_said_of_a_change():
    few, same, uneven = told([0] * 5 + [2] * 4), told([1] * 12), told([1] * 11 + [2])
    assert [each.for_nothing for each in (few, same, uneven)] == [None] * 3
    assert [seen_in(each)[0][1] for each in (few, same, uneven)] == [
        "Nothing yet. It takes 10 waves to speak of a change.",
        "Always the same share. Nothing moves.",
        "Nearly always the same share. Too few waves differ from it to speak of a change.",
    ]
    assert runs_across([True] * 11 + [False]) is None


def test_a_new_start_is_a_series_of_its_own():
    chart = told([0] * 6 + [2] * 6, starts=[Rebase(6, "Nous avons déménagé.")])
    assert [list(stretch.places) for stretch in chart.stretches] == [list(range(6)), list(range(6, 12))]
    assert not chart.shows
    assert seen_in(chart) == (
        (
            "Depuis le nouveau départ\u00a0: rien encore. Il faut 10 vagues pour parler d’un changement.",
            "Since the new start: nothing yet. It takes 10 waves to speak of a change.",
        ),
    )
    assert banded_table(chart).rows[6] == (
        "v6",
        "deux tiers ou plus · Nouveau départ\u00a0: Nous avons déménagé.",
    )
    for wrong in (0, 12):
        with pytest.raises(ValueError, match="a new start"):
            told([0] * 12, starts=[Rebase(wrong, "…")])


def test_what_moved_before_a_new_start_is_still_said_after_what_goes_on():
    chart = told([0] * 6 + [2] * 6 + [1] * 10, starts=[Rebase(12, "…")])
    assert [words[1].split(":")[0] for words in seen_in(chart)[:2]] == ["Since the new start", "v0 – v11"]
    assert chart.for_nothing == pytest.approx(chance_across(6, 6))


def test_all_is_said_once_and_how_far_to_trust_it_first_where_something_shows():
    for bands in (MOVES, [0] * 6 + [2] * 6, [1] * 12):
        chart = told(bands)
        assert (*seen_in(chart), *how_read(chart)) == explain_banded(chart)
        assert len(set(explain_banded(chart))) == len(explain_banded(chart))
    assert "about once in 100" in seen_in(told([0] * 6 + [2] * 6))[1][1]


def drawn(chart: Banded) -> ElementTree.Element:
    return ElementTree.fromstring(banded_svg(chart, name="b1"))


def test_the_picture_and_its_table_say_the_same():
    chart = told(MOVES)
    points = [node.find(f"{SVG}title").text for node in drawn(chart).iter(f"{SVG}circle")]
    rows = banded_table(chart).rows
    assert points == [f"{when}, {said}" for when, said in rows if said != "<rien>"]
    assert len(points) == chart.drawn == 12
    assert rows[6] == ("v6", "<rien>")


def test_a_gap_is_nothing_and_breaks_the_line_as_a_new_start_does():
    def lengths(chart):
        return [len(node.get("points").split()) for node in drawn(chart).iter(f"{SVG}polyline")]

    assert lengths(told(MOVES)) == [6, 6]
    assert lengths(told(MOVES, starts=[Rebase(3, "…")])) == [3, 3, 6]


def test_a_point_says_no_more_than_its_band():
    heights = {
        (band, node.get("cy"))
        for band, node in zip(
            [b for b in MOVES if b is not None], drawn(told(MOVES)).iter(f"{SVG}circle"), strict=True
        )
    }
    assert len(heights) == len(NAMES)
    assert [band for band, _ in sorted(heights, key=lambda each: -float(each[1]))] == [0, 1, 2]


def test_words_are_escaped_ids_begin_with_the_name_and_nothing_needs_a_style_or_a_script():
    svg = banded_svg(told(MOVES, starts=[Rebase(3, "<b>")]), name="b1")
    assert "<b>" not in svg
    assert re.findall(r'id="([^"]+)"', svg) == ["b1-title", "b1-desc"]
    assert not re.search(r"style=|<script|on[a-z]+=", svg)
    assert drawn(told(MOVES)).find(f"{SVG}desc").text == " ".join(fr for fr, _ in explain_banded(told(MOVES)))


def test_names_that_are_short_stand_beside_their_lane():
    short = banded([Telling(str(at), at % 9, str(at)) for at in range(20)], [f"{at}0 %" for at in range(9)])
    anchors = {
        node.get("text-anchor")
        for node in drawn(short).iter(f"{SVG}text")
        if node.get("class") == "lanes-name"
    }
    assert anchors == {"end"}


# --- how often something rings where nothing changes -------------------------------------------------------------------------

SERIES = int(os.environ.get("POLYPHONIE_SERIES", "150"))
STATED, WAVES = 4000, (12, 24)
MANY, FEWER, SHARES = (61, 100, 300), (20, 30, 60), (0.3, 0.5, 0.7)


def bands(
    shape: Shape, people: int, share: float, waves: int, rng: np.random.Generator, moving: float = 0
) -> list[int]:
    """A series where nothing changes: each time, so many answer, each alike; `moving`: the share itself moves around, by this spread."""
    shares = np.clip(rng.normal(share, moving, waves), 0.02, 0.98) if moving else np.full(waves, share)
    return [shape.band(int(yes), people) for yes in rng.binomial(people, shares)]


def limits_on_tenths(told_: list[int]) -> bool:
    return bool(xmr([10 * (band + 1) for band in told_]).signs)


def limits_where_fine_enough(told_: list[int]) -> bool | None:
    values = [10.0 * (band + 1) for band in told_]
    return bool(xmr(values).signs) if fine_enough(values, 10) else None


def around_their_median(told_: list[int]) -> bool:
    return any(runs.signal for runs in run_chart(told_).runs)


def across_a_line(told_: list[int]) -> bool:
    return banded([Telling("", band, "") for band in told_], [str(at) for at in range(9)]).shows


def rings(rule, shape, people, share, waves, moving=0.0) -> tuple[float, float]:
    """Of the series: which part rings, and which part the rule reads at all."""
    seed = [int(100 * share), people, waves, len(shape.edges), int(100 * moving)]
    rng = np.random.default_rng(seed)
    found = [rule(bands(shape, people, share, waves, rng, moving)) for _ in range(SERIES)]
    read = [each for each in found if each is not None]
    return sum(read) / max(len(read), 1), len(read) / SERIES


def near(found: float, stated: float, times: float) -> bool:
    middle = min(max((found + stated) / 2, 0.01), 0.99)
    return abs(found - stated) <= 4 * sqrt(middle * (1 - middle) * (1 / max(times, 1) + 1 / STATED))


CASES = {
    "limits_on_tenths": (limits_on_tenths, TENTHS, MANY),
    "around_their_median": (around_their_median, THIRDS, FEWER),
    "across_a_line": (across_a_line, THIRDS, FEWER),
    "across_a_line_of_tenths": (across_a_line, TENTHS, MANY),
}
# (answers, share): the part of the series that ring, over twelve waves and over twenty-four.
RINGS: dict[str, dict[tuple[int, float], tuple[float, float]]] = {
    "limits_on_tenths": {
        (61, 0.3): (0.298, 0.62), (61, 0.5): (0.266, 0.563), (61, 0.7): (0.308, 0.606),
        (100, 0.3): (0.491, 0.797), (100, 0.5): (0.427, 0.727), (100, 0.7): (0.481, 0.8),
        (300, 0.3): (0.476, 0.777), (300, 0.5): (0.556, 0.873), (300, 0.7): (0.494, 0.772),
    },
    "around_their_median": {
        (20, 0.3): (0.002, 0.378), (20, 0.5): (0.0, 0.0), (20, 0.7): (0.001, 0.371),
        (30, 0.3): (0.003, 0.43), (30, 0.5): (0.0, 0.0), (30, 0.7): (0.001, 0.075),
        (60, 0.3): (0.001, 0.205), (60, 0.5): (0.0, 0.0), (60, 0.7): (0.0, 0.038),
    },
    "across_a_line": {
        (20, 0.3): (0.015, 0.026), (20, 0.5): (0.001, 0.012), (20, 0.7): (0.014, 0.025),
        (30, 0.3): (0.015, 0.033), (30, 0.5): (0.001, 0.007), (30, 0.7): (0.012, 0.026),
        (60, 0.3): (0.02, 0.026), (60, 0.5): (0.0, 0.0), (60, 0.7): (0.014, 0.024),
    },
    "across_a_line_of_tenths": {
        (61, 0.3): (0.014, 0.026), (61, 0.5): (0.015, 0.034), (61, 0.7): (0.018, 0.027),
        (100, 0.3): (0.008, 0.026), (100, 0.5): (0.01, 0.029), (100, 0.7): (0.01, 0.023),
        (300, 0.3): (0.0, 0.004), (300, 0.5): (0.0, 0.011), (300, 0.7): (0.0, 0.004),
    },
}  # fmt: skip
# (answers, by how much the share moves, waves): of those read, the part that ring; and the part that are read.
FINE: dict[tuple[int, float, int], tuple[float, float]] = {
    (61, 0.0, 12): (0.005, 0.051), (61, 0.0, 24): (0.092, 0.016),
    (61, 0.1, 12): (0.022, 0.679), (61, 0.1, 24): (0.178, 0.757),
    (61, 0.15, 12): (0.032, 0.916), (61, 0.15, 24): (0.188, 0.968),
    (300, 0.0, 12): (0.0, 0.0), (300, 0.0, 24): (0.0, 0.0),
    (300, 0.1, 12): (0.019, 0.511), (300, 0.1, 24): (0.154, 0.534),
    (300, 0.15, 12): (0.04, 0.866), (300, 0.15, 24): (0.186, 0.945),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_how_often_it_rings_for_nothing(name):
    rule, shape, sizes = CASES[name]
    found = {
        (people, share): tuple(rings(rule, shape, people, share, waves)[0] for waves in WAVES)
        for people in sizes
        for share in SHARES
    }
    print(f"\n{name}: {found}")
    far = {
        case: (two, RINGS[name][case])
        for case, two in found.items()
        if not all(near(one, stated, SERIES) for one, stated in zip(two, RINGS[name][case], strict=True))
    }
    assert far == {}


def test_limits_are_read_where_a_step_is_no_more_than_they_move():
    """With shares that truly move by ten points or more; a stable share of hundreds is hardly ever read."""
    found = {
        (people, moving, waves): rings(limits_where_fine_enough, TENTHS, people, 0.5, waves, moving)
        for people in (61, 300)
        for moving in (0.0, 0.1, 0.15)
        for waves in WAVES
    }
    print(f"\nfine: {found}")
    for case, (rung, read) in found.items():
        stated_rung, stated_read = FINE[case]
        assert near(read, stated_read, SERIES), case
        assert read < 0.1 or near(rung, stated_rung, SERIES * read), case


def test_a_change_half_way_is_found():
    """Twenty answers in thirds, from three in ten to seven in ten: 94 in 100 over twenty-four waves (of 2,000)."""
    rng = np.random.default_rng(1)
    two = [bands(THIRDS, 20, 0.3, 12, rng) + bands(THIRDS, 20, 0.7, 12, rng) for _ in range(SERIES)]
    found = sum(across_a_line(one) for one in two) / SERIES
    print(f"\nchange: {found}")
    assert abs(found - 0.94) <= 4 * sqrt(0.94 * 0.06 * (1 / SERIES + 1 / 2000))
