"""Charts over time: published charts found again, rules, new starts, few points."""

from __future__ import annotations

import pytest

from polyphonie.engines.variation import (
    Better,
    Meaning,
    Rebase,
    Sign,
    between,
    charts,
    counts,
    drift,
    few,
    rules,
    runs,
    shortrun,
    singles,
)
from polyphonie.engines.variation.singles import Assurance, assurance, limits, mean_move
from tests.cases import as_written, each, many, named, shaped

SAID = {
    (Sign.CALM, 0): "Common Cause",
    (Sign.OUTSIDE, 1): "Above UCL",
    (Sign.OUTSIDE, -1): "Below LCL",
    (Sign.TREND, 1): "7 Point Trend (Increasing)",
    (Sign.TREND, -1): "7 Point Trend (Decreasing)",
    (Sign.NEAR, 1): "2 in 3 Above CL",
    (Sign.NEAR, -1): "2 in 3 Below CL",
    (Sign.SHIFT, 1): "7 Points Above CL",
    (Sign.SHIFT, -1): "7 Points Below CL",
}
WAY = {"increase": Better.UP, "decrease": Better.DOWN}


def meant(chart, point) -> str:
    names = {Meaning.CALM: "common_cause", Meaning.BETTER: "special_cause_improvement"}
    names |= {Meaning.CONCERN: "special_cause_concern"}
    neither = "special_cause_neutral_high" if point.side > 0 else "special_cause_neutral_low"
    return names.get(chart.meaning(point), neither)


def chart_of(case):
    """As the source draws it: limits however few the points."""
    asked, values = case["params"], case["series"]
    held = limits(values, fix_after=asked["fix_after_n_points"], screen=asked["screen_outliers"])
    points = tuple(
        charts.Point("", value, value, held, sign, side)
        for value, (sign, side) in zip(values, rules.read(values, [held] * len(values)), strict=True)
    )
    return charts.Chart(
        charts.Kind.XMR, points, better=WAY.get(asked["improvement_direction"], Better.NEITHER)
    )


@pytest.mark.parametrize("case", each("series", "params", "expected_from_source"))
def test_the_numbers_that_the_source_prints(case):
    asked, near = case["expected_from_source"], case["tolerance_for_source_values"]
    chart = chart_of(case)
    held = chart.points[0].limits
    found = {"mean": held.centre, "lpl": held.lower, "upl": held.upper}
    shown = [meant(chart, point) for point in chart.points]
    found |= {
        "n_common_cause": shown.count("common_cause"),
        "last_two_point_type": shown[-2:],
        "n_flagged_shift_improvement": sum(
            point.sign is Sign.SHIFT and chart.meaning(point) is Meaning.BETTER for point in chart.points
        ),
    }
    for key, value in asked.items():
        assert found[key] == (pytest.approx(value, abs=near) if isinstance(value, float) else value), key


@pytest.mark.parametrize("case", each("series", "params", "expected_full_computed_by_reference_port"))
def test_every_point_of_the_reference(case):
    asked = case["expected_full_computed_by_reference_port"]
    chart = chart_of(case)
    held = [point.limits for point in chart.points]
    base = case["series"][: case["params"]["fix_after_n_points"] or None]
    assert mean_move(base, screen=case["params"]["screen_outliers"]) == pytest.approx(asked["amr"])
    names = ("mean", "lpl", "upl", "near_lpl", "near_upl")
    parts = ("centre", "lower", "upper", "near_lower", "near_upper")
    assert {n: getattr(held[0], p) for n, p in zip(names, parts, strict=True)} == {
        name: pytest.approx(asked[name]) for name in names
    }
    values = case["series"]
    assert rules.sides(values, held) == asked["relative_to_mean"]
    assert [rules.outside(v, h) for v, h in zip(values, held, strict=True)] == asked["outside_limits"]
    assert [rules.close(v, h) for v, h in zip(values, held, strict=True)] == asked["close_to_limits"]
    assert [SAID[point.sign, point.side] for point in chart.points] == asked["special_cause_type"]
    assert [meant(chart, point) for point in chart.points] == asked["point_type"]


RULES = {
    "seven_one_side": rules.ends_of_runs,
    "part_of_seven": rules.members,
    "seven_trend": rules.ends_of_trends,
    "two_in_three": rules.two_of_three,
    "flagged_two_in_three": rules.flagged_two_of_three,
}


@pytest.mark.parametrize("case", each("function", "args", "expected"))
def test_each_rule_alone(case):
    assert RULES[case["function"]](*case["args"]) == case["expected"]


