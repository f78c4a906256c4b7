"""The same key gives one effect: a double click, a retry after a lost answer, fifty parallel posts."""

from __future__ import annotations

from uuid import UUID

from polyphonie.base import clock
from polyphonie.base.models import Once


def first_time(key: str | None, *, by: int | None) -> bool:
    """Take the key inside the caller's transaction. False where the same person has used it already.

    A parallel twin waits here until the first one commits, and then is told that the work is done.
    Without a key there is nothing to compare with: the caller does its work.
    """
    if not key:
        return True
    try:
        kept = UUID(key)
    except ValueError:
        return True
    # bulk_create(ignore_conflicts) leaves the transaction alive on PostgreSQL, where an IntegrityError would end it.
    before = Once.objects.filter(key=kept, by=by or 0).exists()
    if before:
        return False
    mine = Once(key=kept, by=by or 0, at=clock.now())
    Once.objects.bulk_create([mine], ignore_conflicts=True)
    return Once.objects.filter(key=kept, by=by or 0, nonce=mine.nonce).exists()
