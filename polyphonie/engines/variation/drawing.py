"""The chart as SVG: no script, no style attribute. Classes for a sheet of styles, plain attributes where there is none.

What a point shows is a shape before it is a colour: calm is round, high points up, low points down.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from math import floor, log10

from polyphonie.engines.variation.charts import Chart, Point, Sign, parts
from polyphonie.engines.variation.explaining import explain, sign_words
from polyphonie.engines.variation.few import BAND_FROM
from polyphonie.engines.variation.numbers import told
from polyphonie.engines.variation.tables import table

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 700, 16, 276
MOST_LABELS, LONGEST_LABEL = 6, 14


def svg(chart: Chart, language: str = "fr", *, name: str = "chart") -> str:
    """`name` begins the ids, so that two charts can stand on one page."""
    at = int(language == "en")
    across, up = _scales(chart)
    words = " ".join(sentence[at] for sentence in explain(chart))
    body = [*_grid(chart, up, language), *_limits(chart, across, up), *_starts(chart, across)]
    body += [_line(chart, across, up), *_points(chart, across, up, language), *_moments(chart, across)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' aria-labelledby="{_text(name)}-title" aria-describedby="{_text(name)}-desc"'
        ' font-family="inherit" font-size="13" fill="currentColor">'
        f'<title id="{_text(name)}-title">{_text(table(chart, language).caption)}</title>'
        f'<desc id="{_text(name)}-desc">{_text(words)}</desc>' + "".join(body) + "</svg>"
    )


def _text(words: str) -> str:
    """Words as XML holds them: control characters have no place there."""
    return escape("".join(letter for letter in words if letter >= " "), quote=True)


Scale = Callable[[float], float]


def _scales(chart: Chart) -> tuple[Scale, Scale]:
    marks = _marks(chart)
    low, high, last = marks[0], marks[-1], max(len(chart.points) - 1, 1)
    return (
        lambda place: LEFT + 16 + (RIGHT - LEFT - 32) * place / last,
        lambda value: BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low),
    )


def _marks(chart: Chart) -> list[float]:
    """Round values, four to eight of them, that hold everything drawn."""
    drawn = [value for point in chart.points for value in (point.value, point.drawn)]
    held = [point.limits for point in chart.points if point.limits]
    drawn += [
        value for limits in held for value in (limits.lower, limits.centre, limits.upper) if value is not None
    ]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    if high - low < 1e-9 * max(1.0, abs(high)):
        low, high = low - 0.5, high + 0.5
    rough = (high - low) / 4
    ten = 10.0 ** floor(log10(rough))
    step = ten * next(by for by in (1, 2, 5, 10) if by * ten >= rough * 0.999)
    first = floor(low / step)
    last = -floor(-high / step)
    return [at * step for at in range(first, last + 1)]


def _grid(chart: Chart, up: Scale, language: str) -> list[str]:
    made = []
    for mark in _marks(chart):
        y = f"{up(mark):.1f}"
        made.append(
            f'<line class="chart-grid" x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}" stroke="currentColor" stroke-opacity="0.15"/>'
            f'<text class="chart-mark" x="{LEFT - 8}" y="{y}" dy="0.35em" text-anchor="end">{_text(told(mark, chart, language))}</text>'
        )
    return made


def _limits(chart: Chart, across: Scale, up: Scale) -> list[str]:
    """The centre and the limits, part by part."""
    around = "2 5" if chart.trial else "6 4"
    return [
        _stairs(chart, part, which, dashes, across, up)
        for part in parts(len(chart.points), chart.rebases)
        for which, dashes in (("lower", around), ("centre", ""), ("upper", around))
    ]


def _stairs(chart: Chart, part: range, which: str, dashes: str, across: Scale, up: Scale) -> str:
    """One limit, step by step: each point has its own."""
    half = (across(1) - across(0)) / 2
    steps = [
        (max(across(at) - half, LEFT), min(across(at) + half, RIGHT), f"{up(value):.1f}")
        for at in part
        if (held := chart.points[at].limits) and (value := getattr(held, which)) is not None
    ]
    if not steps:
        return ""
    path = " ".join(f"H{left:.1f} V{y} H{right:.1f}" for left, right, y in steps)
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path class="chart-{which}" d="M{steps[0][0]:.1f} {steps[0][2]} {path}" fill="none"'
        f' stroke="currentColor" stroke-opacity="0.6"{dash}/>'
    )


def _starts(chart: Chart, across: Scale) -> list[str]:
    made = []
    for rebase in chart.rebases:
        x = f"{(across(rebase.at - 1) + across(rebase.at)) / 2:.1f}"
        made.append(
            f'<line class="chart-start" x1="{x}" x2="{x}" y1="{TOP}" y2="{BOTTOM}" stroke="currentColor"'
            f' stroke-dasharray="1 3"><title>{_text(rebase.reason)}</title></line>'
        )
    return made


def _line(chart: Chart, across: Scale, up: Scale) -> str:
    """From point to point, broken by a new start. Three dots or fewer are not a line."""
    made = ""
    for part in parts(len(chart.points), chart.rebases):
        if len(part) < BAND_FROM:
            continue
        places = " ".join(f"{across(at):.1f},{up(chart.points[at].drawn):.1f}" for at in part)
        made += f'<polyline class="chart-line" points="{places}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    return made


def _points(chart: Chart, across: Scale, up: Scale, language: str) -> list[str]:
    made = []
    for at, point in enumerate(chart.points):
        x, y = across(at), up(point.drawn)
        seen = sign_words(chart, point)[int(language == "en")]
        said = f"{point.label}: " if language == "en" else f"{point.label}\u00a0: "
        words = said + told(point.value, chart, language) + (f", {seen}" if seen else "")
        if point.drawn != point.value:
            made.append(
                f'<circle class="chart-raw" cx="{x:.1f}" cy="{up(point.value):.1f}" r="2.5" fill="none" stroke="currentColor"/>'
            )
        made.append(
            f'<path class="chart-point chart-{point.sign} chart-{chart.meaning(point)}" d="{_shape(point, x, y)}">'
            f"<title>{_text(words)}</title></path>"
        )
    return made


def _shape(point: Point, x: float, y: float) -> str:
    if point.sign is Sign.CALM:
        return f"M{x - 3.5:.1f} {y:.1f}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z"
    tip = -8 if point.side > 0 else 8
    return f"M{x:.1f} {y + tip:.1f}l7 {-1.5 * tip:.1f}h-14Z"


def _moments(chart: Chart, across: Scale) -> list[str]:
    """The first, the last and a few between."""
    last = len(chart.points) - 1
    shown = min(MOST_LABELS, last + 1)
    places = sorted({round(at * last / max(shown - 1, 1)) for at in range(shown)})
    return [
        f'<text class="chart-moment" x="{across(at):.1f}" y="{BOTTOM + 24}" text-anchor="middle">{_text(_short(chart.points[at].label))}</text>'
        for at in places
    ]


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