@pytest.mark.parametrize("case", each("function", "rows"))
def test_what_limits_say_of_a_target(case):
    names = {
        Assurance.PASS: "consistent_pass",
        Assurance.FAIL: "consistent_fail",
        Assurance.CHANCE: "inconsistent",
    }
    for row in case["rows"]:
        held = charts.Limits((row["lpl"] + row["upl"]) / 2, row["lpl"], row["upl"])
        assert names[assurance(held, row["target"], Better.UP)] == row["increase"]
        assert names[assurance(held, row["target"], Better.DOWN)] == row["decrease"]
        assert assurance(held, row["target"], Better.NEITHER) is None


@pytest.mark.parametrize("held", shaped("rows", "published_check"))
def test_bounds_of_runs_and_crossings_and_their_exact_chances(held):
    for row in held["rows"]:
        useful = row["n_useful"]
        assert runs.longest_expected(useful) == row["longest_run_max"]
        assert runs.crossings_expected(useful) == row["crossings_min"]
        assert runs.chance_of_a_signal(useful) == pytest.approx(
            row["exact_false_signal_prob_iid_p0.5"], abs=5e-6
        )


@pytest.mark.parametrize("useful", range(1, 13))
def test_the_chance_of_a_signal_is_what_enumeration_counts(useful):
    from itertools import product

    found = [runs.runs(series, [0] * useful).signal for series in product((-1, 1), repeat=useful)]
    assert runs.chance_of_a_signal(useful) == pytest.approx(sum(found) / 2**useful, abs=1e-12)


@pytest.mark.parametrize("case", each("chart", "y", "cl", "lcl", "ucl", "runs_by_part"))
def test_montgomerys_charts(case):
    y, held = case["y"], _limits(case)
    for at, limit in enumerate(held):
        assert (limit.centre, limit.lower, limit.upper) == (
            pytest.approx(case["cl"][at], abs=1e-6),
            pytest.approx(case["lcl"][at], abs=1e-6),
            pytest.approx(case["ucl"][at], abs=2e-3 if case["chart"] == "t" else 1e-6),
        )
    assert [bool(rules.outside(v, limit)) for v, limit in zip(y, held, strict=True)] == case["sigma_signal"]
    for part, asked in case["runs_by_part"].items():
        here = [at for at in range(len(y)) if case["part"][at] == int(part) and case["include"][at]]
        found = runs.runs([y[at] for at in here], [held[at].centre for at in here])
        assert (len(here), found.useful, found.longest, found.longest_expected) == (
            asked["n_obs"],
            asked["n_useful"],
            asked["longest_run"],
            asked["longest_run_max"],
        )
        assert (found.crossings, found.crossings_expected, found.signal) == (
            asked["n_crossings"],
            asked["n_crossings_min"],
            asked["runs_signal"],
        )


def _limits(case):
    y, kind = case["y"], case["chart"]
    if kind == "t":
        return [counts.time_limits(y)] * len(y)
    made = []
    for part in sorted(set(case["part"])):
        here = [at for at in range(len(y)) if case["part"][at] == part]
        if kind == "i":
            freeze = (
                int(case["call"].split("freeze=")[1].rstrip(")")) if "freeze" in case["call"] else len(here)
            )
            mean, move = sum(y[:freeze]) / freeze, mean_move(y[:freeze])
            reach = 3 * move / counts.MOVE_TO_SIGMA
            made += [charts.Limits(mean, mean - reach, mean + reach)] * len(here)
            continue
        if kind not in ("p", "u"):
            pytest.skip(f"charts of kind {kind} are not drawn here")
        count, size = ([case["input"][name][at] for at in here] for name in ("count", "size"))
        out = [place for place, at in enumerate(here) if not (case["include"][at] and case["baseline"][at])]
        made += (counts.share_limits if kind == "p" else counts.rate_limits)(count, size, out)
    return made


@pytest.mark.parametrize("held", shaped("mu0", "sigma", "series", "cusum", "ewma"))
def test_table_nine_one(held):
    asked, sigma = held["cusum"], held["sigma"]
    found = drift.cusum(
        held["series"], centre=held["mu0"], slack=asked["K"] * sigma, height=asked["H"] * sigma
    )
    assert list(found.above) == pytest.approx(asked["C_plus"], abs=1e-9)
    assert list(found.below) == pytest.approx(asked["C_minus"], abs=1e-9)
    assert list(found.since_above) == asked["N_plus"]
    assert list(found.since_below) == asked["N_minus"]
    assert [at + 1 for at in found.signals] == asked["signals_one_based"]
    asked = held["ewma"]
    seen = drift.ewma(
        held["series"], centre=held["mu0"], sigma=sigma, weight=asked["lambda"], width=asked["L"]
    )
    assert [value for value, *_ in seen] == pytest.approx(asked["z"], abs=1e-5)
    assert [limit.upper for _, limit, *_ in seen] == pytest.approx(asked["ucl"], abs=1e-5)
    assert [limit.lower for _, limit, *_ in seen] == pytest.approx(asked["lcl"], abs=1e-5)
    assert [at + 1 for at, one in enumerate(seen) if one[2] is Sign.DRIFT] == asked["signals_one_based"]


