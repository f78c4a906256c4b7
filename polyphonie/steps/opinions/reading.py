"""What the answers say together: how each statement was received, what unites, what divides, families where there are some.

Of statements: what `counting` lets be said. Of families: words only (most, divided, few), since a count by family
beside the count of all would tell what the few outside any family said. Of persons: nothing, but where one's own dot is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from polyphonie.steps.opinions.counting import HEARD, Ballot, Count, band, counted
from polyphonie.steps.opinions.keeping import Kept
from polyphonie.steps.opinions.picturing import Area, Spot, area, spots


@dataclass(frozen=True)
class Family:
    """`says`: (statement, agrees) that it says more than the others, the clearest first."""

    letter: str
    people: int
    area: Area
    says: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Shared:
    """Most people are on one side: `agree` says which."""

    key: str
    agree: bool


@dataclass(frozen=True)
class Divided:
    """`by_family`: how much of each family agrees ("most", "half", "few"); empty where there are no families."""

    key: str
    by_family: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    people: int = 0
    counts: Mapping[str, Count] = field(default_factory=dict)
    common: tuple[Shared, ...] = ()
    divided: tuple[Divided, ...] = ()
    families: tuple[Family, ...] = ()
    why_none: str = ""
    slate: tuple[str, ...] = ()
    carried: float = 0.0
    spots: Mapping[str, Spot] = field(default_factory=dict)


_held: Kept[Reading] = Kept(most=24)


def read(keys: tuple[str, ...], ballots: tuple[Ballot, ...]) -> Reading:
    """The reading of these answers, worked out once for all who look at them."""
    digest = sha256(repr((keys, ballots)).encode()).digest()
    return _held.once(digest, lambda: _read(keys, ballots, int.from_bytes(digest[:4])))


def _read(keys: tuple[str, ...], ballots: tuple[Ballot, ...], seed: int) -> Reading:
    counts = counted(keys, ballots)
    if len(ballots) < HEARD:
        return Reading(len(ballots), counts)
    drawn = _drawn(ballots, seed)
    heard = {key for key, count in counts.items() if count.heard}
    families = tuple(_families(drawn, heard))
    # A map of families that say nothing of their own is no map: it would only invite to look for who is where.
    told = any(family.says for family in families)
    slate = tuple(str(one.statement) for one in drawn.slate if str(one.statement) in heard)
    return Reading(
        people=len(ballots),
        counts=counts,
        common=tuple(_common(drawn, keys, counts)),
        divided=tuple(_divided(drawn, heard) if told else _most_discussed(drawn, heard)),
        families=families if told else (),
        why_none="" if told else str(drawn.why or "no_claim"),
        slate=slate,
        carried=_carried(ballots, slate),
        spots=dict(spots(drawn)) if told else {},
    )


def _drawn(ballots: tuple[Ballot, ...], seed: int) -> Any:
    from polyphonie.engines.viewpoints import Votes, draw

    given = [(person, key, vote) for person, votes in ballots for key, vote in votes]
    people, statements, votes = zip(*given, strict=True)
    return draw(Votes.of(people, statements, votes), seed=seed)


def _families(drawn: Any, heard: set[str]) -> Iterator[Family]:
    from polyphonie.engines.viewpoints.explaining import letter

    for at, people in enumerate(drawn.sizes):
        claims = ((str(one.statement), one.side == "agree") for one in drawn.representative[at])
        yield Family(letter(at), people, area(drawn, at), tuple(one for one in claims if one[0] in heard))


def _common(drawn: Any, keys: tuple[str, ...], counts: Mapping[str, Count]) -> Iterator[Shared]:
    """Nearly everybody first, then most; else as they were asked: a finer order would tell a lone voice from none."""
    found = {str(one.statement): one.side == "agree" for one in drawn.common}
    order = {"all": 0, "most": 1, "": 2}
    for key in sorted(keys, key=lambda key: order[counts[key].most[1]]):
        if key in found and counts[key].heard:
            yield Shared(key, found[key])


def _divided(drawn: Any, heard: set[str]) -> Iterator[Divided]:
    """What sets families against each other; a family that hardly saw the statement is not told of."""
    for one in drawn.divided:
        if str(one.statement) in heard:
            seen = zip(one.agree, one.seen, strict=True)
            yield Divided(str(one.statement), tuple(band(a / n) if n >= HEARD else "" for a, n in seen))


def _most_discussed(drawn: Any, heard: set[str]) -> Iterator[Divided]:
    from polyphonie.engines.viewpoints.ground import most_discussed

    for one in most_discussed(drawn.everyone, drawn.statements, drawn.left_out):
        if str(one.statement) in heard:
            yield Divided(str(one.statement))


def _carried(ballots: tuple[Ballot, ...], slate: tuple[str, ...]) -> float:
    """The share of people who agree with one of these at least."""
    return sum(any(key in slate and vote == 1 for key, vote in votes) for _, votes in ballots) / len(ballots)
