"""What may be told: floors, what was declared, then the audit, and what more must be hidden so that it passes.

The plan depends on who is in which group, never on what they answered: hiding tells nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from polyphonie.engines.disclosure.bands import Audience, Shape, floor, shape
from polyphonie.engines.disclosure.cells import Cell, Published
from polyphonie.engines.disclosure.ledger import quarrel
from polyphonie.engines.disclosure.reasons import Why

K = 5
MOST_BREAKDOWNS = 2
# Up to so many figures the smallest loss is looked for; above, the widest of those in conflict is hidden.
MOST_WEIGHED = 8


@dataclass(frozen=True)
class Shown:
    cell: Cell
    shape: Shape
    at_least: int


@dataclass(frozen=True)
class Hidden:
    """`beside`: the other figures of the same plan that it could not stand beside."""

    name: str
    why: Why
    at_least: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    shown: tuple[Shown, ...]
    hidden: tuple[Hidden, ...]


def plan(
    asked: Sequence[Cell],
    *,
    audience: Audience,
    ledger: Sequence[Published] = (),
    declared: Collection[str] = (),
    pairs: bool = False,
    k: int = K,
) -> Plan:
    """Which of the figures asked for may be told, in the order asked, beside all those of the ledger.

    Raises `ValueError` for more than two declared breakdowns, or two groups of one name.
    """
    if len(set(declared)) > MOST_BREAKDOWNS:
        raise ValueError(f"at most {MOST_BREAKDOWNS} breakdowns may be declared")
    if len({cell.name for cell in asked}) < len(asked):
        raise ValueError("two groups have the same name")
    known = {(line.people, line.audience) for line in ledger}
    hidden, waiting = list[Hidden](), list[Shown]()
    for cell in asked:
        size = len(cell.people)
        least, told = floor(size, audience, pairs=pairs), shape(size, audience, pairs=pairs)
        if cell.by and cell.by not in declared:
            hidden.append(Hidden(cell.name, Why.UNDECLARED, least))
        elif told is None:
            hidden.append(Hidden(cell.name, Why.FEW, least))
        elif (cell.people, audience) in known:
            hidden.append(Hidden(cell.name, Why.ALREADY, least))
        else:
            waiting.append(Shown(cell, told, least))
    more = _Search(waiting, ledger, audience, k, 2 if pairs else 1).hidden()
    gone = {each.name for each in more}
    order = {cell.name: at for at, cell in enumerate(asked)}
    shown = tuple(each for each in waiting if each.cell.name not in gone)
    return Plan(shown, tuple(sorted([*hidden, *more], key=lambda each: order[each.name])))


class _Search:
    """What more to hide: the fewest people, then the fewest figures, then by size and name. Always the same answer."""

    def __init__(
        self, waiting: list[Shown], ledger: Sequence[Published], audience: Audience, k: int, insiders: int
    ) -> None:
        self.ledger, self.k, self.insiders = list(ledger), k, insiders
        self.waiting = {each.cell.name: each for each in waiting}
        self.lines = {
            each.cell.name: Published(each.cell.people, each.shape, audience)
            for each in sorted(waiting, key=lambda each: (-len(each.cell.people), each.cell.name))
        }

    def hidden(self) -> list[Hidden]:
        weigh = len(self.waiting) <= MOST_WEIGHED
        paths: list[tuple[tuple[object, ...], list[Hidden]]] = [(self._loss([]), [])]
        seen = set[frozenset[str]]()
        while True:
            _, gone = heappop(paths)
            found = self._quarrel({each.name for each in gone})
            if found is None:
                return gone
            why, names = found
            for name in names if weigh else names[:1]:
                beside = tuple(sorted(set(names) - {name}))
                more = [*gone, Hidden(name, why, self.waiting[name].at_least, beside)]
                if (key := frozenset(each.name for each in more)) not in seen:
                    seen.add(key)
                    heappush(paths, (self._loss(more), more))

    def _quarrel(self, gone: set[str]) -> tuple[Why, list[str]] | None:
        """What is wrong with what is left, and who could leave, the widest first. A ledger stays as it is."""
        left = {name: line for name, line in self.lines.items() if name not in gone}
        if not left:
            return None
        found = quarrel([*left.values(), *self.ledger], k=self.k, insiders=self.insiders)
        if found is None:
            return None
        why, lines = found
        names = [name for name, line in left.items() if any(line is one for one in lines)]
        return why, names or list(left)

    def _loss(self, gone: list[Hidden]) -> tuple[object, ...]:
        sizes = sorted((len(self.waiting[each.name].cell.people), each.name) for each in gone)
        return sum(size for size, _ in sizes), len(sizes), sizes
