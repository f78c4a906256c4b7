"""Plain points over time, as SVG and as a table: what each person answered, whole, with no line, no mean, no colour of blame.

Two people are told apart by the shape of their points, a disc and a ring, never by a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from polyphonie.engines.variation.tables import Table

WIDTH, HEIGHT = 360, 132
LEFT, RIGHT, TOP, BOTTOM = 26, 346, 12, 104
MARKS = (1, 2, 3, 4, 5)
MOST_LABELS = 4
NOTHING = "—"


@dataclass(frozen=True)
class Dots:
    """The answers of one person to one question: a mark from 1 to 5 for each moment, None where there is none."""

    name: str
    marks: Sequence[int | None]


def dots_table(title: str, moments: Sequence[str], people: Sequence[Dots], *, when: str) -> Table:
    """The same content for who reads or listens; moments at which nobody is shown are left out."""
    rows = [
        (moment, *(str(each.marks[at] or NOTHING) for each in people))
        for at, moment in enumerate(moments)
        if any(each.marks[at] for each in people)
    ]
    return Table(title, (when, *(each.name for each in people)), tuple(rows))


def dots_svg(title: str, moments: Sequence[str], people: Sequence[Dots], *, name: str) -> str:
    """At most two people. `name` begins the ids, so that several can stand on one page."""
    told = "; ".join(
        f"{each.name}: " + ", ".join(str(mark or NOTHING) for mark in each.marks) for each in people
    )
    body = [*_grid(), *_moments(moments)]
    for at, each in enumerate(people):
        body += _points(each, moments, ring=at > 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dots" role="img" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' aria-labelledby="{escape(name)}-title {escape(name)}-desc" font-family="inherit" font-size="11" fill="currentColor">'
        f'<title id="{escape(name)}-title">{escape(title)}</title>'
        f'<desc id="{escape(name)}-desc">{escape(told)}</desc>' + "".join(body) + "</svg>"
    )


def _up(mark: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * (mark - MARKS[0]) / (MARKS[-1] - MARKS[0])


def _across(at: int, moments: Sequence[str]) -> float:
    return LEFT + 14 + (RIGHT - LEFT - 28) * at / max(len(moments) - 1, 1)


def _grid() -> list[str]:
    return [
        f'<line x1="{LEFT}" x2="{RIGHT}" y1="{_up(mark):.1f}" y2="{_up(mark):.1f}" stroke="currentColor" stroke-opacity="0.15"/>'
        f'<text x="{LEFT - 8}" y="{_up(mark):.1f}" dy="0.35em" text-anchor="end">{mark}</text>'
        for mark in MARKS
    ]


def _moments(moments: Sequence[str]) -> list[str]:
    last = len(moments) - 1
    shown = min(MOST_LABELS, len(moments))
    places = sorted({round(at * last / max(shown - 1, 1)) for at in range(shown)})
    return [
        f'<text x="{_across(at, moments):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{escape(moments[at])}</text>'
        for at in places
    ]


def _points(person: Dots, moments: Sequence[str], *, ring: bool) -> list[str]:
    """The ring is wider than the disc: where two say the same, both are seen."""
    drawn = 'r="7" fill="none" stroke="currentColor" stroke-width="2"' if ring else 'r="3.5"'
    return [
        f'<circle class="dots-{"ring" if ring else "disc"}" cx="{_across(at, moments):.1f}" cy="{_up(mark):.1f}" {drawn}>'
        f"<title>{escape(person.name)}, {escape(moments[at])}: {mark}</title></circle>"
        for at, mark in enumerate(person.marks)
        if mark
    ]
