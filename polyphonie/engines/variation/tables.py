"""The chart as a table: the same content, for who reads or listens."""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.engines.variation.charts import Chart
from polyphonie.engines.variation.explaining import sign_words
from polyphonie.engines.variation.numbers import told

HEADS: dict[str, tuple[str, str]] = {
    "when": ("Moment", "When"),
    "value": ("Valeur", "Value"),
    "drawn": ("Valeur lissée", "Smoothed"),
    "lower": ("Limite basse", "Lower limit"),
    "centre": ("Centre", "Centre"),
    "upper": ("Limite haute", "Upper limit"),
    "seen": ("Ce qui se voit", "What is seen"),
    "why": ("Nouveau départ", "New start"),
}


@dataclass(frozen=True)
class Table:
    """Texts only; the first column names its row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(chart: Chart, language: str = "fr") -> Table:
    """Every point of the chart, and only the columns that hold something."""
    at = int(language == "en")
    reasons = {rebase.at: rebase.reason for rebase in chart.rebases}
    lines = []
    for place, point in enumerate(chart.points):
        held = point.limits
        lines.append(
            {
                "when": point.label,
                "value": told(point.value, chart, language),
                "drawn": told(point.drawn, chart, language) if point.drawn != point.value else "",
                "lower": told(held.lower if held else None, chart, language),
                "centre": told(held.centre if held else None, chart, language),
                "upper": told(held.upper if held else None, chart, language),
                "seen": sign_words(chart, point)[at],
                "why": reasons.get(place, ""),
            }
        )
    kept = [name for name in HEADS if name in ("when", "value") or any(line[name] for line in lines)]
    return Table(
        chart.title or ("Valeurs dans le temps", "Values over time")[at],
        tuple(HEADS[name][at] for name in kept),
        tuple(tuple(line[name] for name in kept) for line in lines),
    )
