"""Making the files that were asked for: one at a time, slice by slice, in nobody's way."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from uuid import uuid4

from django.db import close_old_connections, connections
from django.db.models import F

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal, check
from polyphonie.exports import rules
from polyphonie.exports.documents import table
from polyphonie.exports.models import Export, State
from polyphonie.exports.queries import LASTS, folder, registers

log = logging.getLogger(__name__)
TRIES = 2
_busy = threading.Lock()


class NoLongerMine(Exception):
    """The export was thrown away, or is to be made anew, while it was being made."""


def make_in_background() -> None:
    """A thread of its own while something waits: mail and reminders do not stand behind a long file."""
    if not _busy.locked() and Export.objects.filter(state=State.QUEUED).exists():
        threading.Thread(target=_make_all, name="exports", daemon=True).start()


def _make_all() -> None:
    if not _busy.acquire(blocking=False):
        return
    try:
        while make_next():
            close_old_connections()
    finally:
        _busy.release()
        connections.close_all()


def make_next() -> bool:
    """Make the file that has waited longest. False where nothing waits."""
    export = _claimed()
    if export is None:
        return False
    path = folder() / f"{export.claim}.csv"
    try:
        _make(export, path)
    except NoLongerMine:
        path.unlink(missing_ok=True)
    except Exception as error:  # one file that fails must not stop the others
        path.unlink(missing_ok=True)
        log.warning(
            "export %s: %s", export.pk, type(error).__name__
        )  # its message could hold somebody's words
        _try_again_or_fail(export, for_good=isinstance(error, Refusal))
    return True


def _claimed() -> Export | None:
    """The oldest that waits, taken by one worker among many."""
    waiting = Export.objects.filter(state=State.QUEUED).order_by("asked_at", "pk")
    for pk in waiting.values_list("pk", flat=True)[:5]:
        now, claim = clock.now(), uuid4()
        mine = Export.objects.filter(pk=pk, state=State.QUEUED).update(
            state=State.RUNNING, claim=claim, alive_at=now, rows_done=0, tries=F("tries") + 1
        )
        if mine:
            return Export.objects.select_related("circle", "person").filter(pk=pk, claim=claim).first()
    return None


def _make(export: Export, path: Path) -> None:
    """What the asker may read now, not when they asked. Memory holds one slice, however long the register is."""
    check(rules.why_not_export(export.circle, export.what, export.person))
    language, done = export.person.language, 0
    parts = registers.slices(export.what, export.circle, to=export.person, language=language)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(table.MARK)
        file.writelines(table.lines([registers.header(export.what, language)], language))
        for rows, looked_at in parts:
            file.writelines(table.lines(rows, language))
            done += looked_at
            _say(export, rows_done=done, alive_at=clock.now())
    check(rules.why_not_export(export.circle, export.what, export.person))
    now = clock.now()
    _say(export, state=State.DONE, claim=None, file=path.name, made_at=now, expires_at=now + LASTS)


def _say(export: Export, **how_far: object) -> None:
    if not Export.objects.filter(pk=export.pk, claim=export.claim).update(**how_far):
        raise NoLongerMine


def _try_again_or_fail(export: Export, *, for_good: bool) -> None:
    state = State.FAILED if for_good or export.tries >= TRIES else State.QUEUED
    Export.objects.filter(pk=export.pk, claim=export.claim).update(state=state, claim=None)
