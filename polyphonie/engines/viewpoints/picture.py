"""The map and the bars as SVG, and the table that says the same. No script, no style attribute, no name, one's own dot.

Families are areas, not dots: nobody is found by where they stand. Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from polyphonie.engines.viewpoints.drawing import Map
from polyphonie.engines.viewpoints.explaining import Words, explain, letter
from polyphonie.engines.viewpoints.votes import Floats

WIDTH, HEIGHT, MARGIN, LINE, LABEL = 720, 480, 60, 28, 300
# As many numbers beside a family, as many lines of bars.
NUMBERS, LINES = 3, 60
SAY: dict[str, Mapping[str, str]] = {
    "fr": {
        "map": "Carte des points de vue", "bars": "Phrase par phrase", "you": "vous", "more": "plus que les autres",
        "families": "Familles d’opinion", "family": "famille", "people": "personnes", "between": "dont entre deux",
        "across": "de gauche à droite", "up": "de bas en haut", "says": "ses phrases", "statement": "phrase",
        "words": "ce qu’elle dit", "agree": "d’accord", "pass": "passe", "disagree": "pas d’accord",
        "unseen": "pas vue", "agrees in": "d’accord dans",
    },
    "en": {
        "map": "Map of viewpoints", "bars": "Statement by statement", "you": "you", "more": "more than the others",
        "families": "Families of opinion", "family": "family", "people": "people", "between": "of whom in between",
        "across": "left to right", "up": "bottom to top", "says": "its statements", "statement": "statement",
        "words": "what it says", "agree": "agree", "pass": "pass", "disagree": "disagree",
        "unseen": "not seen", "agrees in": "agree in",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def svg(drawn: Map, language: str = "fr", *, words: Words | None = None, own: Any = None) -> str:
    """The families where they stand, each with the numbers of its statements; the bars when there are none.

    `own`: the label of the person who looks, whose dot alone is drawn; larger the more they voted.
    """
    if not drawn.count:
        return bars(drawn, language, words=words)
    say = _words(language)
    scale = _scale(drawn)
    parts = [_family(drawn, at, scale, say) for at in range(drawn.count)]
    parts += _own(drawn, own, scale, say)
    key = f"+ {say['agree']} · − {say['disagree']}, {say['more']}"
    parts.append(f'<text x="{MARGIN}" y="{HEIGHT - 12}" font-size="13">{escape(key)}</text>')
    return _framed(drawn, language, say["map"], WIDTH, HEIGHT, parts)


def bars(drawn: Map, language: str = "fr", *, words: Words | None = None) -> str:
    """One line a statement: agree filled, pass pale, disagree hollow, not seen left empty."""
    say, words = _words(language), words or {}
    shown = np.flatnonzero(~drawn.left_out)[:LINES]
    key = f"■ {say['agree']} · ░ {say['pass']} · □ {say['disagree']}"
    parts = [f'<text x="{LABEL}" y="18" font-size="13">{escape(key)}</text>']
    for line, at in enumerate(shown):
        parts.append(_bar(drawn, int(at), LINE * (line + 1), words))
    return _framed(drawn, language, say["bars"], WIDTH, LINE * (len(shown) + 2), parts)


def table(drawn: Map, language: str = "fr", *, words: Words | None = None) -> tuple[Table, ...]:
    """What the two pictures show, in rows: the families when there are some, then every statement."""
    say, words = _words(language), words or {}
    head = [say[name] for name in ("statement", "words", "agree", "pass", "disagree", "unseen")]
    head += [f"{say['agrees in']} {letter(at)}" for at in range(drawn.count)]
    rows = tuple(_row(drawn, int(at), words) for at in np.flatnonzero(~drawn.left_out))
    statements = Table(say["bars"], tuple(head), rows)
    if not drawn.count:
        return (statements,)
    names = ("family", "people", "between", "across", "up", "says")
    families = tuple(_family_row(drawn, at) for at in range(drawn.count))
    return Table(say["families"], tuple(say[name] for name in names), families), statements


def page(drawn: Map, language: str = "fr", *, words: Words | None = None) -> str:
    """One page by itself: the sentences, the bars, the map, and their tables."""
    say, words = _words(language), words or {}
    at = 1 if language.startswith("en") else 0
    said = "".join(f"<p>{escape(sentence[at])}</p>\n" for sentence in explain(drawn, words))
    pictures = bars(drawn, language, words=words) + (svg(drawn, language, words=words) if drawn.count else "")
    tables = "\n".join(_as_html(one) for one in table(drawn, language, words=words))
    return (
        f'<!doctype html>\n<html lang="{"en" if at else "fr"}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{say["map"]}</title></head>\n'
        f"<body><main>\n<h1>{say['map']}</h1>\n{said}{pictures}\n{tables}\n</main></body>\n</html>\n"
    )


def _words(language: str) -> Mapping[str, str]:
    return SAY["en" if language.startswith("en") else "fr"]


def _scale(drawn: Map) -> float:
    inside = drawn.place[drawn.family >= 0]
    reach = np.abs(inside / [WIDTH / HEIGHT, 1]).max(initial=1e-9)
    return float((HEIGHT / 2 - MARGIN) / reach)


def _at(place: Floats, scale: float) -> tuple[float, float]:
    return WIDTH / 2 + scale * float(place[0]), HEIGHT / 2 - scale * float(place[1])


def _family(drawn: Map, family: int, scale: float, say: Mapping[str, str]) -> str:
    inside = drawn.place[drawn.family == family]
    x, y = _at(inside.mean(0), scale)
    spread, axes = np.linalg.eigh(np.cov(inside.T, bias=True))
    long, short = (max(24.0, 1.5 * scale * float(np.sqrt(max(part, 0)))) for part in spread[::-1])
    turn = -float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
    dashes = ("", "8 4", "2 4", "12 4 2 4", "1 6")[family]
    numbers = _numbers(drawn, family)
    return (
        f'<g class="viewpoints-family viewpoints-family-{letter(family).lower()}">'
        f'<ellipse rx="{long:.1f}" ry="{short:.1f}" transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})"'
        f' fill="currentColor" fill-opacity="0.08" stroke="currentColor" stroke-dasharray="{dashes or "none"}"/>'
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="20" font-weight="bold">{letter(family)}</text>'
        f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle" font-size="13">'
        f"{drawn.sizes[family]} {say['people']}</text>"
        f'<text x="{x:.1f}" y="{y + 36:.1f}" text-anchor="middle" font-size="13">{escape(numbers)}</text></g>'
    )


def _numbers(drawn: Map, family: int) -> str:
    """What it says more than the others: + for agreeing, − for disagreeing, and the number of the statement."""
    claims = drawn.representative[family][:NUMBERS]
    return ", ".join(f"{'+' if one.side == 'agree' else '−'}{one.statement}" for one in claims)


def _own(drawn: Map, own: Any, scale: float, say: Mapping[str, str]) -> list[str]:
    found = np.flatnonzero(drawn.people == own)
    if own is None or not len(found) or not drawn.placed[found[0]]:
        return []
    x, y = _at(drawn.place[found[0]], scale)
    size = 4 + 6 * min(1.0, float(drawn.seen_by[found[0]]) / len(drawn.statements))
    return [
        f'<g class="viewpoints-own"><circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="currentColor"/>'
        f'<text x="{x + size + 4:.1f}" y="{y + 4:.1f}" font-size="13">{say["you"]}</text></g>'
    ]


def _bar(drawn: Map, at: int, y: float, words: Words) -> str:
    label = str(drawn.statements[at])
    said = f"{label} {words.get(label, '')}".strip()
    said = said if len(said) <= 44 else said[:43].rstrip() + "…"
    parts, x = [f'<text x="0" y="{y + 15}" font-size="13">{escape(said)}</text>'], float(LABEL)
    everyone = drawn.everyone
    for counts, filled in ((everyone.agree, "0.75"), (everyone.neither, "0.2"), (everyone.disagree, "0")):
        long = (WIDTH - LABEL) * float(counts[at]) / max(len(drawn.people), 1)
        parts.append(
            f'<rect x="{x:.1f}" y="{y}" width="{long:.1f}" height="20" fill="currentColor" fill-opacity="{filled}"'
            ' stroke="currentColor"/>'
        )
        x += long
    return "".join(parts)


def _framed(drawn: Map, language: str, title: str, width: int, height: int, parts: list[str]) -> str:
    told = " ".join(sentence[1 if language.startswith("en") else 0] for sentence in explain(drawn)[:3])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="viewpoints" role="img" viewBox="0 0 {width} {height}">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
        f'<g font-family="sans-serif" fill="currentColor">{"".join(parts)}</g></svg>'
    )


def _row(drawn: Map, at: int, words: Words) -> tuple[str, ...]:
    label, everyone = str(drawn.statements[at]), drawn.everyone
    counts = [int(part[at]) for part in (everyone.agree, everyone.neither, everyone.disagree)]
    families = [
        f"{drawn.by_family.agree[family, at]}/{drawn.by_family.seen[family, at]}"
        for family in range(drawn.count)
    ]
    return (label, words.get(label, ""), *map(str, counts), str(len(drawn.people) - sum(counts)), *families)


def _family_row(drawn: Map, family: int) -> tuple[str, ...]:
    inside = drawn.family == family
    across, up = drawn.place[inside].mean(0)
    numbers = _numbers(drawn, family)
    between = int((drawn.between & inside).sum())
    return (letter(family), str(drawn.sizes[family]), str(between), f"{across:+.2f}", f"{up:+.2f}", numbers)


def _as_html(one: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in one.head)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in one.rows
    )
    return f"<table><caption>{escape(one.caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
