"""Tables: who sits with whom, workshop after workshop."""

from __future__ import annotations

from collections.abc import Collection

from polyphonie.engines.tables.guests import BadGuests, Company, Guest, Hearer, Plan, Seating, Words, sizes
from polyphonie.engines.tables.seating import plan as _plan
from polyphonie.engines.tables.seating import reseat
from polyphonie.engines.tables.telling import lacks, repeats, told, unavoidable


def _quiet(doing: str, done: int, of: int) -> None:
    """Nobody listens."""


def seat(company: Company, *, size: int, workshops: int = 1, seed: int = 0, hear: Hearer = _quiet) -> Plan:
    """Tables of about `size` for each workshop, all planned together. Good, not proved best: `explain` says what could
    not be had. `hear(doing, done, of)` is told how far it is, and may raise to stop."""
    return _plan(company, size, workshops, seed, hear)


def without(company: Company, seating: Seating, absent: Collection[str]) -> Seating:
    """The seating once some are away: nobody else moves without need."""
    return reseat(company, seating, absent)


def explain(plan: Plan, *, first: int = 1) -> list[Words]:
    """The plan's sentences, in French and English; `first` is the number of its first workshop."""
    return told(plan, first)


__all__ = [
    "BadGuests", "Company", "Guest", "Plan", "Seating", "Words", "explain", "lacks", "repeats", "seat", "sizes",
    "unavoidable", "without",
]  # fmt: skip
