"""What time it is. Tests give the time with `clock.at(…)`; nobody patches it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.utils import timezone

_given: ContextVar[datetime | None] = ContextVar("given_time", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _given.get() or datetime.now(UTC)


def today() -> date:
    """The present day where the reader lives; for what nobody reads, where the installation does."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Live at another moment, for the length of a `with`."""
    token = _given.set(moment)
    try:
        yield
    finally:
        _given.reset(token)
