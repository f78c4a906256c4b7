"""Files that are a day old, workers that died, files that belong to nobody."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.exports.commands.asking import forget
from polyphonie.exports.commands.making import TRIES
from polyphonie.exports.models import Export, State
from polyphonie.exports.queries import folder

PATIENCE = timedelta(minutes=5)


def keep_the_living() -> None:
    """Throw away what has had its day, give what a dead worker held to another one, sweep the folder."""
    now = clock.now()
    forget(Export.objects.filter(expires_at__lte=now), by=None)
    silent = Export.objects.filter(state=State.RUNNING, alive_at__lte=now - PATIENCE)
    silent.filter(tries__gte=TRIES).update(state=State.FAILED, claim=None)
    silent.update(state=State.QUEUED, claim=None)
    _sweep()


def _sweep() -> None:
    """What a killed process left: no row knows these files."""
    found = {path.name: path for path in folder().glob("*.csv")}
    rows = Export.objects.exclude(file="", claim=None).values_list("file", "claim")
    known = {name for file, claim in rows for name in (file, f"{claim}.csv")}
    for name in found.keys() - known:
        found[name].unlink(missing_ok=True)
