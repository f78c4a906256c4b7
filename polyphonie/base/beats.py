"""What comes back: regular jobs, each done once per slot however many processes tick."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, transaction

from polyphonie.base import clock
from polyphonie.base.models import Beat

log = logging.getLogger(__name__)
_jobs: dict[str, tuple[timedelta, Callable[[], object]]] = {}


def every(period: timedelta) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Do this once in each slot of the period."""

    def register(job: Callable[[], object]) -> Callable[[], object]:
        _jobs[f"{job.__module__.split('.')[1]}.{job.__name__}"] = (period, job)
        return job

    return register


def jobs() -> dict[str, timedelta]:
    return {name: period for name, (period, _) in _jobs.items()}


def tick() -> list[str]:
    """Do what is due. Returns the names of the jobs done here."""
    return [name for name, (period, job) in _jobs.items() if _take(name, period) and _do(name, job)]


def _take(name: str, period: timedelta) -> bool:
    seconds = period.total_seconds()
    slot = datetime.fromtimestamp(clock.now().timestamp() // seconds * seconds, UTC)
    if Beat.objects.filter(name=name, slot=slot).exists():
        return False
    with transaction.atomic():
        _, mine = Beat.objects.get_or_create(name=name, slot=slot)
        Beat.objects.filter(name=name, slot__lt=slot).delete()
    return mine


def _do(name: str, job: Callable[[], object]) -> bool:
    try:
        job()
    except Exception:  # one job that fails must not stop the clock of the others; the next slot tries again
        log.exception("beat %s", name)
        return False
    return True


def run_for_ever(pause: float = 1.0) -> None:
    """Tick until the process ends: what `polyphonie worker` does, and what a server does in a thread of its own."""
    while True:
        try:
            close_old_connections()
            tick()
        except Exception:
            log.exception("the clock")
        time.sleep(pause)


def start_in_a_thread() -> None:
    """The embedded worker: small installations need no second process."""
    threading.Thread(target=run_for_ever, name="clock", daemon=True).start()