@pytest.mark.parametrize("held", shaped("series_by_pair", "params", "steps"))
def test_the_pooled_watch_step_by_step(held):
    asked, cohort = held["params"], held["series_by_pair"]
    assert asked["m"] == shortrun.BASE
    for step in held["steps"]:
        pulse = step["t_zero_based"]
        known = shortrun.pooled(cohort, pulse)
        assert (known.variance, known.mean, known.own) == (
            pytest.approx(step["sigma2"], abs=1e-6),
            pytest.approx(step["cohort_mean"], abs=1e-6),
            pytest.approx(step["shrink_w"], abs=1e-6),
        )
        seen = shortrun.watch(cohort, pulse, weight=asked["lambda"], width=asked["L"])
        assert [one.centre for one in seen] == pytest.approx(step["centre"], abs=1e-6)
        assert [one.smoothed for one in seen] == pytest.approx(step["z"], abs=1e-6)
        assert [one.reach for one in seen] == pytest.approx([step["half_width"]] * len(seen), abs=1e-6)
        assert [bool(one.alarm) for one in seen] == step["alarm"]
    for width, expected in held["alarms_pair_t_by_L"].items():
        rung = shortrun.alarms(cohort, weight=asked["lambda"], width=float(width))
        assert sorted([one.series, one.pulse] for one in rung) == expected


@pytest.mark.parametrize("held", shaped("series", "all_points_limits", "first8_limits", "anhoej"))
def test_limits_that_learn_from_the_newest_points_hide_what_changed(held):
    series = held["series"]
    for name, fix in (("all_points", None), ("first8", 8)):
        found, asked = limits(series, fix_after=fix), held[f"{name}_limits"]
        assert (found.centre, found.lower, found.upper) == pytest.approx(
            (asked["mean"], asked["lpl"], asked["upl"])
        )
        seen = rules.read(series, [found] * len(series))
        assert [SAID[one] for one in seen] == held[f"{name}_types"]
    asked, chart = held["anhoej"], runs.run_chart(series)
    assert chart.points[0].limits.centre == pytest.approx(asked["cl"])
    assert chart.runs == (
        charts.Runs(
            asked["n_useful"],
            asked["longest_run"],
            asked["longest_run_max"],
            asked["n_crossings"],
            asked["n_crossings_min"],
        ),
    )
    assert chart.runs[0].signal is asked["signal"]


def test_the_worked_series_with_and_without_its_widest_moves():
    series = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    with_, without = limits(series), limits(series, screen=False)
    assert [round(x, 3) for x in (with_.centre, with_.lower, with_.upper)] == [1.944, -0.716, 4.604]
    assert [round(x, 3) for x in (without.lower, without.upper)] == [-3.063, 6.952]
    assert singles.xmr(series).signs == (4,)


def test_a_new_start_needs_a_reason_and_forgets_what_was_before():
    series = [
        10.0,
        11,
        10,
        12,
        11,
        10,
        11,
        12,
        10,
        11,
        12,
        11,
        *[20.0, 21, 20, 22, 21, 20, 21, 22, 20, 21, 22, 21],
    ]
    assert singles.xmr(series).signs != ()
    again = singles.xmr(series, rebases=[Rebase(12, "Le nouveau service a ouvert.")])
    assert again.signs == ()
    assert [again.points[at].limits.centre for at in (0, 12)] == [
        pytest.approx(10.9167, abs=1e-4),
        pytest.approx(20.9167, abs=1e-4),
    ]
    with pytest.raises(ValueError, match="written reason"):
        Rebase(12, "  ")
    for wrong in ([Rebase(0, "x")], [Rebase(24, "x")], [Rebase(5, "x"), Rebase(5, "y")]):
        with pytest.raises(ValueError, match="new start"):
            singles.xmr(series, rebases=wrong)


def test_limits_are_fixed_after_twelve_points_at_least():
    series = [10.0, 11, 10, 12, 11, 10, 11, 12, 10, 11, 12, 11, 18, 18, 18]
    fixed = singles.xmr(series, fix_after=12)
    assert fixed.signs == (12, 13, 14)
    with pytest.raises(ValueError, match="12 points"):
        singles.xmr(series, fix_after=8)


