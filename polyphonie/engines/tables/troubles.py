"""What is wrong with a table, as one whole number. Each kind of trouble outweighs those below it, but the last two,
which are weighed against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import permutations

from polyphonie.engines.tables.guests import Company, Guest

ASKED = 10**12  # a pair asked together sits apart, or the reverse
SAME_SERVICE = 10**10  # a table of one service alone
SILENT = 10**8  # a table without a voice that could be there, or of too few people
MOVED = 10**6  # somebody leaves the table they were told
LARGE = 10**5  # a table larger than it need be
MET = 100  # two who met already
AGAIN = 10  # and more, for each time they met after the first
UNEVEN = 40  # a voice off its even share by d: times d × d, so that a large gap outweighs one meeting again


class Room:
    """People as numbers around `tables` tables; `trouble` says what is wrong at one."""

    def __init__(self, company: Company, guests: Sequence[Guest], tables: int) -> None:
        self.guests, self.tables = guests, tables
        place = {guest.name: at for at, guest in enumerate(guests)}
        self.place = place
        here = [
            {(place[a], place[b]) for a, b in pairs if a in place and b in place}
            for pairs in (company.together, company.apart)
        ]
        self.together, self.apart = ({frozenset(pair) for pair in pairs} for pairs in here)
        self.friends: list[set[int]] = [set() for _ in guests]
        for one, other in here[0]:
            self.friends[one].add(other)
            self.friends[other].add(one)
        self.voice = [guest.voice for guest in guests]
        self.service = [guest.service for guest in guests]
        self.least = {voice: many // tables for voice, many in Counter(self.voice).items()}
        self.most = {voice: -(-many // tables) for voice, many in Counter(self.voice).items()}
        self.met = [[0] * len(guests) for _ in guests]  # how often
        self.tired = [[0] * len(guests) for _ in guests]  # and the trouble it is to meet again
        self.home: Mapping[int, int] = {}
        self.smallest, self.largest = len(guests) // tables, -(-len(guests) // tables)

    def remember(self, seating: Sequence[Sequence[str]]) -> None:
        """These people have met; those asked together are meant to."""
        for table in seating:
            known = [self.place[name] for name in table if name in self.place]
            for one, other in permutations(known, 2):
                if other not in self.friends[one]:
                    self.met[one][other] += 1
                    self.tired[one][other] = MET + AGAIN * (self.met[one][other] - 1)

    def trouble(self, table: Sequence[int], at: int) -> int:
        if not table:
            return SILENT * self.smallest
        found, seated = 0, set(table)
        for one in table:
            if friends := self.friends[one]:
                found += ASKED * len(friends - seated)
            if self.home.get(one, at) != at:
                found += MOVED
            tired = self.tired[one]
            found += sum([tired[other] for other in table])
        if self.apart:
            found += ASKED * sum(pair <= seated for pair in self.apart)
        service = self.service[table[0]]
        if service and len(table) > 1 and all(self.service[one] == service for one in table):
            found += SAME_SERVICE
        found += SILENT * max(0, self.smallest - len(table)) + LARGE * max(0, len(table) - self.largest)
        return found + self._voices(table)

    def _voices(self, table: Sequence[int]) -> int:
        """A voice of fewer people than tables is at as many tables as it has people: two at one leave one without."""
        count = Counter([self.voice[one] for one in table])
        found = 0
        for voice, least in self.least.items():
            here = count[voice]
            if not least:
                found += SILENT * max(0, here - 1)
            elif not here:
                found += SILENT
            found += UNEVEN * max(0, least - here, here - self.most[voice]) ** 2
        return found
