"""What each family says more than the others: by the published rule, or beyond what clustering alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.evidence import SURE, against_half, against_rest, smoothed
from polyphonie.engines.viewpoints.families import families
from polyphonie.engines.viewpoints.gate import shuffled, worlds_for
from polyphonie.engines.viewpoints.votes import Floats, Mask, Tally, Votes

WORLDS, KEPT = 99, 5


@dataclass(frozen=True)
class Claim:
    """One family, one statement: `said` of `seen` took this side, against `elsewhere` of `seen_elsewhere`."""

    statement: Any
    side: str
    said: int
    seen: int
    elsewhere: int
    seen_elsewhere: int
    z: float

    @property
    def share(self) -> float:
        return self.said / self.seen if self.seen else 0.0


@dataclass(frozen=True, eq=False)
class Sides:
    """For each family and statement, (families, statements): share, lift over the rest, and the two z, on both sides."""

    share: tuple[Floats, Floats]
    lift: tuple[Floats, Floats]
    alone: tuple[Floats, Floats]
    beside: tuple[Floats, Floats]

    @classmethod
    def of(cls, tally: Tally) -> Sides:
        rest, seen = tally.rest, tally.seen
        both = ((tally.agree, rest.agree), (tally.disagree, rest.disagree))
        yes, no = (
            (
                smoothed(part, seen),
                smoothed(part, seen) / smoothed(other, rest.seen),
                against_half(part, seen),
                against_rest(part, other, seen, rest.seen),
            )
            for part, other in both
        )
        return cls(*zip(yes, no, strict=True))


def strongest(tally: Tally) -> float:
    """The largest z of a family beside the rest, over statements, families and sides."""
    beside = Sides.of(tally).beside
    return float(max((side.max() for side in beside if side.size), default=0.0))


def bar(votes: Votes, *, seed: int, worlds: int = WORLDS) -> float:
    """What the strongest z exceeds in one world in twenty, where nothing is shared but families are sought all the same.

    Families are made and tested on the same votes; this bar pays for that, and for testing many statements.
    """
    worlds = worlds_for(votes, worlds)
    rng = np.random.default_rng(seed)
    found = sorted(_sought(one) for one in shuffled(votes, rng, worlds))
    return found[ceil(0.95 * (worlds + 1)) - 1]


def _sought(world: Votes) -> float:
    found = families(world)
    return strongest(world.tally_by(found.label, found.count)) if found.count else 0.0


def beyond(tally: Tally, statements: NDArray[Any], left_out: Mask, least: float) -> tuple[tuple[Claim, ...], ...]:
    """For each family, the statements whose z beside the rest exceeds `least`, the clearest first."""
    sides = Sides.of(tally)
    return tuple(
        tuple(
            _claim(tally, statements, family, j, side, sides)
            for z, j, side in sorted(_over(sides, family, left_out, least))
        )
        for family in range(len(tally.agree))
    )


def _over(sides: Sides, family: int, left_out: Mask, least: float) -> list[tuple[float, int, int]]:
    return [
        (-float(sides.beside[side][family, j]), int(j), side)
        for side in (0, 1)
        for j in np.flatnonzero((sides.beside[side][family] > least) & ~left_out)
    ]


def as_published(tally: Tally, statements: NDArray[Any], left_out: Mask) -> tuple[tuple[Claim, ...], ...]:
    """The rule of Polis: both z above 1.28, at most five, the statement most agreed with first, then by strength."""
    sides = Sides.of(tally)
    chosen = list[tuple[Claim, ...]]()
    for family in range(len(tally.agree)):
        picked = _picked(sides, tally, family, ~left_out)
        chosen.append(tuple(_claim(tally, statements, family, j, side, sides) for j, side in picked))
    return tuple(chosen)


def _picked(sides: Sides, tally: Tally, family: int, open_: Mask) -> list[tuple[int, int]]:
    lift, share, alone, beside = (
        [part[family] for part in both] for both in (sides.lift, sides.share, sides.alone, sides.beside)
    )
    strength = [lift[s] * beside[s] * share[s] * alone[s] for s in (0, 1)]
    sure = open_ & (((alone[0] > SURE) & (beside[0] > SURE)) | ((alone[1] > SURE) & (beside[1] > SURE)))
    says = np.where(beside[0] > beside[1], 0, 1)
    order = np.flatnonzero(sure)
    order = order[np.argsort(-np.where(says == 0, *strength)[order], kind="stable")]
    best = _best_agreed(lift[0], share[0], alone[0], strength[0], open_ & (tally.agree + tally.disagree > 0)[family])
    if best is None and not len(order) and open_.any():
        best = int(np.flatnonzero(open_)[np.maximum(*beside)[open_].argmax()])
    first = [] if best is None else [best]
    kept = (first + [int(j) for j in order if j != best])[:KEPT]
    return sorted(((j, int(says[j])) for j in kept), key=lambda one: one[1])


def _best_agreed(lift: Floats, share: Floats, alone: Floats, strength: Floats, voted: Mask) -> int | None:
    """As the published code walks: each statement is measured against the best one so far."""
    best: int | None = None
    for j in np.flatnonzero(voted):
        if best is None:
            better = alone[j] > SURE or (lift[j] > 1 and share[j] > 0.5)
        elif lift[best] > 1:
            better = strength[j] > strength[best]
        else:
            better = share[j] * alone[j] > share[best] * alone[best]
        best = int(j) if better else best
    return best


def _claim(tally: Tally, names: NDArray[Any], family: int, j: int, side: int, sides: Sides) -> Claim:
    parts = (tally.agree, tally.disagree)[side]
    seen = tally.seen
    return Claim(
        names[j].item(),
        ("agree", "disagree")[side],
        int(parts[family, j]),
        int(seen[family, j]),
        int(parts[:, j].sum() - parts[family, j]),
        int(seen[:, j].sum() - seen[family, j]),
        float(sides.beside[side][family, j]),
    )
