"""What a chart over time is: points, what each shows, the limits they are read against, and what was written of a break."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    XMR = "xmr"
    P = "p"
    U = "u"
    T = "t"
    RUN = "run"
    CUSUM = "cusum"
    EWMA = "ewma"


class Sign(StrEnum):
    """What a point shows, the first that applies."""

    CALM = "calm"
    OUTSIDE = "outside"  # beyond a limit
    TREND = "trend"  # seven, always rising or always falling
    NEAR = "near"  # two of three near the same limit
    SHIFT = "shift"  # seven on one side of the centre
    DRIFT = "drift"  # a smoothed or summed value beyond its limit


class Better(StrEnum):
    """Which way is better, if one is."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Meaning(StrEnum):
    CALM = "calm"
    BETTER = "better"
    CONCERN = "concern"
    CHANGE = "change"  # neither way is better


@dataclass(frozen=True)
class Limits:
    """The centre and what is expected around it; None where there is no limit to draw."""

    centre: float
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


@dataclass(frozen=True)
class Point:
    """`drawn` is what stands on the chart; `value` is what was measured. They differ where values are smoothed."""

    label: str
    value: float
    drawn: float
    limits: Limits | None
    sign: Sign = Sign.CALM
    side: int = 0  # +1 high or rising, -1 low or falling


@dataclass(frozen=True)
class Rebase:
    """From this point on everything starts again, for a reason that somebody wrote."""

    at: int
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a new start needs a written reason")


@dataclass(frozen=True)
class Chart:
    kind: Kind
    points: tuple[Point, ...]
    title: str = ""
    rebases: tuple[Rebase, ...] = ()
    better: Better = Better.NEITHER
    runs: tuple[Runs, ...] = ()
    for_nothing: float | None = None  # how often a stable series of this length shows something
    trial: bool = False  # limits are still being learnt

    @property
    def signs(self) -> tuple[int, ...]:
        """Which points show something, from 0."""
        return tuple(at for at, point in enumerate(self.points) if point.sign is not Sign.CALM)

    def meaning(self, point: Point) -> Meaning:
        if point.sign is Sign.CALM:
            return Meaning.CALM
        if self.better is Better.NEITHER:
            return Meaning.CHANGE
        return Meaning.BETTER if (point.side > 0) is (self.better is Better.UP) else Meaning.CONCERN


@dataclass(frozen=True)
class Runs:
    """How the points of one part sit around its centre. `useful`: those that are not on it."""

    useful: int
    longest: int
    longest_expected: int
    crossings: int
    crossings_expected: int

    @property
    def signal(self) -> bool:
        return self.longest > self.longest_expected or self.crossings < self.crossings_expected


def parts(length: int, rebases: tuple[Rebase, ...]) -> list[range]:
    """The stretches between new starts. Raises `ValueError` for a start outside the series, or two at one place."""
    begins = [0, *sorted(rebase.at for rebase in rebases)]
    if any(not 0 < at < length for at in begins[1:]) or len(set(begins)) < len(begins):
        raise ValueError("a new start lies between the second point and the last, once")
    return [range(a, b) for a, b in zip(begins, [*begins[1:], length], strict=True)]
