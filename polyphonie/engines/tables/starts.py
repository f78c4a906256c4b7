"""Where a search begins: people dealt voice after voice, then shifted so that rows never meet twice where algebra allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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
