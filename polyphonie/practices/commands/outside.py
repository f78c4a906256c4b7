"""Noting since when what is told outside is as it is."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.practices import queries
from polyphonie.practices.models import ToldOutside


@command
def note_what_is_told(*, by: None = None) -> int:
    """Each place whose mark is another has it from the next second on: nobody was given something else within that second.
    Places where nothing is told any more are forgotten. Returns how many changed."""
    now, since = queries.told_now(), clock.now().replace(microsecond=0) + timedelta(seconds=1)
    kept = dict(ToldOutside.objects.select_for_update().values_list("place", "mark"))
    ToldOutside.objects.filter(place__in=kept.keys() - now.keys()).delete()
    changed = [place for place, mark in now.items() if kept.get(place) != mark]
    for place in changed:
        ToldOutside.objects.update_or_create(place=place, defaults={"mark": now[place], "since": since})
    return len(changed)
