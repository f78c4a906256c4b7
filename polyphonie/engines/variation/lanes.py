"""A series told in bands, as SVG and as a table: a lane for each band, a point for each time, a gap where nothing was told.

No height within a lane: nothing finer than the band is known. No script, no style attribute.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from polyphonie.engines.variation.banded_words import explain_banded
from polyphonie.engines.variation.bands import Banded
from polyphonie.engines.variation.tables import HEADS, Table

WIDTH, LEFT, RIGHT, TOP = 360, 4, 356, 6
MARGIN = 92  # for names that stand beside their lane
WRITTEN_INSIDE = 16  # a longer name stands in its lane, above its points
MOST_LABELS = 3
TOLD = ("Part dite", "Share told")
BEGUN = ("Nouveau départ : {}", "New start: {}")
NAMED_LANE, TALL_LANE, LANE = 46, 34, 24


def banded_table(chart: Banded, language: str = "fr") -> Table:
    """Each time with what was told of it, or why nothing was; with the reason, where the series begins anew."""
    at = int(language == "en")
    begun = {start.at: BEGUN[at].format(start.reason) for start in chart.starts}
    rows = tuple(
        (telling.label, telling.words + (f" · {begun[place]}" if place in begun else ""))
        for place, telling in enumerate(chart.tellings)
    )
    return Table(chart.title, (HEADS["when"][at], TOLD[at]), rows)


def banded_svg(chart: Banded, language: str = "fr", *, name: str) -> str:
    """`name` begins the ids, so that several can stand on one page."""
    page = _Page(chart)
    words = " ".join(sentence[int(language == "en")] for sentence in explain_banded(chart))
    body = [
        *page.lanes(),
        *page.lines(),
        *page.starts(),
        *page.paths(),
        *page.names(),
        *page.points(),
        *page.moments(),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lanes" role="img" viewBox="0 0 {WIDTH} {page.bottom + 22}"'
        f' aria-labelledby="{escape(name)}-title {escape(name)}-desc" font-family="inherit" font-size="12" fill="currentColor">'
        f'<title id="{escape(name)}-title">{escape(chart.title)}</title>'
        f'<desc id="{escape(name)}-desc">{escape(words)}</desc>' + "".join(body) + "</svg>"
    )


class _Page:
    """Where everything lies: lanes from the lowest band at the bottom to the highest at the top."""

    def __init__(self, chart: Banded) -> None:
        self.chart = chart
        self.inside = max(map(len, chart.names)) > WRITTEN_INSIDE
        few = len(chart.names) <= 5
        self.lane = NAMED_LANE if self.inside else TALL_LANE if few else LANE
        self.bottom = TOP + self.lane * len(chart.names)
        self.left = LEFT if self.inside else MARGIN

    def across(self, place: float) -> float:
        last = max(len(self.chart.tellings) - 1, 1)
        return self.left + 16 + (RIGHT - self.left - 32) * place / last

    def floor(self, band: int) -> float:
        return self.bottom - self.lane * band

    def middle(self, band: int) -> float:
        return self.floor(band) - self.lane * (0.32 if self.inside else 0.5)

    def lanes(self) -> list[str]:
        return [
            f'<rect class="lanes-lane" x="{self.left}" y="{self.floor(band + 1)}" width="{RIGHT - self.left}"'
            f' height="{self.lane}" fill-opacity="{"0.02" if band % 2 else "0.06"}"/>'
            for band in range(len(self.chart.names))
        ]

    def names(self) -> list[str]:
        """Over the lines, so that they are read; under the points."""
        x, down, anchor = (LEFT + 6, 15, "start") if self.inside else (MARGIN - 8, self.lane // 2 + 4, "end")
        return [
            f'<text class="lanes-name" x="{x}" y="{self.floor(band + 1) + down}" text-anchor="{anchor}">{escape(name)}</text>'
            for band, name in enumerate(self.chart.names)
        ]

    def lines(self) -> list[str]:
        """The line that parts the points, stretch by stretch, where something may be read from it."""
        half = (self.across(1) - self.across(0)) / 2
        return [
            f'<line class="lanes-line" x1="{max(self.across(stretch.places[0]) - half, self.left):.1f}"'
            f' x2="{min(self.across(stretch.places[-1]) + half, RIGHT):.1f}" y1="{self.floor(stretch.line):.1f}"'
            f' y2="{self.floor(stretch.line):.1f}" stroke="currentColor" stroke-dasharray="6 4"/>'
            for stretch in self.chart.stretches
            if stretch.line is not None and stretch.runs is not None
        ]

    def starts(self) -> list[str]:
        return [
            f'<line class="lanes-start" x1="{x}" x2="{x}" y1="{TOP}" y2="{self.bottom}" stroke="currentColor"'
            f' stroke-width="1.5" stroke-dasharray="1 4" stroke-linecap="round"><title>{escape(start.reason)}</title></line>'
            for start in self.chart.starts
            for x in [f"{self.across(start.at - 0.5):.1f}"]
        ]

    def paths(self) -> list[str]:
        """From one time to the next, broken by a gap and by a new start."""
        made = []
        for stretch in self.chart.stretches:
            tellings = [(at, self.chart.tellings[at].band) for at in stretch.places]
            for there, found in groupby(tellings, key=lambda each: each[1] is not None):
                spots = [f"{self.across(at):.1f},{self.middle(band or 0):.1f}" for at, band in found]
                if there and len(spots) > 1:
                    made.append(
                        f'<polyline class="lanes-path" points="{" ".join(spots)}" fill="none" stroke="currentColor"/>'
                    )
        return made

    def points(self) -> list[str]:
        return [
            f'<circle class="lanes-point" cx="{self.across(at):.1f}" cy="{self.middle(each.band):.1f}" r="4">'
            f"<title>{escape(each.label)}, {escape(each.words)}</title></circle>"
            for at, each in enumerate(self.chart.tellings)
            if each.band is not None
        ]

    def moments(self) -> list[str]:
        """The first, the last and a few between; the outer ones turned inwards, so that none is cut."""
        last = len(self.chart.tellings) - 1
        shown = min(MOST_LABELS, last + 1)
        places = sorted({round(at * last / max(shown - 1, 1)) for at in range(shown)})
        anchors = {0: "start", last: "end"}
        return [
            f'<text x="{self.edge(at, last):.1f}" y="{self.bottom + 16}" text-anchor="{anchors.get(at, "middle")}">'
            f"{escape(self.chart.tellings[at].label)}</text>"
            for at in places
        ]

    def edge(self, at: int, last: int) -> float:
        return float(self.left + 2 if at == 0 else RIGHT - 2) if at in (0, last) else self.across(at)
