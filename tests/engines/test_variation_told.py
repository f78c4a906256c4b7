"""A chart told in words, drawn and laid in a table: one content, two languages, nothing that runs."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyphonie.engines.variation import (
    Better,
    Kind,
    Meaning,
    Rebase,
    Sign,
    ewma_chart,
    explain,
    explain_cohort,
    p_chart,
    run_chart,
    svg,
    table,
    xmr,
)
from polyphonie.engines.variation.explaining import CALM, FEW, MEANINGS, SIGNS, TRIAL
from polyphonie.engines.variation.numbers import in_a_hundred, number, percent
from polyphonie.engines.variation.shortrun import alarms

SVG = "{http://www.w3.org/2000/svg}"
DROP = [4.0, 4.2, 3.8, 4.0, 4.2, 4.4, 3.9, 4.1, 4.0, 4.2, 3.9, 4.1, 2.0]


def test_a_drop_is_told_with_how_often_it_rings_for_nothing():
    chart = xmr(DROP, labels=[f"2026-{at:02}" for at in range(1, 14)], better=Better.UP)
    assert [english for _, english in explain(chart)] == [
        "13 points, from 2026-01 to 2026-13.",
        "Centre: 3.91; if nothing changes, between 3.25 and 4.56.",
        "2026-13: below what is expected, to look at together.",
        "If nothing changed, such a series would still show a sign about 8 times in 100; more often with whole"
        " grades, or points that resemble those before.",
        "A sign is a question, not a proof.",
    ]
    assert explain(chart)[2][0] == "2026-13\u00a0: en dessous de ce qui est attendu, à regarder ensemble."
    assert explain(chart)[1][0] == "Centre\u00a0: 3,91\u00a0; si rien ne change, entre 3,25 et 4,56."


def test_few_points_calm_ones_and_limits_on_trial():
    assert explain(xmr([1.0, 2.0, 3.0])) == (("3 points, de 1 à 3.", "3 points, from 1 to 3."), FEW)
    calm = explain(xmr([1.0, 2, 1, 2, 1, 2, 1, 2]))
    assert CALM in calm and TRIAL in calm
    assert len(explain(xmr([]))) == 2


def test_a_run_chart_tells_runs_and_crossings():
    moved = run_chart([1.0, 2, 1, 2, 1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 8, 9, 8, 9])
    told = [english for _, english in explain(moved)]
    assert told[1] == "Median: 5."
    assert told[2].startswith("Longest run on one side: 10 (at most 7 if nothing changes)")
    assert told[3] == "The points do not mix as chance would: something changes."
    assert "about 7 times in 100" in told[4]
    assert "Fewer than 10 points off the median" in explain(run_chart([1.0, 2, 1, 2]))[2][1]


def test_a_new_start_is_told_with_its_reason():
    chart = xmr(DROP * 2, rebases=[Rebase(13, "L’étage a fermé.")])
    assert ("Nouveau départ à 14\u00a0: L’étage a fermé.", "New start at 14: L’étage a fermé.") in explain(
        chart
    )
    assert table(chart).rows[13][-1] == "L’étage a fermé."


def test_every_sign_has_its_words_and_french_its_spaces():
    assert {sign for sign, _ in SIGNS} == set(Sign) - {Sign.CALM}
    assert set(MEANINGS) == {Meaning.BETTER, Meaning.CONCERN}
    charts = [xmr(DROP), run_chart(DROP), p_chart([3, 4] * 6, [9] * 12), ewma_chart(DROP), xmr([1.0])]
    said = [french for chart in charts for french, _ in explain(chart)] + [
        french for french, _ in SIGNS.values()
    ]
    assert [french for french in said if re.search(r"(\w|\)) [?!;:%]|'", french)] == []


def test_numbers_are_short_and_french_has_its_comma():
    assert [number(x, "fr") for x in (3.14159, 31.4159, 1711.875, 100.0, 2.0, -0.001, -2.5, None)] == [
        "3,14", "31,4", "1712", "100", "2", "0", "−2,5", "",
    ]  # fmt: skip
    assert (percent(0.125, "en"), percent(0.125, "fr")) == ("12.5%", "12,5\u00a0%")
    assert [in_a_hundred(chance) for chance in (0.0, 0.004, 0.076)] == [1, 1, 8]


def test_a_cohort_is_told_once_a_series():
    cohort = [[3.8 + 0.1 * ((pulse * 7 + 3 * pair) % 5) for pulse in range(12)] for pair in range(8)]
    for pulse in range(7, 12):
        cohort[2][pulse] -= 1.5
    rung = alarms(cohort)
    names, labels = [f"pair {at}" for at in range(8)], [f"w{at}" for at in range(12)]
    told = [english for _, english in explain_cohort(rung, names=names, labels=labels)]
    assert {one.series for one in rung} == {2} and len(rung) > 1
    assert told[0] == "8 series, 12 pulses."
    assert told[1].startswith("pair 2, w7: a slow fall, to look at together")
    assert told[2] == (
        "If nothing changed, about 0.08 of 8 series would still ring, and 0.2 if each pulse resembles the one before."
    )
    assert explain_cohort([], names=names, labels=labels)[1][1] == "No series shows a change."


CHARTS = {
    "xmr": lambda values, names: xmr(values, labels=names, title="Être entendu & <écouté>"),
    "rebased": lambda values, names: xmr(values, labels=names, rebases=[Rebase(len(values) // 2, "<fermé> & 'rouvert'")]),
    "run": lambda values, names: run_chart(values, labels=names),
    "p": lambda values, names: p_chart([int(abs(v)) % 10 for v in values], [10 + at for at in range(len(values))], labels=names),
    "ewma": lambda values, names: ewma_chart((values * 13)[:20], labels=[*names * 13][:20]),
}  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(CHARTS)),
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30),
    st.text(max_size=8),
    st.sampled_from(["fr", "en"]),
)
def test_what_is_drawn_is_well_formed_inert_and_the_same_as_the_table(kind, values, word, language):
    chart = CHARTS[kind](values, [f"{word}{at}" for at in range(len(values))])
    drawn = svg(chart, language, name="a")
    root = ElementTree.fromstring(drawn)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "line", "text", "path", "polyline", "circle"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on") or "href" in name]
    assert root.find(f"{SVG}desc").text == " ".join(s[language == "en"] for s in explain(chart)).translate(
        dict.fromkeys(range(32))
    )
    points = [e for e in root.iter(f"{SVG}path") if "chart-point" in e.get("class").split()]
    held = table(chart, language)
    assert len(points) == len(held.rows) == len(chart.points)
    assert {len(row) for row in held.rows} == {len(held.heads)}
    seen = held.heads.index("What is seen" if language == "en" else "Ce qui se voit") if chart.signs else None
    for point, row in zip(points, held.rows, strict=True):
        told = point.find(f"{SVG}title").text
        assert row[1] in told
        assert seen is None or row[seen] in told
    numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"', drawn)
    assert all(-20 <= float(number) <= 740 for number in numbers)


def test_two_charts_on_a_page_have_their_own_ids_and_signs_their_shape():
    chart = xmr(DROP, better=Better.UP)
    one, other = svg(chart, name="a"), svg(chart, name="b")
    assert re.findall(r' id="([^"]*)"', one + other) == ["a-title", "a-desc", "b-title", "b-desc"]
    assert 'class="chart-point chart-outside chart-concern"' in one
    assert one.count("chart-point chart-calm chart-calm") == 12
    assert 'stroke-dasharray="2 5"' in svg(xmr([1.0, 2, 1, 2, 1, 2])) and 'stroke-dasharray="2 5"' not in one
    assert "polyline" not in svg(xmr([1.0, 2, 1]))


@pytest.mark.parametrize("kind", ["xmr", "p", "run", "ewma"])
def test_kinds_keep_their_names(kind):
    made = {
        "xmr": xmr(DROP),
        "p": p_chart([1] * 8, [9] * 8),
        "run": run_chart(DROP),
        "ewma": ewma_chart(DROP),
    }
    assert made[kind].kind is Kind(kind)
