"""All workshops at once: what is wrong with a whole plan, and what each exchange of two people would change.

Costs are those of `troubles`, as arrays; they are whole numbers, well under 2⁵³, hence exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.tables.guests import Company, Seating
from polyphonie.engines.tables.troubles import AGAIN, ASKED, MET, SAME_SERVICE, SILENT, UNEVEN

Floats = NDArray[np.float64]
NEVER = 2.0**60


class Whole:
    """`at[w][p]`: the table of person p in workshop w. People are numbered as in the company."""

    def __init__(self, company: Company, tables: int, at: Sequence[Sequence[int]]) -> None:
        guests = company.guests
        self.company, self.tables = company, tables
        self.people = np.arange(len(guests))
        place = {guest.name: number for number, guest in enumerate(guests)}
        self.past = np.zeros((len(guests),) * 2)
        for seating in company.past:
            for table in seating:
                for one, other in combinations([place[name] for name in table if name in place], 2):
                    self.past[one, other] += 1
                    self.past[other, one] += 1
        self.asked = np.zeros_like(
            self.past
        )  # what it costs that two sit together; less than nothing when they asked
        self.friends = np.zeros(self.past.shape, bool)
        for pairs, cost in ((company.apart, ASKED), (company.together, -2 * ASKED)):
            for one, other in {(place[min(pair)], place[max(pair)]) for pair in pairs}:
                self.asked[one, other] = self.asked[other, one] = cost
                self.friends[one, other] = self.friends[other, one] = cost < 0
        self.voice, self.by_voice = self._voices([guest.voice for guest in guests])
        names = sorted({guest.service for guest in guests} - {""})
        self.service = np.array([names.index(g.service) if g.service else -1 for g in guests], np.int64)
        self.begin(np.array(at, np.int64))

    def begin(self, at: NDArray[np.int64]) -> None:
        """Sit like this."""
        self.at = at
        self.met = self.past + sum(self._together(w) for w in range(len(at)))

    def _voices(self, said: Sequence[str]) -> tuple[NDArray[Any], Floats]:
        """Each person's voice as a number; and what it costs that a table has so many of a voice."""
        count = Counter(said)
        names = sorted(count)
        cost = np.zeros((len(names), len(said) // self.tables + 4))
        for voice, name in enumerate(names):
            least, most = count[name] // self.tables, -(-count[name] // self.tables)
            for here in range(cost.shape[1]):
                silent = max(0, here - 1) if not least else int(not here)
                cost[voice, here] = SILENT * silent + UNEVEN * max(0, least - here, here - most) ** 2
        return np.array([names.index(one) for one in said], np.int64), cost

    def _together(self, w: int) -> NDArray[np.bool_]:
        """Who sits with whom."""
        here = self.at[w][:, None] == self.at[w]
        here[self.people, self.people] = False
        return np.asarray(here)

    def _count(self, w: int, of: NDArray[Any], many: int) -> NDArray[np.int64]:
        """(many, tables): how many people of each number in `of` sit at each table."""
        return np.bincount(of * self.tables + self.at[w], minlength=many * self.tables).reshape(many, -1)

    def trouble(self) -> float:
        """All that is wrong; 0 when nothing is."""
        found = float(((_spent(self.met) - _spent(self.past)) * ~self.friends).sum())
        for w in range(len(self.at)):
            found += float((self.asked * self._together(w)).sum()) / 2 + ASKED * float(self.friends.sum())
            voices = self._count(w, self.voice, len(self.by_voice))
            found += float(self.by_voice[np.arange(len(voices))[:, None], voices].sum())
            found += SAME_SERVICE * float(self._alone(w).sum())
        return found

    def _alone(self, w: int) -> NDArray[np.bool_]:
        """(tables,): of one service alone."""
        sizes = np.bincount(self.at[w], minlength=self.tables)
        if self.service.max(initial=-1) < 0:
            return np.zeros(self.tables, bool)
        return np.asarray((self._services(w) == sizes).any(0) & (sizes > 1))

    def _services(self, w: int) -> NDArray[np.int64]:
        return self._count(w, self.service + 1, int(self.service.max()) + 2)[1:]

    @cached_property
    def varied(self) -> tuple[bool, bool]:
        """Are there several voices? Are there services?"""
        return len(self.by_voice) > 1, bool(self.service.max(initial=-1) >= 0)

    def changes(self, w: int) -> tuple[Floats, NDArray[np.bool_]]:
        """(people, people): what exchanging two in workshop w adds to the trouble. And who is in trouble."""
        at, together = self.at[w], self._together(w)
        before = self.met - together
        price = 2 * np.where((before > 0) & ~self.friends, MET + AGAIN * (before - 1), 0.0) + self.asked
        price[self.people, self.people] = 0
        seats = np.zeros((len(at), self.tables))
        seats[self.people, at] = 1
        there = (price @ seats)[:, at]  # what one would cost at the table of the other
        here = there[self.people, self.people]
        found = there + there.T - 2 * price - here[:, None] - here
        uneasy = here > 0
        if self.varied[0]:
            more, hurt = self._of_voices(w)
            found, uneasy = found + more, uneasy | hurt
        if self.varied[1]:
            found += self._of_services(w)
            uneasy |= self._alone(w)[at]
        uneasy |= (self.friends & ~together).any(1)
        found[together] = NEVER
        found[self.people, self.people] = NEVER
        return found, uneasy

    def _of_voices(self, w: int) -> tuple[Floats, NDArray[np.bool_]]:
        at, count = self.at[w], self._count(w, self.voice, len(self.by_voice))
        row = np.arange(len(count))[:, None]
        now = self.by_voice[row, count]
        come, go = self.by_voice[row, count + 1] - now, self.by_voice[row, np.maximum(count - 1, 0)] - now
        coming, leaving = come[self.voice[:, None], at], go[self.voice, at]
        changed = coming + coming.T + leaving[:, None] + leaving
        return np.where(self.voice[:, None] == self.voice, 0.0, changed), (now.sum(0) > 0)[at]

    def _of_services(self, w: int) -> Floats:
        at, sizes = self.at[w], np.bincount(self.at[w], minlength=self.tables)
        others = self._services(w)[:, at] - (np.arange(int(self.service.max()) + 1)[:, None] == self.service)
        all_of = others == sizes[at] - 1  # (services, people): the others of their table are all of it
        shared = np.where(all_of.any(0) & (sizes[at] > 1), all_of.argmax(0), -2)
        after = shared[:, None] == self.service
        alone = self._alone(w)[at].astype(float)
        return SAME_SERVICE * (after.astype(float) + after.T - alone[:, None] - alone)

    def exchange(self, w: int, one: int, other: int) -> None:
        before = self._together(w)[[one, other]].astype(float)
        self.at[w, [one, other]] = self.at[w, [other, one]]
        change = self._together(w)[[one, other]] - before
        self.met[[one, other]] += change
        self.met[:, [one, other]] = self.met[[one, other]].T

    def seatings(self) -> tuple[Seating, ...]:
        names = [guest.name for guest in self.company.guests]
        return tuple(
            tuple(tuple(names[p] for p in np.flatnonzero(at == table)) for table in range(self.tables))
            for at in self.at
        )


def _spent(met: Floats) -> Floats:
    """What all meetings but the first have cost, for two who met so often; from each side."""
    more = np.maximum(met - 1, 0)
    return MET * more + AGAIN * more * (more - 1) / 2
