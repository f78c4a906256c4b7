"""Where families stand on the map, and where one person does, in units of the picture. NumPy is there by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, MARGIN = 480, 280, 24
LONG, SHORT, AROUND = 56, 46, 2.0  # the least half-lengths of an area, and how many deviations it holds
NAME_X, NAME_Y = 84, 26  # what a name needs on each side, and above or below its family


@dataclass(frozen=True)
class Area:
    """Where a family stands, in units of the picture: an ellipse, and where its name is written."""

    x: int
    y: int
    long: int
    short: int
    turn: int
    name_x: int
    name_y: int


@dataclass(frozen=True)
class Spot:
    """Where one person stands; `letter` is empty for somebody in between."""

    x: int
    y: int
    letter: str


def _scale(drawn: Any) -> float:
    import numpy as np

    inside = np.abs(drawn.place[drawn.placed]) / [WIDTH / 2 - MARGIN, HEIGHT / 2 - MARGIN]
    return 1 / max(float(inside.max()), 1e-9)


def _at(place: Any, scale: float) -> tuple[int, int]:
    return round(WIDTH / 2 + scale * float(place[0])), round(HEIGHT / 2 - scale * float(place[1]))


def area(drawn: Any, family: int) -> Area:
    """Most of a family, as an ellipse: its middle, and two deviations along its own axes."""
    import numpy as np

    scale, inside = _scale(drawn), drawn.place[drawn.family == family]
    spread, axes = np.linalg.eigh(np.cov(inside.T, bias=True))
    short, long = (round(AROUND * scale * float(np.sqrt(max(part, 0.0)))) for part in spread)
    turn = -round(float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1]))))
    if long < LONG:  # hardly spread: which way it leans tells nothing
        turn = 0
    x, y = _at(inside.mean(0), scale)
    long, short = max(long, LONG), max(short, SHORT)
    tall = round(float(np.hypot(long * np.sin(np.radians(turn)), short * np.cos(np.radians(turn)))))
    # One below, the next above: neighbours do not write over each other.
    name = y + tall + NAME_Y if family % 2 == 0 else y - tall - NAME_Y // 2
    return Area(x, y, long, short, turn, _within(x, WIDTH, NAME_X), _within(name, HEIGHT, NAME_Y))


def _within(place: int, side: int, room: int) -> int:
    return min(max(place, room), side - room)


def spots(drawn: Any) -> Iterator[tuple[str, Spot]]:
    from polyphonie.engines.viewpoints.explaining import letter

    scale = _scale(drawn)
    for at, person in enumerate(drawn.people):
        if drawn.placed[at]:
            steady = drawn.family[at] >= 0 and not drawn.between[at]
            yield str(person), Spot(*_at(drawn.place[at], scale), letter(drawn.family[at]) if steady else "")
