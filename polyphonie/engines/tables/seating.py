"""Where each sits: dealt voice by voice, then improved by exchanges of two people until no exchange helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from random import Random

from polyphonie.engines.tables.guests import Company, Plan, Seating, sizes
from polyphonie.engines.tables.telling import repeats, unavoidable
from polyphonie.engines.tables.troubles import Room

Hearer = Callable[[str, int, int], None]  # what is being done, how far, of how much; it may raise to stop
TRIES = 12  # times in a row that shaking and improving the best seating may gain nothing
ROUNDS = 3  # times every workshop is looked at again among the others
LEAST = 3  # below it, a table joins others when people are away


def plan(company: Company, size: int, workshops: int, seed: int, hear: Hearer) -> Plan:
    """Seatings for so many workshops: in each one, what is asked first, then voices, then new faces.

    Each is made after those before it, then made again among all the others, as long as people still meet again.
    """
    drawn = Random(seed)  # noqa: S311 -- a plan that can be made again, no secret
    many = len(sizes(len(company.guests), size))
    done: list[Seating] = []
    again = -1
    for turn in range(workshops * (1 + ROUNDS) if many else 0):
        at = turn % workshops
        hear("tables", turn, workshops * (1 + ROUNDS))
        if turn >= workshops and at == 0:
            again, before = repeats(company, done), again
            if again <= unavoidable(company, done) or again == before:
                break
        others = [*company.past, *done[:at], *done[at + 1 :]]
        made = _seated(company, many, others, drawn, done[at] if turn >= workshops else None)
        done[at : at + 1] = [made]
    return Plan(company, tuple(done) or ((),) * workshops, seed)


def _seated(
    company: Company, many: int, others: Sequence[Seating], drawn: Random, before: Seating | None
) -> Seating:
    room = Room(company, company.guests, many)
    for seating in others:
        room.remember(seating)
    best = [[room.place[name] for name in table] for table in before] if before else _dealt(room, drawn)
    best = _improved(room, best, drawn)
    least, failed = _all(room, best), 0
    while least and failed < TRIES:
        tried = _improved(room, _shaken(best, drawn), drawn)
        found = _all(room, tried)
        failed = 0 if found < least else failed + 1
        if found <= least:
            best, least = tried, found
    return _named(room, best)


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
    return _named(room, _improved(room, tables, None))


def _dealt(room: Room, drawn: Random) -> list[list[int]]:
    """Voice after voice, the more numerous first, dealt like cards."""
    count = Counter(room.voice)
    order = list(range(len(room.guests)))
    drawn.shuffle(order)
    order.sort(key=lambda one: (-count[room.voice[one]], room.voice[one]))
    return [order[first :: room.tables] for first in range(room.tables)]


def _shaken(tables: list[list[int]], drawn: Random) -> list[list[int]]:
    """Three exchanges at random."""
    shaken = [list(table) for table in tables]
    for _ in range(3 if len(shaken) > 1 else 0):
        one, other = drawn.sample(range(len(shaken)), 2)
        a, b = drawn.randrange(len(shaken[one])), drawn.randrange(len(shaken[other]))
        shaken[one][a], shaken[other][b] = shaken[other][b], shaken[one][a]
    return shaken


def _improved(room: Room, tables: list[list[int]], drawn: Random | None) -> list[list[int]]:
    """No exchange of two people makes it better; nor, where tables may differ in size (`drawn` is None), any move."""
    now = [room.trouble(table, at) for at, table in enumerate(tables)]
    better = True
    while better:
        better = False
        pairs = [
            (a, b) for a in range(len(tables)) for b in range(len(tables)) if a < b or (a != b and not drawn)
        ]
        if drawn:
            drawn.shuffle(pairs)
        for a, b in pairs:
            if now[a] or now[b]:
                better |= _better(room, tables, now, a, b, moves=drawn is None)
    return tables


def _better(room: Room, tables: list[list[int]], now: list[int], a: int, b: int, moves: bool) -> bool:
    """Make the best of the changes between two tables, if one helps."""
    best, chosen = now[a] + now[b], None
    for one, other in _changes(tables[a], tables[b], moves):
        here, there = room.trouble(one, a), 0
        if here < best and here + (there := room.trouble(other, b)) < best:
            best, chosen = here + there, (one, other, here, there)
    if chosen is None:
        return False
    tables[a], tables[b], now[a], now[b] = chosen
    return True


def _changes(one: list[int], other: list[int], moves: bool) -> Iterator[tuple[list[int], list[int]]]:
    for i in range(len(one)):
        if moves:
            yield one[:i] + one[i + 1 :], [*other, one[i]]
        for j in range(len(other)):
            yield [*one[:i], other[j], *one[i + 1 :]], [*other[:j], one[i], *other[j + 1 :]]


def _all(room: Room, tables: list[list[int]]) -> int:
    return sum(room.trouble(table, at) for at, table in enumerate(tables))


def _named(room: Room, tables: list[list[int]]) -> Seating:
    return tuple(tuple(room.guests[one].name for one in sorted(table)) for table in tables)
