"""What unites, what divides, and the few statements that carry the most people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints.evidence import SURE, against_half, floor, smoothed
from polyphonie.engines.viewpoints.votes import Ints, Mask, Tally, Votes

# A family must have seen a statement this often before it is set against another.
HEARD = 5
SLATE = 5


@dataclass(frozen=True)
class Shared:
    """At least `floor` of every family takes this side (90 % credibility). `said` of `seen`, family by family."""

    statement: Any
    side: str
    floor: float
    said: tuple[int, ...]
    seen: tuple[int, ...]


@dataclass(frozen=True)
class Divided:
    """`gap`: the smoothed share that agrees in `most` minus that in `least`; families are numbered from 0.

    Where there are no families: the lower bound of the smaller side, and no family to name.
    """

    statement: Any
    gap: float
    most: int | None
    least: int | None
    agree: tuple[int, ...]
    disagree: tuple[int, ...]
    seen: tuple[int, ...]


@dataclass(frozen=True)
class Carried:
    """One line of the slate: `new` people agree with it who agreed with none before; `agree` in all."""

    statement: Any
    new: int
    agree: int


def common_ground(tally: Tally, names: NDArray[Any], left_out: Mask) -> tuple[Shared, ...]:
    """Statements on which more than half of every family surely stands on one side, the surest first."""
    found = list[Shared]()
    for side, part in (("agree", tally.agree), ("disagree", tally.disagree)):
        least = floor(part, tally.seen).min(0)
        found += [
            Shared(names[j].item(), side, float(least[j]), _row(part, j), _row(tally.seen, j))
            for j in np.flatnonzero((least > 0.5) & ~left_out)
        ]
    return tuple(sorted(found, key=lambda one: -one.floor))


def disagreements(tally: Tally, names: NDArray[Any], left_out: Mask) -> tuple[Divided, ...]:
    """Statements that set one family against another, each having voted five times or more; the widest gap first.

    Two families are set against each other when more than half of one agrees and more than half of the other does not.
    """
    heard = (tally.seen >= HEARD) & ~left_out
    share = smoothed(tally.agree, tally.seen)
    high, low = np.where(heard, share, -np.inf), np.where(heard, share, np.inf)
    gap = high.max(0) - low.min(0)
    found = [
        Divided(
            names[j].item(),
            float(gap[j]),
            int(high[:, j].argmax()),
            int(low[:, j].argmin()),
            *(_row(part, j) for part in (tally.agree, tally.disagree, tally.seen)),
        )
        for j in np.flatnonzero((heard.sum(0) > 1) & (high.max(0) > 0.5) & (low.min(0) < 0.5))
    ]
    return tuple(sorted(found, key=lambda one: -one.gap))


def most_discussed(tally: Tally, names: NDArray[Any], left_out: Mask) -> tuple[Divided, ...]:
    """Without families: statements where both sides are surely more than one in five, the most even first."""
    smaller = np.minimum(floor(tally.agree, tally.seen), floor(tally.disagree, tally.seen))
    found = [
        Divided(
            names[j].item(),
            float(smaller[j]),
            None,
            None,
            (int(tally.agree[j]),),
            (int(tally.disagree[j]),),
            (int(tally.seen[j]),),
        )
        for j in np.flatnonzero((smaller > 0.2) & ~left_out)
    ]
    return tuple(sorted(found, key=lambda one: -one.gap))


def slate(votes: Votes, size: int = SLATE) -> tuple[Carried, ...]:
    """Each time the statement that most people agree with who agreed with none before; ties by agreements, then label.

    At least 1 − 1/e of the people whom the best slate of that size would carry.
    """
    agreed = (votes.vote == 1) & ~votes.left_out[votes.statement]
    person, statement = votes.person[agreed], votes.statement[agreed]
    waiting = np.ones(len(votes.people), bool)
    chosen = list[Carried]()
    for _ in range(size):
        new = np.bincount(statement[waiting[person]], minlength=len(votes.statements))
        if not new.any():
            break
        best = int(np.lexsort((-votes.tally.agree, -new))[0])
        chosen.append(Carried(votes.statements[best].item(), int(new[best]), int(votes.tally.agree[best])))
        waiting[person[statement == best]] = False
    return tuple(chosen)


def majority(tally: Tally, names: NDArray[Any], left_out: Mask, size: int = 5) -> tuple[Shared, ...]:
    """The consensus of Polis over everybody: share above one half and its z above 1.28, by their product."""
    found = list[Shared]()
    for side, part in (("agree", tally.agree), ("disagree", tally.disagree)):
        share, z = smoothed(part, tally.seen), against_half(part, tally.seen)
        sure = np.flatnonzero((share > 0.5) & (z > SURE) & ~left_out)
        order = sure[np.argsort(-(share * z)[sure], kind="stable")][:size]
        least = floor(part, tally.seen)
        found += [
            Shared(names[j].item(), side, float(least[j]), (int(part[j]),), (int(tally.seen[j]),))
            for j in order
        ]
    return tuple(found)


def _row(part: Ints, statement: Any) -> tuple[int, ...]:
    return tuple(part[:, statement].tolist())
