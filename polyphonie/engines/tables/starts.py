"""Where a search begins: people dealt voice after voice, then shifted so that rows never meet twice where algebra allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations
from random import Random

from polyphonie.engines.tables.guests import Guest

POLYNOMIALS = {4: 0b111, 8: 0b1011, 16: 0b10011}  # of the fields that are not counted modulo their size


def dealt(guests: Sequence[Guest], drawn: Random) -> list[int]:
    """People by their place: shuffled, then by voice, the more numerous first."""
    count = Counter(guest.voice for guest in guests)
    order = list(range(len(guests)))
    drawn.shuffle(order)
    return sorted(order, key=lambda one: (-count[guests[one].voice], guests[one].voice))


def shifted(order: Sequence[int], tables: int, workshops: int) -> list[list[int]]:
    """For each workshop, the table of each person. People stand in rows of `tables`; row r moves on by r × workshop.

    Two people of two rows meet once at most when the tables are the numbers of a field and there are no more rows than
    tables. People of one row never meet; where tables are as large as rows, or divide them, one workshop more seats
    them together.
    """
    add, times = _field(tables)
    made = []
    for number in range(workshops):
        at = [0] * len(order)
        for place, one in enumerate(order):
            row, column = divmod(place, tables)
            at[one] = add(column, times(number % tables, row % tables))
        made.append(at)
    size, over = divmod(len(order), tables)
    if workshops > tables and not over and tables % size == 0:
        for place, one in enumerate(order):
            made[tables][one] = place // size
    return made


def schoolgirls(order: Sequence[int]) -> list[list[int]]:
    """Fifteen people in threes, seven times, nobody twice with the same person: Kirkman’s problem of 1850.

    One person stays; two rings of seven turn around them. The first day is such that no difference comes twice.
    """
    mine = (3, 5, 6)  # with 1, 2, 4 at one table, whose differences are all those of a ring
    for ring in permutations(range(1, 7)):
        pairs = list(zip(ring[::2], ring[1::2], strict=True))
        within = {min((a - b) % 7, (b - a) % 7) for a, b in pairs}
        across = {(one - a) % 7 for a, pair in zip(mine, pairs, strict=True) for one in pair}
        if len(within) == 3 and len(across - {0}) == 6:
            break
    day = [[(0, 0), (1, 0)], [(0, 1), (0, 2), (0, 4)]]
    day += [[(0, a), (1, b), (1, c)] for a, (b, c) in zip(mine, pairs, strict=True)]
    made = []
    for turn in range(7):
        at = [0] * 15
        for table, people in enumerate(day):
            for side, one in people:
                at[order[1 + 7 * side + (one + turn) % 7]] = table
        made.append(at)
    return made


def anyhow(guests: Sequence[Guest], tables: int, workshops: int, drawn: Random) -> list[list[int]]:
    """Dealt anew for each workshop."""
    made = []
    for _ in range(workshops):
        at = [0] * len(guests)
        for place, one in enumerate(dealt(guests, drawn)):
            at[one] = place % tables
        made.append(at)
    return made


def _field(size: int) -> tuple[Callable[[int, int], int], Callable[[int, int], int]]:
    """How to add and to multiply numbers under `size`: a field when it is prime, or 4, 8 or 16."""
    if size not in POLYNOMIALS:
        return lambda a, b: (a + b) % size, lambda a, b: a * b % size

    def times(a: int, b: int) -> int:
        found = 0
        while b:
            found ^= a if b & 1 else 0
            a, b = a << 1, b >> 1
            a ^= POLYNOMIALS[size] if a & size else 0
        return found

    return lambda a, b: a ^ b, times
