"""What each family says more than the others: by the published rule, or beyond what clustering alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.evidence import SURE, against_half, against_rest, smoothed
from polyphonie.engines.viewpoints.families import Families, families, redrawn
from polyphonie.engines.viewpoints.gate import MANY, shuffled, worlds_for
from polyphonie.engines.viewpoints.plane import ROUGH, centred
from polyphonie.engines.viewpoints.votes import Floats, Hearer, Mask, Tally, Votes, drawn_from, quiet

WORLDS, KEPT, HANDS = 99, 5, 5
FEWEST = 19  # worlds, of very many votes: the bar is then the strongest of them all


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


def unaware(votes: Votes, found: Families) -> Floats:
    """(2, families, statements): z of agreeing and of disagreeing beside the rest, by families unaware of the statement.

    The statements are dealt into five hands; for each hand the families are drawn again from the four others, so that
    no statement is tested on families that it made.
    """
    matrix = centred(votes, by_person=True)
    hand = np.arange(len(votes.statements)) % HANDS
    beside = np.zeros((2, found.count, len(hand)))
    for held in range(HANDS):
        label = redrawn(votes, matrix, found, (hand != held).astype(float))
        sides = Sides.of(votes.tally_by(label, found.count)).beside
        beside[:, :, hand == held] = np.stack(sides)[:, :, hand == held]
    return beside


def bar(votes: Votes, *, seed: int, worlds: int = WORLDS, hear: Hearer = quiet) -> float:
    """What the strongest z exceeds in one world in twenty, where nothing is shared but families are sought all the same.

    It pays for testing many statements, families and sides at once. A z is in standard errors, whatever the number of
    people: of very many, those drawn by the seed are enough.
    """
    votes, worlds = drawn_from(votes, seed=seed, many=MANY), worlds_for(votes, worlds, FEWEST)
    rng = np.random.default_rng(seed)
    found = sorted(_strongest(one) for one in shuffled(votes, rng, worlds, hear))
    return found[ceil(0.95 * (worlds + 1)) - 1]


def _strongest(world: Votes) -> float:
    found = families(world, near=ROUGH)
    return float(unaware(world, found).max(initial=0.0)) if found.count else 0.0


def beyond(tally: Tally, names: NDArray[Any], beside: Floats, least: float) -> tuple[tuple[Claim, ...], ...]:
    """For each family, the statements whose z in `beside` exceeds `least`, the clearest first."""
    return tuple(
        tuple(
            _claim(tally, names, family, int(j), int(side), float(beside[side, family, j]))
            for side, j in sorted(
                np.argwhere(beside[:, family] > least), key=lambda at: -beside[at[0], family, at[1]]
            )
        )
        for family in range(len(tally.agree))
    )


def as_published(tally: Tally, statements: NDArray[Any], left_out: Mask) -> tuple[tuple[Claim, ...], ...]:
    """The rule of Polis: both z above 1.28, at most five, the statement most agreed with first, then by strength."""
    sides = Sides.of(tally)
    chosen = list[tuple[Claim, ...]]()
    for family in range(len(tally.agree)):
        picked = _picked(sides, tally, family, ~left_out)
        chosen.append(
            tuple(
                _claim(tally, statements, family, j, side, float(sides.beside[side][family, j]))
                for j, side in picked
            )
        )
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
    best = _best_agreed(
        lift[0], share[0], alone[0], strength[0], open_ & (tally.agree + tally.disagree > 0)[family]
    )
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


def _claim(tally: Tally, names: NDArray[Any], family: int, j: int, side: int, z: float) -> Claim:
    parts = (tally.agree, tally.disagree)[side]
    seen = tally.seen
    return Claim(
        names[j].item(),
        ("agree", "disagree")[side],
        int(parts[family, j]),
        int(seen[family, j]),
        int(parts[:, j].sum() - parts[family, j]),
        int(seen[:, j].sum() - seen[family, j]),
        z,
    )
