"""The release: figures, told once, and the lines they add to the ledger."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from polyphonie.engines.disclosure.bands import Audience, Shape
from polyphonie.engines.disclosure.cells import Cell, Published
from polyphonie.engines.disclosure.planning import Hidden, K, plan


@dataclass(frozen=True)
class Figure:
    """In which band of its shape the share of « yes » of a group lies, and on at least how many answers."""

    name: str
    shape: Shape
    band: int
    at_least: int


@dataclass(frozen=True)
class Release:
    figures: tuple[Figure, ...]
    hidden: tuple[Hidden, ...]
    ledger: tuple[Published, ...]


def release(
    asked: Sequence[Cell],
    answers: Mapping[Hashable, bool],
    *,
    audience: Audience,
    ledger: Sequence[Published] = (),
    declared: Collection[str] = (),
    pairs: bool = False,
    k: int = K,
) -> Release:
    """The figures that may be told of one closed question, what is hidden and why, and the ledger after them.

    `answers`: for each key, whether the answer lies in the part of the scale named before opening. The keys need not,
    and for detached answers do not, lead to persons; the ledger holds the same keys. Raises `ValueError` when a group
    holds somebody who did not answer: what is not there has no share.
    """
    silent = {person for cell in asked for person in cell.people if person not in answers}
    if silent:
        raise ValueError(f"{len(silent)} in these groups did not answer")
    chosen = plan(asked, audience=audience, ledger=ledger, declared=declared, pairs=pairs, k=k)
    figures, lines = list[Figure](), list(ledger)
    for shown in chosen.shown:
        people = shown.cell.people
        yes = sum(bool(answers[person]) for person in people)
        figures.append(
            Figure(shown.cell.name, shown.shape, shown.shape.band(yes, len(people)), shown.at_least)
        )
        lines.append(Published(people, shown.shape, audience))
    return Release(tuple(figures), chosen.hidden, tuple(lines))
