"""What the rooms above hand down of a pair: days and counts, never a word, never of one half alone. Pure.

`listening` lies below the room that keeps a pair's place; it offers this door, and whoever knows registers at start: one inverted
line instead of a cycle, as for the kinds of steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class PairFacts:
    """Of the pair as one: since when it has a place, what it last did together, its agreement, its shared log."""

    since: date
    last_shared_on: date | None = None  # the last thing that both know of
    agreed_on: date | None = None
    revisited_on: date | None = None  # the last time they came back to their agreement
    pages: int = 0  # shared pages of their log that bear a tag
    pages_on_tasks: int = 0  # of those, the ones that their authors tagged as being about tasks only


Facts = Callable[[int], PairFacts | None]  # the number of the pair's circle → its facts
Days = Callable[[int], tuple[date, ...]]  # … → the days on which its programme asks how it goes


@dataclass
class _Shelf:
    facts: Facts = field(default=lambda circle: None)
    days: Days = field(default=lambda circle: ())


_shelf = _Shelf()


def hand_facts(facts: Facts) -> Facts:
    """Register what is known of pairs; returns what was registered before."""
    before, _shelf.facts = _shelf.facts, facts
    return before


def hand_days(days: Days) -> Days:
    """Register the days of pulses; returns what was registered before."""
    before, _shelf.days = _shelf.days, days
    return before


def facts_of(circle: int) -> PairFacts | None:
    return _shelf.facts(circle)


def days_of(circle: int) -> tuple[date, ...]:
    return _shelf.days(circle)
