"""A series that begins anew: what came before and what comes after are no longer read as one."""

from __future__ import annotations

from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.listening import rules
from polyphonie.listening.commands.opening import topic
from polyphonie.listening.events import SeriesBegunAnew
from polyphonie.listening.models import NewStart, Wave
from polyphonie.people.queries import Person

ENTRY = "new_start"


@command
def begin_anew(wave: Wave, *, reason: str, by: Person) -> NewStart:
    """Say that from this wave on the series begins anew, and why: the circle reads the reason beside its charts, and whoever
    wrote it takes it back as anything else they wrote. Records `SeriesBegunAnew`."""
    wave = Wave.objects.select_for_update(of=("self",)).select_related("circle").get(pk=wave.pk)
    check(rules.why_not_begin_anew(wave, reason, by))
    made = NewStart.objects.create(
        entry=circles.write_entry(wave.circle, kind=ENTRY, authors=[by], shown=True, by=by),
        wave=wave,
        reason=reason.strip(),
    )
    record(SeriesBegunAnew(start=made.pk, wave=wave.pk, circle=wave.circle_id), by=by, topic=topic(wave))
    return made
