"""Could somebody inside learn another's answer? Asked of every way the answers could be, never of the answers given.

Each figure tells in which band the count of « yes » of a group lies. People of one atom are exchangeable, so a world is
one count per atom. Somebody is exposed when, in all the worlds that tell the same bands and agree with what the insiders
know of themselves, all the others of an atom answer alike. The answer is exact; `None` says that it was not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from math import prod
from typing import TYPE_CHECKING, Any

from polyphonie.engines.disclosure.cells import People, atoms, islands
from polyphonie.engines.disclosure.nesting import exposes_nested, nested

if TYPE_CHECKING:
    import numpy as np

# A figure: whose answers, and the first count of each band.
Told = tuple[People, tuple[int, ...]]

MOST_WORLDS = 300_000


def exposes(told: Sequence[Told], *, insiders: int) -> bool | None:
    """Whether some answers would let `insiders` people together learn another's; None when there is too much to look at."""
    once = _refined(told)
    found = [
        _island([once[at] for at in members], insiders) for members in islands([people for people, _ in once])
    ]
    return True if True in found else None if None in found else False


def _refined(told: Sequence[Told]) -> list[Told]:
    """Two figures of the same people are one, told more finely."""
    once: dict[People, set[int]] = {}
    for people, starts in told:
        once.setdefault(people, set()).update(starts)
    return [(people, tuple(sorted(starts))) for people, starts in once.items()]


def _island(told: list[Told], insiders: int) -> bool | None:
    everybody = frozenset[Any]().union(*(people for people, _ in told))
    among = min(insiders, len(everybody) - 1)
    if parts := nested(told):
        return exposes_nested(*parts, insiders=among)
    cut = atoms([people for people, _ in told])
    if prod(len(people) + 1 for _, people in cut) > MOST_WORLDS:
        return None
    return _look(cut, [starts for _, starts in told], among)


def _look(cut: list[tuple[frozenset[int], People]], starts: list[tuple[int, ...]], insiders: int) -> bool:
    import numpy as np

    sizes = np.array([len(people) for _, people in cut])
    worlds = np.indices([size + 1 for size in sizes.tolist()], dtype=np.int32).reshape(len(sizes), -1)
    bands = _bands(worlds, [among for among, _ in cut], starts)
    order = np.argsort(bands, kind="stable")
    worlds, bands = worlds[:, order], bands[order]
    return any(_forced(worlds, bands, sizes, yes, no) for yes, no in _knowing(sizes.tolist(), insiders))


def _bands(worlds: np.ndarray, among: list[frozenset[int]], starts: list[tuple[int, ...]]) -> np.ndarray:
    """One number per world, the same when all figures are the same."""
    import numpy as np

    told = np.zeros(worlds.shape[1], dtype=np.int64)
    for at, first in enumerate(starts):
        count = sum(worlds[atom] for atom, groups in enumerate(among) if at in groups)
        told = told * len(first) + np.searchsorted(first, count, side="right") - 1
        if at % 4 == 3:  # keeps the numbers small, whatever the number of figures
            told = np.unique(told, return_inverse=True)[1]
    return told


def _knowing(sizes: list[int], insiders: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Where insiders may sit and what they may have answered: how many « yes » and « no » of each atom they know."""
    import numpy as np

    seats = [(atom, answer) for atom in range(len(sizes)) for answer in (0, 1)]
    for taken in combinations_with_replacement(seats, insiders):
        known = np.zeros((2, len(sizes)), dtype=np.int32)
        for atom, answer in taken:
            known[answer, atom] += 1
        if (known.sum(axis=0) <= sizes).all():
            yield known[1], known[0]


def _forced(
    worlds: np.ndarray, bands: np.ndarray, sizes: np.ndarray, yes: np.ndarray, no: np.ndarray
) -> bool:
    """Whether, for some figures, all who are not insiders of some atom answer alike in every world left."""
    import numpy as np

    left = ((worlds >= yes[:, None]) & (worlds <= (sizes - no)[:, None])).all(axis=0)
    worlds, bands = worlds[:, left], bands[left]
    if not worlds.shape[1]:
        return False
    begin = np.flatnonzero(np.r_[True, bands[1:] != bands[:-1]])
    least, most = np.minimum.reduceat(worlds, begin, axis=1), np.maximum.reduceat(worlds, begin, axis=1)
    alike = (least == (sizes - no)[:, None]) | (most == yes[:, None])
    return bool((alike & (sizes > yes + no)[:, None]).any())