def test_few_points_allow_little():
    five, eight = singles.xmr([1.0, 2, 1, 2, 9]), singles.xmr([1.0, 2, 1, 2, 1, 2, 1, 2])
    assert {point.limits for point in five.points} == {None}
    assert (five.signs, five.trial, five.for_nothing) == ((), False, None)
    assert eight.trial and not singles.xmr([1.0, 2] * 6).trial
    assert [
        (pulses, *vars(few.allowed(pulses, others=11)).values()) for pulses in (0, 1, 3, 4, 5, 6, 11, 12)
    ] == [
        (0, False, False, False, False, False, False),
        (1, True, False, False, False, False, False),
        (3, True, False, False, False, False, False),
        (4, True, True, False, False, False, False),
        (5, True, True, False, False, False, False),
        (6, True, True, True, True, False, False),
        (11, True, True, True, True, False, False),
        (12, True, True, True, False, True, True),
    ]
    assert not few.allowed(5, others=4).cohort_band
    assert not few.allowed(12, useful=9).runs
    assert [few.circle_may_be_charted(n) for n in ([], [20, 31], [19, 40])] == [False, True, False]


def test_what_one_person_said_goes_to_that_person():
    assert few.fell_twice([4, 5, 4, 2, 2, 2]) == [4, 5]
    assert few.fell_twice([4, 5, 4, 2, 3, 2]) == []
    assert few.said_one([3, 1, 4, 1]) == [1, 3]


def test_a_missing_pulse_is_skipped():
    cohort = [[3.8 + 0.1 * ((pulse * 7 + pair) % 5) for pulse in range(9)] for pair in range(7)]
    gap = [list(series) for series in cohort]
    gap[0].insert(6, None)
    before = {one.series: one for one in shortrun.watch([series[:6] for series in cohort], 5)}
    after = shortrun.watch(gap, 6)
    assert [one.series for one in after] == [1, 2, 3, 4, 5, 6]
    assert before[0].pulse == 5
    with pytest.raises(ValueError, match="at least 6 series"):
        shortrun.watch(cohort[:5], 5)


def test_a_share_that_moves():
    counts_ = [28, 27, 29, 26, 28, 27, 28, 29, 27, 28, 26, 28, 12]
    chart = counts.p_chart(counts_, [40] * 13, better=Better.UP)
    assert chart.signs == (12,)
    assert chart.meaning(chart.points[12]) is Meaning.CONCERN
    with pytest.raises(ValueError, match="between 0 and its size"):
        counts.p_chart([41], [40])


@pytest.mark.parametrize("held", shaped("patient", "professional", "gap"))
def test_the_worked_gaps_of_twelve_pairs(held):
    found = between.gaps(held["patient"], held["professional"])
    near = [found.mean, found.by_chance, found.spread, found.t, found.t_chance, found.low, found.high]
    asked = [held[name] for name in ("mean_gap", "exact_sign_flip_p", "sd", "t", "t_p")] + held["ci95"]
    assert near == [as_written(one) for one in asked]
    assert (found.more, found.same, found.less) == tuple(
        sum(sign == rules.sign(gap) for gap in held["gap"]) for sign in (1, 0, -1)
    )


@pytest.mark.parametrize("held", shaped("rwg_example"))
def test_how_alike_the_worked_raters_are(held):
    for raters in many(held["rwg_example"]):
        _, ratings = named(raters, "ratings")
        asked = [as_written(raters[name]) for name in ("rwgJ", "AD_MJ")]
        assert list(between.agreement(ratings)) == asked


@pytest.mark.parametrize("held", shaped("icc_example"))
def test_how_alike_the_worked_teams_are(held):
    for teams in many(held["icc_example"]):
        asked = [as_written(teams[name]) for name in ("MSB", "MSW", "ICC1", "ICC2")]
        assert list(between.likeness(teams["groups"])) == asked


def test_gaps_in_words_and_signs_flipped_one_by_one():
    from itertools import product

    away = [1, 0, -2, 3, 1, 1]
    flipped = [
        abs(sum(a * s for a, s in zip(away, signs, strict=True))) for signs in product((1, -1), repeat=6)
    ]
    assert between.flips(away) == sum(total >= abs(sum(away)) for total in flipped) / 64
    assert between.explain_gaps(between.gaps([4, 4, 3], [3, 4, 4])) == (
        "Sur 3 binômes, la première personne dit plus que la seconde dans 1, autant dans 1, moins dans 1.",
        "Of 3 pairs, the first person says more than the second in 1, as much in 1, less in 1.",
    )
