"""Noting since when what is told outside is as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.practices.models import ToldOutside

AT_ONCE = 500


@command
def note_what_is_told(now: Mapping[str, str], *, by: None = None) -> int:
    """`now` is `queries.told_now()`, asked beforehand: many sheets are read for it, and nobody waits to write meanwhile. Each place
    whose mark is another has it from the next second on: nobody was given something else within that second. Places where
    nothing is told any more are forgotten. Returns how many changed."""
    since = clock.now().replace(microsecond=0) + timedelta(seconds=1)
    kept = dict(ToldOutside.objects.select_for_update().values_list("place", "mark"))
    gone = sorted(kept.keys() - now.keys())
    for first in range(0, len(gone), AT_ONCE):
        ToldOutside.objects.filter(place__in=gone[first : first + AT_ONCE]).delete()
    changed = [
        ToldOutside(place=at, mark=mark, since=since) for at, mark in now.items() if kept.get(at) != mark
    ]
    ToldOutside.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["mark", "since"],
        batch_size=AT_ONCE,
    )
    return len(changed)
