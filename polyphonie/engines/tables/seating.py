"""Where each sits; and where, once some are away: whoever can stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import permutations
from random import Random

from polyphonie.engines.tables.guests import Company, Hearer, Plan, Seating, sizes
from polyphonie.engines.tables.troubles import Room

LEAST = 3  # below it, a table joins others when people are away


def plan(company: Company, size: int, workshops: int, seed: int, hear: Hearer) -> Plan:
    """Seatings for so many workshops, sought together: what is asked first, then voices, then new faces."""
    if not company.guests:
        return Plan(company, ((),) * workshops, seed)
    from polyphonie.engines.tables.seeking import sought

    many = len(sizes(len(company.guests), size))
    return Plan(company, sought(company, many, workshops, Random(seed), hear), seed)  # noqa: S311 -- no secret


def reseat(company: Company, seating: Seating, absent: Collection[str]) -> Seating:
    """The same tables without those who are away, and with those who came: nobody else moves without need.

    Somebody moves when a table would have fewer than three people, when two asked apart would meet, when a table would
    be of one service alone, or to bring a voice to a table that lacks it.
    """
    here = [guest for guest in company.guests if guest.name not in set(absent)]
    if not here:
        return ()
    names = {guest.name for guest in here}
    kept = [[name for name in table if name in names] for table in seating]
    standing = sorted(range(len(kept)), key=lambda at: (-len(kept[at]), at))
    enough = max(1, min(len(kept), len(here) // LEAST))
    open_ = sorted(standing[:enough])
    room = Room(company, here, len(open_))
    room.smallest, room.largest = min(room.smallest, LEAST), room.largest + 1
    tables = [[room.place[name] for name in kept[at]] for at in open_]
    room.home = {one: at for at, table in enumerate(tables) for one in table}
    for past in company.past:
        room.remember(past)
    for one in [one for one in range(len(here)) if one not in room.home]:
        min(tables, key=len).append(one)
    return _named(room, _improved(room, tables))


def _improved(room: Room, tables: list[list[int]]) -> list[list[int]]:
    """No exchange of two people makes it better, nor any move of one."""
    now = [room.trouble(table, at) for at, table in enumerate(tables)]
    better = True
    while better:
        better = False
        for a, b in permutations(range(len(tables)), 2):
            if now[a] or now[b]:
                better |= _better(room, tables, now, a, b)
    return tables


def _better(room: Room, tables: list[list[int]], now: list[int], a: int, b: int) -> bool:
    """Make the best of the changes between two tables, if one helps."""
    best, chosen = now[a] + now[b], None
    for one, other in _changes(tables[a], tables[b]):
        here, there = room.trouble(one, a), 0
        if here < best and here + (there := room.trouble(other, b)) < best:
            best, chosen = here + there, (one, other, here, there)
    if chosen is None:
        return False
    tables[a], tables[b], now[a], now[b] = chosen
    return True


def _changes(one: list[int], other: list[int]) -> Iterator[tuple[list[int], list[int]]]:
    for i in range(len(one)):
        yield one[:i] + one[i + 1 :], [*other, one[i]]
        for j in range(len(other)):
            yield [*one[:i], other[j], *one[i + 1 :]], [*other[:j], one[i], *other[j + 1 :]]


def _named(room: Room, tables: list[list[int]]) -> Seating:
    return tuple(tuple(room.guests[one].name for one in sorted(table)) for table in tables)
