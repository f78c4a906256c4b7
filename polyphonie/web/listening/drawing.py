"""Pictures with their table: the same content twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from polyphonie.engines.variation import (
    Banded,
    Chart,
    Table,
    banded_svg,
    banded_table,
    explain,
    how_read,
    seen_in,
    svg,
    table,
)


@dataclass(frozen=True)
class Drawn:
    """A picture with its table. `lead`: what it shows, said first; `said`: how it is read."""

    title: str
    picture: SafeString
    table: Table
    said: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()


def language() -> str:
    return (get_language() or "fr")[:2]


def _to(words: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(each[int(language() == "en")] for each in words)


def drawn_chart(chart: Chart, name: str) -> Drawn:
    # Drawn by the engine; every word in it is escaped.
    picture = mark_safe(svg(chart, language(), name=name))  # noqa: S308
    return Drawn(chart.title, picture, table(chart, language()), _to(explain(chart)))


def drawn_bands(chart: Banded, name: str) -> Drawn:
    picture = mark_safe(banded_svg(chart, language(), name=name))  # noqa: S308 -- as above
    return Drawn(
        chart.title, picture, banded_table(chart, language()), _to(how_read(chart)), _to(seen_in(chart))
    )
