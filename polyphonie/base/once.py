"""The same key gives one effect: a double click, a retry after a lost answer, fifty parallel posts."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from polyphonie.base import clock
from polyphonie.base.models import Once

LONGEST = 400  # an address


def first_time(key: str | None, *, by: int | None) -> bool:
    """Take the key inside the caller's transaction. False where the same person has used it already.

    A parallel twin waits here until the first one commits, and then is told that the work is done.
    Without a key there is nothing to compare with: the caller does its work.
    """
    kept = _read(key)
    if kept is None:
        return True
    # bulk_create(ignore_conflicts) leaves the transaction alive on PostgreSQL, where an IntegrityError would end it.
    before = Once.objects.filter(key=kept, by=by or 0).exists()
    if before:
        return False
    mine = Once(key=kept, by=by or 0, at=clock.now())
    Once.objects.bulk_create([mine], ignore_conflicts=True)
    return Once.objects.filter(key=kept, by=by or 0, nonce=mine.nonce).exists()


def free(key: str | None, *, by: int | None) -> None:
    """What was sent has to be mended: the same page may send it again."""
    _sent(key, by).delete()


def note_where(key: str | None, *, by: int | None, led_to: str) -> None:
    """Where the first sending led: its twin is shown the same."""
    if len(led_to) <= LONGEST:
        _sent(key, by).update(led_to=led_to)


def led_to(key: str | None, *, by: int | None) -> str:
    """Where the first sending led; empty where that was nowhere else."""
    return _sent(key, by).values_list("led_to", flat=True).first() or ""


def _sent(key: str | None, by: int | None) -> QuerySet[Once]:
    kept = _read(key)
    return Once.objects.filter(key=kept, by=by or 0) if kept else Once.objects.none()


def _read(key: str | None) -> UUID | None:
    try:
        return UUID(key) if key else None
    except ValueError:
        return None
