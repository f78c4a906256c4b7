"""Pictures of sheets as SVG: no script, no style attribute; a table says the same beside each."""

from __future__ import annotations

from html import escape
from math import sqrt

from polyphonie.practices.contract.synthesis import Together

CELL, NAMES, HEAD = 36, 250, 34
LARGEST = 13  # radius of the greatest number of times


def draw_together(found: Together, language: str, *, title: str) -> str:
    """A dot for each two ingredients, as large as the number of sheets in which they stand together (by its surface)."""
    n = len(found.ingredients)
    width, height = NAMES + CELL * n, HEAD + CELL * n
    body = [_row(found, at, language) for at in range(n)]
    body += [
        f'<text x="{NAMES + CELL * at + CELL / 2}" y="{HEAD - 12}" text-anchor="middle">{at + 1}</text>'
        for at in range(n)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="together" role="img" viewBox="0 0 {width} {height}"'
        f' aria-label="{escape(title, quote=True)}" font-family="inherit" font-size="14" fill="currentColor">'
        + "".join(body)
        + "</svg>"
    )


def _row(found: Together, at: int, language: str) -> str:
    y = HEAD + CELL * at + CELL / 2
    name = escape(f"{at + 1}. {found.ingredients[at].title.to(language)}")
    line = f'<line class="together-line" x1="0" y1="{y + CELL / 2}" x2="{NAMES + CELL * len(found.times)}" y2="{y + CELL / 2}"/>'
    dots = "".join(
        f'<circle class="together-dot" cx="{NAMES + CELL * other + CELL / 2}" cy="{y}" r="{_radius(times, found.most):.1f}"/>'
        for other, times in enumerate(found.times[at])
        if times and other != at
    )
    return f'{line}<text x="0" y="{y + 5}">{name}</text>{dots}'


def _radius(times: int, most: int) -> float:
    return LARGEST * sqrt(times / most)
