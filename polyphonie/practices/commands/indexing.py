"""Keeping the index as the sheets are: in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable

from polyphonie.base.scope import command
from polyphonie.practices import index, queries
from polyphonie.practices.commands.sending import note_unsent

AT_ONCE = 500


@command
def index_sheets(sheets: Iterable[int], *, by: None = None) -> int:
    """The index holds these sheets as they are now, and nothing of those that ended. Returns how many it holds of them."""
    wanted = sorted(set(sheets))
    rows = queries.rows_of(wanted)
    index.forget(sorted(set(wanted) - {row.sheet for row in rows}))
    index.put(rows)
    note_unsent(wanted)
    return len(rows)


@command
def index_what_is_missing(*, by: None = None) -> int:
    """Sheets that the index does not hold yet enter it. Returns how many did."""
    entered = 0
    while missing := queries.unindexed(AT_ONCE):
        entered += index_sheets(missing)
    return entered
