"""Telling the OpenSearch server, where the settings name one, what the index of the database holds.

That it is to be told is a row, in the transaction of the change. It is told after the commit, and again until it heard: as long as
one row waits, nobody's search asks it. No transaction is open meanwhile: a network that hangs must not hold anybody's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction

from polyphonie.base.scope import command
from polyphonie.practices import queries
from polyphonie.practices.index import opensearch, server
from polyphonie.practices.models import Unsent

AT_ONCE = 500
IN_A_REQUEST = 50  # sheets that somebody waits for; more are told with the next beat


@command
def note_unsent(sheets: Sequence[int], *, by: None = None) -> None:
    """The server is to be told of these sheets, once this is committed. Where there is none, that it was told nothing is
    remembered: one that is named later, or again, is told everything."""
    if server.is_named():
        Unsent.objects.bulk_create([Unsent(sheet=sheet) for sheet in sheets], batch_size=AT_ONCE)
        if len(sheets) <= IN_A_REQUEST:
            transaction.on_commit(partial(send_these, sheets), robust=True)
    elif sheets:
        tell_everything_again()


def send_these(sheets: Sequence[int]) -> int:
    """The server is told of these sheets, unless it rests, or knows nothing yet. Returns of how many it heard."""
    if server.rests() or queries.everything_is_unsent():
        return 0
    try:
        waiting = queries.unsent(sheets, most=AT_ONCE) if opensearch.stands() else {}
        return _send(waiting, opensearch.SECONDS)
    except server.Unanswered:
        return 0


def send_unsent() -> int:
    """The server is told all that waits. Returns of how many sheets it heard; what it did not hear waits for the next time."""
    if not server.is_named():
        return 0
    told = 0
    try:
        if queries.everything_is_unsent() or not opensearch.stands():
            _begin_anew()
        while waiting := queries.unsent(most=AT_ONCE):
            heard = _send(waiting, opensearch.SECONDS_FOR_MANY)
            told += heard
            if not heard:
                break
    except server.Unanswered:
        pass
    return told


def compare_with_the_server() -> int:
    """What the server holds and should not, or does not and should, is told again. Returns how many sheets that were."""
    if not server.is_named() or queries.everything_is_unsent():
        return 0
    try:
        there = set(opensearch.held()) if opensearch.stands() else set()
    except server.Unanswered:
        return 0
    apart = sorted(there ^ queries.indexed())
    note_unsent(apart)
    send_unsent()
    return len(apart)


@command
def tell_everything_again(*, by: None = None) -> None:
    """What the server holds, if there is one, is not what the database holds: it will be told everything."""
    if not queries.everything_is_unsent():
        Unsent.objects.create(sheet=Unsent.EVERYTHING)


@command
def note_everything(*, by: None = None) -> None:
    """Each sheet of the index is to be told, and nothing else."""
    Unsent.objects.all().delete()
    Unsent.objects.bulk_create((Unsent(sheet=sheet) for sheet in sorted(queries.indexed())), batch_size=5000)


@command
def cross_out(notes: Iterable[int], *, by: None = None) -> None:
    """The server heard what these notes are about; what was noted since stays."""
    Unsent.objects.filter(pk__in=list(notes)).delete()


def _begin_anew() -> None:
    """Nobody asks the server before it was told everything: that it was not stands there first, and goes last."""
    tell_everything_again()
    opensearch.begin()
    note_everything()


def _send(waiting: dict[int, int], seconds: float) -> int:
    sheets = set(waiting.values())
    at = opensearch.moment()
    rows = queries.rows_of(sheets)
    heard = opensearch.tell(rows, sheets - {row.sheet for row in rows}, at, seconds)
    cross_out(note for note, sheet in waiting.items() if sheet in heard)
    return len(heard)
