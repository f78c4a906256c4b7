"""The search: from several starts, exchange after exchange, even one that makes it worse; the best plan met is kept.

What was exchanged stays so for a while, so that the search leaves the hollow it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import numpy as np

from polyphonie.engines.tables.guests import Company, Hearer, Seating
from polyphonie.engines.tables.starts import anyhow, dealt, schoolgirls, shifted
from polyphonie.engines.tables.telling import unavoidable
from polyphonie.engines.tables.troubles import MET
from polyphonie.engines.tables.whole import NEVER, Whole

STARTS, STEPS = 10, 4000  # starts; exchanges from each
IDLE = 2000  # exchanges in a row that may gain nothing
HOLD = 2, 8  # for how many exchanges two people stay as they were put, at least and at most


def sought(company: Company, tables: int, workshops: int, drawn: Random, hear: Hearer) -> tuple[Seating, ...]:
    """The best plan met. The search ends early when arithmetic allows none better."""
    best: tuple[Seating, ...] = ()
    least = float("inf")
    for number, start in enumerate(_starts(company, tables, workshops, drawn)):
        whole = Whole(company, tables, start)
        enough = 2 * MET * unavoidable(company, whole.seatings())
        told = partial(_told, hear, number * STEPS)
        found = _improved(whole, enough, drawn, told)
        if found < least:
            best, least = whole.seatings(), found
        if least <= enough:
            break
    return best


def _told(hear: Hearer, before: int, step: int) -> None:
    hear("tables", before + step, STARTS * STEPS)


def _starts(company: Company, tables: int, workshops: int, drawn: Random) -> Iterator[list[list[int]]]:
    for number in range(STARTS):
        order = dealt(company.guests, drawn)
        if number % 2:
            yield anyhow(company.guests, tables, workshops, drawn)
        elif len(order) == 15 and tables == 5 and tables < workshops <= 7:
            yield schoolgirls(order)[:workshops]
        else:
            yield shifted(order, tables, workshops)


def _improved(whole: Whole, enough: float, drawn: Random, hear: Callable[[int], None]) -> float:
    """The least trouble met; `whole` is left there."""
    now = least = whole.trouble()
    kept, since, many = whole.at.copy(), 0, len(whole.at)
    held = np.zeros((many, *whole.met.shape), np.int64)  # until when two people stay as they are
    for step in range(STEPS):
        if least <= enough or since > IDLE:
            break
        if step % 50 == 0:
            hear(step)
        w = drawn.randrange(many)
        change, uneasy = whole.changes(w)
        change[~uneasy] = NEVER
        change[(held[w] > step) & (now + change >= least)] = NEVER
        lowest, since = change.min(), since + 1
        if lowest >= NEVER:
            continue
        one, other = divmod(drawn.choice(np.flatnonzero(change == lowest).tolist()), len(change))
        whole.exchange(w, one, other)
        held[w, [one, other], [other, one]] = step + drawn.randint(*HOLD) * many
        now += float(lowest)
        if now < least:
            least, kept, since = now, whole.at.copy(), 0
    whole.begin(kept)
    return least
