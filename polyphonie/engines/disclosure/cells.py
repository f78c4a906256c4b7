"""Groups of people, what was published of them, and the atoms that a set of groups cuts people into."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from polyphonie.engines.disclosure.bands import Audience, Shape

People = frozenset[Hashable]


@dataclass(frozen=True)
class Cell:
    """A group that a figure is asked about. `by`: the breakdown it belongs to, declared before opening; "" is the whole."""

    name: str
    people: People
    by: str = ""


@dataclass(frozen=True)
class Published:
    """One line of the ledger: whose answers one figure told, how coarsely, and to whom. Never what it said."""

    people: People
    shape: Shape
    audience: Audience

    @property
    def starts(self) -> tuple[int, ...]:
        return self.shape.starts(len(self.people))


def atoms(groups: Sequence[People]) -> list[tuple[frozenset[int], People]]:
    """People who are in exactly the same groups, with the groups they are in; in the order of those groups."""
    belongs: dict[Hashable, set[int]] = {}
    for at, group in enumerate(groups):
        for person in group:
            belongs.setdefault(person, set()).add(at)
    together: dict[frozenset[int], set[Hashable]] = {}
    for person, among in belongs.items():
        together.setdefault(frozenset(among), set()).add(person)
    return [(among, frozenset(together[among])) for among in sorted(together, key=sorted)]


def islands(groups: Sequence[People]) -> list[list[int]]:
    """Groups that share people, directly or through others. Islands tell nothing about each other."""
    found: list[tuple[set[Hashable], list[int]]] = []
    for at, group in enumerate(groups):
        apart = [island for island in found if island[0].isdisjoint(group)]
        touching = [island for island in found if not island[0].isdisjoint(group)]
        people = set(group).union(*(island[0] for island in touching))
        found = [*apart, (people, sorted([at, *_members(touching)]))]
    return [members for _, members in found]


def _members(found: Iterable[tuple[set[Hashable], list[int]]]) -> list[int]:
    return [at for _, members in found for at in members]
