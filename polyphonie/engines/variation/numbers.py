"""Numbers as they are read: few digits, a comma in French, shares as percentages."""

from __future__ import annotations

from polyphonie.engines.variation.charts import Chart, Kind


def number(value: float | None, language: str) -> str:
    """Three digits or so; nothing for nothing."""
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    said = f"{value:.{digits}f}"
    said = said.rstrip("0").rstrip(".") if "." in said else said
    said = "0" if said == "-0" else said.replace("-", "−")
    return said.replace(".", ",") if language == "fr" else said


def percent(value: float, language: str) -> str:
    return number(100 * value, language) + (" %" if language == "fr" else "%")


def told(value: float | None, chart: Chart, language: str) -> str:
    """A value of this chart."""
    return percent(value, language) if chart.kind is Kind.P and value is not None else number(value, language)


def in_a_hundred(chance: float) -> int:
    """Never nought: what is rare still happens."""
    return max(1, round(100 * chance))
