"""From votes to the map: with a gate by default, or as Polis draws it, so that figures can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.viewpoints import ground, speaking
from polyphonie.engines.viewpoints.evidence import smoothed
from polyphonie.engines.viewpoints.families import Families, families, steadiness
from polyphonie.engines.viewpoints.gate import Gate, gate
from polyphonie.engines.viewpoints.published import IN_CONVERSATION, as_polis
from polyphonie.engines.viewpoints.routing import priorities
from polyphonie.engines.viewpoints.votes import Floats, Hearer, Ints, Mask, Tally, Votes, quiet

PEOPLE, STATEMENTS = 12, 8
# A statement is well seen when this share of the people placed, or this many of them, voted on it.
WELL_SEEN, WELL_SEEN_BY = 0.7, 30
STEADY = 0.8


class Why(StrEnum):
    """Why there are no families."""

    FEW_PEOPLE = "few_people"
    FEW_STATEMENTS = "few_statements"
    NO_STRUCTURE = "no_structure"
    NO_FAMILY = "no_family"


@dataclass(frozen=True, eq=False)
class Map:
    """The frozen answer. People keep the order of `people`, statements that of `statements`: both sorted.

    `place` (people, 2), `family` (people,) and `share` (people,) say where each stands, in which family (0 the largest,
    −1 none) and how steadily; not a number where somebody is not placed. They are for that person alone.
    `gate` is None where it was not asked. `representative` has one entry a family. `pull` (statements, 2).
    """

    mode: str
    seed: int
    people: NDArray[Any]
    statements: NDArray[Any]
    left_out: Mask
    seen_by: Ints
    everyone: Tally
    place: Floats
    family: NDArray[Any]
    share: Floats
    count: int
    apart: float
    by_family: Tally
    pull: Floats
    gate: Gate | None
    why: Why | None
    bar: float | None
    representative: tuple[tuple[speaking.Claim, ...], ...]
    common: tuple[ground.Shared, ...]
    divided: tuple[ground.Divided, ...]
    slate: tuple[ground.Carried, ...]

    @property
    def placed(self) -> Mask:
        """Who voted enough to stand somewhere."""
        return np.isfinite(self.place[:, 0])

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(np.bincount(self.family[self.family >= 0], minlength=self.count).tolist())

    @property
    def between(self) -> Mask:
        """Who belongs to a family, but would leave it in one draw of the statements out of five."""
        return (self.family >= 0) & (self.share < STEADY)

    @property
    def group_informed(self) -> Floats:
        """(statements,): the product over families of the smoothed share that agrees. For comparison with Polis."""
        return np.asarray(smoothed(self.by_family.agree, self.by_family.seen).prod(0))

    @property
    def priority(self) -> Floats:
        return priorities(self.everyone, np.hypot(*self.pull.T))


def draw(votes: Votes, *, mode: str = "gated", seed: int = 0, hear: Hearer = quiet) -> Map:
    """The map of the votes. `mode`: "gated" (families only where chance would not leave as much), or "polis".

    `hear(doing, done, of)` is told how far it is, and may raise to stop.
    """
    if mode == "polis":
        return _as_polis(votes, seed)
    if mode != "gated":
        raise ValueError("mode is gated or polis")
    open_ = ~votes.left_out
    people = votes.only(np.ones(len(votes.people), bool), open_).seen_by >= IN_CONVERSATION
    inside = votes.only(people, open_)
    why, passed = _gated(inside, seed, hear)
    if why:
        return _without_families(votes, seed, passed, why)
    found = families(inside)
    if not found.count:
        return _without_families(votes, seed, passed, Why.NO_FAMILY)
    share = steadiness(inside, found, seed=seed + 1, hear=hear)
    least = speaking.bar(inside, seed=seed + 2, hear=hear)
    beside = np.zeros((2, found.count, len(votes.statements)))
    beside[:, :, open_] = speaking.unaware(inside, found)
    place, family = _for_all(people, found.place), _for_all(people, found.label, -1)
    tally = votes.tally_by(family, found.count)
    pull = np.zeros((len(votes.statements), 2))
    pull[open_] = found.pull
    return _map(
        votes, "gated", seed, Families(place, family, found.count, found.apart, pull), tally,
        share=_for_all(people, share), gate=passed, bar=least,
        representative=speaking.beyond(tally, votes.statements, beside, least),
        common=ground.common_ground(tally, votes.statements, votes.left_out),
    )  # fmt: skip


def _gated(inside: Votes, seed: int, hear: Hearer) -> tuple[Why | None, Gate | None]:
    people = len(inside.people)
    if people < PEOPLE:
        return Why.FEW_PEOPLE, None
    if (inside.tally.seen >= min(WELL_SEEN * people, WELL_SEEN_BY)).sum() < STATEMENTS:
        return Why.FEW_STATEMENTS, None
    asked = gate(inside, seed=seed, hear=hear)
    return (None if asked.passed else Why.NO_STRUCTURE), asked


def _without_families(votes: Votes, seed: int, asked: Gate | None, why: Why) -> Map:
    people, statements = votes.shape
    nowhere, together = np.full((people, 2), np.nan), votes.tally_by(np.zeros(people, int), 1)
    found = Families(nowhere, np.full(people, -1), 0, 0.0, np.zeros((statements, 2)))
    return _map(
        votes, "gated", seed, found, votes.tally_by(found.label, 0),
        share=np.full(people, np.nan), gate=asked, why=why,
        common=ground.common_ground(together, votes.statements, votes.left_out),
        divided=ground.most_discussed(votes.tally, votes.statements, votes.left_out),
    )  # fmt: skip


def _as_polis(votes: Votes, seed: int) -> Map:
    found = as_polis(votes)
    if not found.count:
        return _without_families(votes, seed, None, Why.FEW_PEOPLE)
    tally = votes.tally_by(found.label, found.count)
    return _map(
        votes, "polis", seed, found, tally,
        share=np.where(found.label >= 0, 1.0, np.nan),
        representative=speaking.as_published(tally, votes.statements, votes.left_out),
        common=ground.majority(votes.tally, votes.statements, votes.left_out),
    )  # fmt: skip


def _map(
    votes: Votes, mode: str, seed: int, found: Families, tally: Tally, *,
    share: Floats, common: tuple[ground.Shared, ...], gate: Gate | None = None, why: Why | None = None,
    bar: float | None = None, representative: tuple[tuple[speaking.Claim, ...], ...] = (),
    divided: tuple[ground.Divided, ...] | None = None,
) -> Map:  # fmt: skip
    if divided is None:
        divided = ground.disagreements(tally, votes.statements, votes.left_out)
    return Map(
        mode=mode, seed=seed, people=votes.people, statements=votes.statements, left_out=votes.left_out,
        seen_by=votes.seen_by, everyone=votes.tally, place=found.place, family=found.label, share=share,
        count=found.count, apart=found.apart, by_family=tally, pull=found.pull, gate=gate, why=why, bar=bar,
        representative=representative, common=common, divided=divided, slate=ground.slate(votes),
    )  # fmt: skip


def _for_all(people: Mask, values: NDArray[Any], missing: float = np.nan) -> NDArray[Any]:
    """Values of those placed, put back among everybody."""
    whole = np.full((len(people), *values.shape[1:]), missing, dtype=values.dtype)
    whole[people] = values
    return whole
