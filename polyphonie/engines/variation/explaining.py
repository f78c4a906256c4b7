"""A chart in sentences that a facilitator can read aloud: (French, English). First what is seen, last how far to trust it."""

from __future__ import annotations

from itertools import groupby

from polyphonie.engines.variation.charts import Chart, Kind, Meaning, Point, Sign
from polyphonie.engines.variation.few import RUNS_FROM
from polyphonie.engines.variation.numbers import in_a_hundred, told

Words = tuple[str, str]

SIGNS: dict[tuple[Sign, int], Words] = {
    (Sign.OUTSIDE, 1): ("au-dessus de ce qui est attendu", "above what is expected"),
    (Sign.OUTSIDE, -1): ("en dessous de ce qui est attendu", "below what is expected"),
    (Sign.TREND, 1): ("sept points ou plus qui montent sans cesse", "seven points or more, always rising"),
    (Sign.TREND, -1): (
        "sept points ou plus qui descendent sans cesse",
        "seven points or more, always falling",
    ),
    (Sign.NEAR, 1): (
        "deux points sur trois près de la limite haute",
        "two points of three near the upper limit",
    ),
    (Sign.NEAR, -1): (
        "deux points sur trois près de la limite basse",
        "two points of three near the lower limit",
    ),
    (Sign.SHIFT, 1): ("sept points ou plus au-dessus du centre", "seven points or more above the centre"),
    (Sign.SHIFT, -1): ("sept points ou plus en dessous du centre", "seven points or more below the centre"),
    (Sign.DRIFT, 1): ("une lente hausse", "a slow rise"),
    (Sign.DRIFT, -1): ("une lente baisse", "a slow fall"),
}
MEANINGS: dict[Meaning, Words] = {
    Meaning.BETTER: ("dans le sens souhaité", "in the direction wished for"),
    Meaning.CONCERN: ("à regarder ensemble", "to look at together"),
}
CALM: Words = ("Rien ne montre un changement.", "Nothing shows a change.")
FEW: Words = (
    "Trop peu de points pour parler de changement : regardez chacun pour lui-même.",
    "Too few points to speak of a change: look at each for itself.",
)
TRIAL: Words = (
    "Limites d’essai : elles bougent encore, jusqu’à douze points.",
    "Limits on trial: they still move, until there are twelve points.",
)
QUESTION: Words = (
    "Un signe est une question, pas une preuve.",
    "A sign is a question, not a proof.",
)


def explain(chart: Chart) -> tuple[Words, ...]:
    said = [_extent(chart), *_expected(chart), *_runs(chart), *_seen(chart)]
    if chart.trial:
        said.append(TRIAL)
    said += [_rebase(chart, at) for at in range(len(chart.rebases))]
    if chart.for_nothing is not None:
        said += [_for_nothing(chart), QUESTION]
    return tuple(said)


def sign_words(chart: Chart, point: Point) -> Words:
    """What one point shows; nothing when it is calm."""
    if point.sign is Sign.CALM:
        return "", ""
    french, english = SIGNS[point.sign, point.side]
    if meaning := MEANINGS.get(chart.meaning(point)):
        return f"{french}, {meaning[0]}", f"{english}, {meaning[1]}"
    return french, english


def _extent(chart: Chart) -> Words:
    count, points = len(chart.points), chart.points
    if count < 2:
        return f"{count} point.", f"{count} point."
    return (
        f"{count} points, de {points[0].label} à {points[-1].label}.",
        f"{count} points, from {points[0].label} to {points[-1].label}.",
    )


def _expected(chart: Chart) -> list[Words]:
    """Of the last part: the one that goes on."""
    held = chart.points[-1].limits if chart.points else None
    if held is None:
        return []
    centre = [told(held.centre, chart, language) for language in ("fr", "en")]
    if held.lower is None or held.upper is None:
        return [(f"Médiane : {centre[0]}.", f"Median: {centre[1]}.")]
    low, high = ([told(x, chart, language) for language in ("fr", "en")] for x in (held.lower, held.upper))
    return [
        (
            f"Centre : {centre[0]} ; si rien ne change, entre {low[0]} et {high[0]}.",
            f"Centre: {centre[1]}; if nothing changes, between {low[1]} and {high[1]}.",
        )
    ]


def _runs(chart: Chart) -> list[Words]:
    return [
        (
            f"Plus longue suite du même côté : {run.longest} (au plus {run.longest_expected} si rien ne change) ;"
            f" passages de la médiane : {run.crossings} (au moins {run.crossings_expected}).",
            f"Longest run on one side: {run.longest} (at most {run.longest_expected} if nothing changes);"
            f" crossings of the median: {run.crossings} (at least {run.crossings_expected}).",
        )
        for run in chart.runs
    ]


def _seen(chart: Chart) -> list[Words]:
    if chart.kind is Kind.RUN:
        return [_run_signal(chart)]
    if chart.for_nothing is None and not chart.signs:
        return [FEW]
    said = []
    for key, stretch in groupby(chart.points, key=lambda point: (point.sign, point.side)):
        if key[0] is Sign.CALM:
            continue
        points = list(stretch)
        french, english = sign_words(chart, points[0])
        said.append((f"{_places(points, 'à')} : {french}.", f"{_places(points, 'to')}: {english}."))
    return said or [CALM]


def _run_signal(chart: Chart) -> Words:
    if not chart.runs:
        return (
            f"Moins de {RUNS_FROM} points hors de la médiane : rien ne peut être dit d’un changement.",
            f"Fewer than {RUNS_FROM} points off the median: nothing can be said of a change.",
        )
    if any(run.signal for run in chart.runs):
        return "Les points ne se mêlent pas comme le hasard : quelque chose change.", (
            "The points do not mix as chance would: something changes."
        )
    return CALM


def _places(points: list[Point], to: str) -> str:
    first, last = points[0].label, points[-1].label
    return first if len(points) == 1 else f"{first} {to} {last}"


def _rebase(chart: Chart, at: int) -> Words:
    rebase = chart.rebases[at]
    where = chart.points[rebase.at].label
    return f"Nouveau départ à {where} : {rebase.reason}", f"New start at {where}: {rebase.reason}"


def _for_nothing(chart: Chart) -> Words:
    times = in_a_hundred(chart.for_nothing or 0)
    said = (
        f"Si rien ne changeait, une telle série montrerait pourtant un signe environ {times} fois sur 100",
        f"If nothing changed, such a series would still show a sign about {times} times in 100",
    )
    return (
        f"{said[0]} ; davantage avec des notes entières ou des points qui se ressemblent de proche en proche.",
        f"{said[1]}; more often with whole grades, or points that resemble those before.",
    )
