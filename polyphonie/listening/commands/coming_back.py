"""Waves that come back by themselves, and questions that a circle brings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles.queries import Circle
from polyphonie.listening import rules
from polyphonie.listening.commands.opening import open_wave
from polyphonie.listening.contract.sets import QuestionSet, UnreadableSet, read_set
from polyphonie.listening.events import RhythmBegun, RhythmEnded, SetBrought
from polyphonie.listening.models import OwnSet, Rhythm
from polyphonie.listening.queries.sets import OWN, set_for
from polyphonie.people.queries import Person


def _topic(circle: int) -> str:
    return f"circle:{circle}"


@command
def begin_rhythm(
    circle: Circle,
    *,
    chosen: QuestionSet,
    weeks: int,
    days: int,
    by: Person,
    by_voice: bool = False,
    services: Sequence[Circle] = (),
    outside: Circle | None = None,
    at_most: int = 0,
) -> Rhythm:
    """Open a wave now, and the same again every so many weeks. Records `RhythmBegun`, and `WaveOpened`."""
    check(rules.why_not_come_back(circle, chosen, weeks, days))
    open_wave(
        circle,
        chosen=chosen,
        days=days,
        by_voice=by_voice,
        services=services,
        outside=outside,
        at_most=at_most,
        by=by,
    )
    made = Rhythm.objects.create(
        circle=circle,
        set=chosen.id,
        weeks=weeks,
        days=days,
        at_most=at_most,
        by_voice=by_voice,
        services=[each.pk for each in services],
        outside=outside,
        next_on=clock.today() + timedelta(weeks=weeks),
        begun_by=by,
        begun_at=clock.now(),
    )
    record(RhythmBegun(rhythm=made.pk, circle=circle.pk), by=by, topic=_topic(circle.pk))
    return made


@command
def end_rhythm(rhythm: Rhythm, *, by: Person | None) -> None:
    """No wave comes back any more; the one that is open goes on. Records `RhythmEnded`."""
    if by is not None:
        check(rules.why_not_end_rhythm(rhythm, by))
    Rhythm.objects.filter(pk=rhythm.pk).update(ended_at=clock.now())
    record(RhythmEnded(rhythm=rhythm.pk, circle=rhythm.circle_id), by=by, topic=_topic(rhythm.circle_id))


@command
def open_what_is_due() -> int:
    """Open the waves whose day has come, each in the name of whoever began it. Returns how many.

    Where it cannot be opened (too few people now, whoever began it no longer looks after the circle), this time is
    skipped, or the rhythm ends when its questions are gone.
    """
    opened = 0
    due = Rhythm.objects.select_for_update(of=("self",)).filter(ended_at=None, next_on__lte=clock.today())
    for rhythm in due.select_related("circle", "outside", "begun_by").order_by("pk"):
        chosen = set_for(rhythm.circle, rhythm.set)
        if chosen is None:
            end_rhythm(rhythm, by=None)
            continue
        opened += _open(rhythm, chosen)
        while rhythm.next_on <= clock.today():
            rhythm.next_on += timedelta(weeks=rhythm.weeks)
        rhythm.save(update_fields=["next_on"])
    return opened


def _open(rhythm: Rhythm, chosen: QuestionSet) -> bool:
    try:
        open_wave(
            rhythm.circle,
            chosen=chosen,
            days=rhythm.days,
            by_voice=rhythm.by_voice,
            services=list(Circle.objects.filter(pk__in=rhythm.services).order_by("name", "pk")),
            outside=rhythm.outside,
            at_most=rhythm.at_most,
            by=rhythm.begun_by,
        )
    except Refusal:
        return False
    return True


@command
def bring_set(circle: Circle, *, toml: str, by: Person) -> QuestionSet:
    """Keep a circle's own questions, read as a file from anywhere is read. Records `SetBrought`.

    Raises `UnreadableSet`, with every mistake.
    """
    check(rules.why_not_bring(circle, by))
    if len(toml) > rules.LONGEST_FILE:
        raise UnreadableSet([rules.FILE_TOO_LONG])
    read_set(toml)
    row = OwnSet.objects.create(circle=circle, toml=toml, brought_by=by, brought_at=clock.now())
    record(SetBrought(set=row.pk, circle=circle.pk), by=by, topic=_topic(circle.pk))
    kept = set_for(circle, f"{OWN}{row.pk}")
    assert kept is not None  # noqa: S101 -- written three lines above
    return kept
