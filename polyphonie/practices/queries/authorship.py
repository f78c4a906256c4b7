"""Who wrote a sheet and is its author no longer: an entry forgets them, the log of the sheet does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from polyphonie.base import facts
from polyphonie.practices.events import AuthorSteppedOut
from polyphonie.practices.models import Practice


def topic(practice: Practice | int) -> str:
    """The log this belongs to."""
    return f"practice:{practice if isinstance(practice, int) else practice.pk}"


def stepped_out(rows: Iterable[Practice]) -> dict[int, frozenset[int]]:
    """Sheet → those who stepped out of it, by number; in one question."""
    left = defaultdict[int, set[int]](set)
    for fact in facts.told(AuthorSteppedOut, topics=map(topic, rows)):
        left[fact.ids["practice"]].add(fact.ids["person"])
    return {practice: frozenset(people) for practice, people in left.items()}
