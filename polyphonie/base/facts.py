"""Every change leaves a fact: what happened, ids only, in the same transaction.

A fact belongs to a topic ("gathering:12") and has a number there, without holes and in the order of commits:
the number is taken while the topic's row is locked, until the transaction ends. Live pages, replays, notices
and the trace a person may read are readers of this one log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from django.db import models, transaction

from polyphonie.base import clock
from polyphonie.base.models import Fact as Row
from polyphonie.base.models import Topic


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Subclasses are named in the past tense and hold ids, numbers and moments."""


@dataclass(frozen=True)
class Told:
    """A fact as it stands in the log."""

    topic: str
    seq: int
    name: str
    by: int | None
    ids: dict[str, Any]
    at: Any


F = TypeVar("F", bound=Fact)
Reaction = Callable[[Any, int | None], None]

_reactions: dict[type[Fact], list[Reaction]] = defaultdict(list)
_listeners: list[Callable[[str, int, str], None]] = []
_silent: ContextVar[bool] = ContextVar("silent", default=False)


def hears(kind: type[F]) -> Callable[[Callable[[F, int | None], None]], Callable[[F, int | None], None]]:
    """Let a room react to a fact of a lower floor. It runs in the same transaction and only writes rows."""

    def register(reaction: Callable[[F, int | None], None]) -> Callable[[F, int | None], None]:
        _reactions[kind].append(reaction)
        return reaction

    return register


def reactions() -> dict[str, list[str]]:
    """Which rooms react to what, for the reference page."""
    named = {
        kind.__name__: sorted(
            f"{r.__module__.split('.')[1]}.{r.__name__}"
            for r in heard
            if r.__module__.startswith("polyphonie.")
        )
        for kind, heard in _reactions.items()
    }
    return {name: rooms for name, rooms in named.items() if rooms}


def on_commit_tell(listener: Callable[[str, int, str], None]) -> None:
    """Call `listener(topic, seq, name)` after the commit of each fact."""
    _listeners.append(listener)


@contextmanager
def quietly() -> Iterator[None]:
    """Record facts without anybody reacting: a rehearsal on a private copy writes to nobody."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def record(fact: Fact, *, by: Any, topic: str) -> Told:
    """Write the fact into the log of its topic, let the rooms above react, wake the live pages at commit.

    `by` is the person who did it, or None for the clock.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of what it tells")
    by_id = getattr(by, "pk", by)
    held, _ = Topic.objects.select_for_update().get_or_create(name=topic)
    held.last_seq += 1
    held.save(update_fields=["last_seq"])
    name, ids = type(fact).__name__, asdict(fact)
    row = Row.objects.create(topic=topic, seq=held.last_seq, name=name, by=by_id, ids=ids, at=clock.now())
    if not _silent.get():
        for reaction in _reactions[type(fact)]:
            reaction(fact, by_id)
    # Robust: what is committed is kept, even where nobody could be woken (the streams look at the log by themselves).
    for wake in _listeners:
        transaction.on_commit(lambda wake=wake: wake(topic, row.seq, name), robust=True)  # type: ignore[misc]
    return Told(topic, row.seq, name, by_id, ids, row.at)


def one_at_a_time(topic: str) -> None:
    """Hold a topic until this transaction ends: whoever else asks for it waits. Nothing is recorded."""
    Topic.objects.select_for_update().get_or_create(name=topic)


def log(topic: str, *, since: int = 0, at_most: int | None = None) -> list[Told]:
    """The facts of a topic, in order, after number `since`."""
    rows: models.QuerySet[Row] = Row.objects.filter(topic=topic, seq__gt=since).order_by("seq")
    return [_told(row) for row in (rows[:at_most] if at_most else rows)]


def told(kind: type[Fact], *, topics: Iterable[str] | None = None, **ids: int) -> list[Told]:
    """The facts of one kind, in order: of these topics, or of all; of those that carry these numbers."""
    rows = Row.objects.filter(name=kind.__name__, **{f"ids__{name}": given for name, given in ids.items()})
    found = rows if topics is None else rows.filter(topic__in=set(topics))
    return [_told(row) for row in found.order_by("at", "pk")]


def _told(row: Row) -> Told:
    return Told(row.topic, row.seq, row.name, row.by, row.ids, row.at)


def last(topic: str) -> int:
    """The number of the topic's last fact; 0 where nothing happened yet."""
    return Topic.objects.filter(name=topic).values_list("last_seq", flat=True).first() or 0


def holes() -> list[tuple[str, int, int]]:
    """The topics whose log lacks facts: name, how many are there, how many its last number says there should be."""
    there = dict(Row.objects.values_list("topic").annotate(models.Count("pk")))
    due = dict(Topic.objects.values_list("name", "last_seq"))
    names = sorted(there.keys() | due.keys())
    return [(n, there.get(n, 0), due.get(n, 0)) for n in names if there.get(n, 0) != due.get(n, 0)]


def shape(kind: type[Fact]) -> list[str]:
    """The names a fact carries, for the reference page."""
    return [f.name for f in fields(kind)]
