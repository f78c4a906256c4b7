"""How a practice spread, as SVG: one line of time for each sheet, from the oldest down to its adaptations, with the trials that
were told of it. No script, no style attribute; a table says the same beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

WIDTH, LANE, HEAD, SIDE = 720, 70, 30, 16
LONGEST = 58  # letters of a title
SHORTEST = 60  # days: a younger story is not stretched over the whole width
LETTER = 8.6  # width of a letter of a title, roughly: a name that would leave the picture begins further left
APART = 300  # the second date is written where it does not touch the first


@dataclass(frozen=True)
class Tried:
    """A trial: when, and whether it `worked`, `partly` or `not`."""

    on: date
    worked: str


@dataclass(frozen=True)
class Told:
    """A sheet: its number and that of the sheet it adapts, its title, its circle, when it was begun, its trials."""

    sheet: int
    parent: int | None
    title: str
    circle: str
    on: date
    trials: tuple[Tried, ...] = ()
    here: bool = False


def draw_spread(told: Sequence[Told], *, title: str, month: Callable[[date], str]) -> str:
    """The lines from top to bottom in the order given: each parent stands before its children. `month` names a date."""
    days = [one.on for one in told] + [tried.on for one in told for tried in one.trials]
    first, last = min(days), max(days)
    span = max((last - first).days, SHORTEST)
    lanes = {one.sheet: at for at, one in enumerate(told)}
    height = HEAD + LANE * len(told)

    def x(on: date) -> float:
        return SIDE + (WIDTH - 2 * SIDE) * (on - first).days / span

    def y(sheet: int) -> float:
        return HEAD + LANE * lanes[sheet] + LANE * 0.7

    body = [f'<text x="{SIDE}" y="14" class="spread-when">{escape(month(first))}</text>']
    if x(last) > APART:
        body.append(
            f'<text x="{x(last):.0f}" y="14" class="spread-when" text-anchor="end">{escape(month(last))}</text>'
        )
    dates = {one.sheet: one.on for one in told}
    for one in told:
        if one.parent in lanes:
            body.append(_branch(x(dates[one.parent]), y(one.parent), x(one.on), y(one.sheet)))
        ends = [x(tried.on) for tried in one.trials]
        if ends:
            body.append(
                f'<line class="spread-line" x1="{x(one.on):.1f}" y1="{y(one.sheet):.1f}" x2="{max(ends):.1f}" y2="{y(one.sheet):.1f}"/>'
            )
    for one in told:
        body.append(_sheet(one, x(one.on), y(one.sheet)))
        body += [_trial(tried.worked, x(tried.on), y(one.sheet)) for tried in one.trials]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="spread" role="img" viewBox="0 0 {WIDTH} {height}"'
        f' aria-label="{escape(title, quote=True)}" font-family="inherit" font-size="14" fill="currentColor">'
        + "".join(body)
        + "</svg>"
    )


def _branch(x1: float, y1: float, x2: float, y2: float) -> str:
    """From a sheet down to its adaptation: a fall, then a turn."""
    turn = min(14.0, y2 - y1)
    over = x1 + turn if x2 >= x1 else x1 - turn
    return f'<path class="spread-branch" d="M{x1:.1f} {y1:.1f}V{y2 - turn:.1f}Q{x1:.1f} {y2:.1f} {over:.1f} {y2:.1f}H{x2:.1f}"/>'


def _sheet(one: Told, x: float, y: float) -> str:
    named = one.title if len(one.title) <= LONGEST else one.title[: LONGEST - 1].rstrip() + "…"
    at = max(0.0, min(x - 9, WIDTH - LETTER * max(len(named), len(one.circle))))
    kind = "spread-here" if one.here else "spread-sheet"
    return (
        f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="8"/>'
        f'<text x="{at:.1f}" y="{y - 30:.1f}" class="spread-title">{escape(named)}</text>'
        f'<text x="{at:.1f}" y="{y - 15:.1f}" class="spread-where">{escape(one.circle)}</text>'
    )


def _trial(worked: str, x: float, y: float) -> str:
    """A square: full where it worked, half where partly, empty where not. The shape says it, not the colour."""
    box = f'<rect class="spread-trial" x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12"/>'
    full = {"worked": 12, "partly": 6}.get(worked, 0)
    return box + (
        f'<rect class="spread-worked" x="{x - 6:.1f}" y="{y + 6 - full:.1f}" width="12" height="{full}"/>'
        if full
        else ""
    )
