"""Opening a wave: what it asks and promises is frozen here. Stopping one: everything is thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.engines.disclosure import Audience, promise
from polyphonie.gatherings import queries as gatherings
from polyphonie.listening import rules
from polyphonie.listening.contract.groups import may_be_told
from polyphonie.listening.contract.rotation import least_asked
from polyphonie.listening.contract.sets import QuestionSet
from polyphonie.listening.events import WaveOpened, WaveStopped
from polyphonie.listening.models import Box, Wave
from polyphonie.listening.queries import halves
from polyphonie.listening.queries.groups import groups_at
from polyphonie.listening.queries.sets import as_data
from polyphonie.listening.queries.waves import voices_at
from polyphonie.people.queries import Person

ENTRY = "wave"


def topic(wave: Wave) -> str:
    """The log this belongs to; in a gathering, that of the gathering, whose pages wait for it."""
    return f"wave:{wave.pk}" if wave.during is None else gatherings.topic(wave.during.gathering_id)


@command
def open_wave(
    circle: Circle,
    *,
    chosen: QuestionSet,
    days: int,
    by: Person,
    by_voice: bool = False,
    services: Sequence[Circle] = (),
    outside: Circle | None = None,
    at_most: int = 0,
) -> Wave:
    """Ask a circle a few questions, without names, for so many days. Records `WaveOpened`.

    `by_voice`, `services`: shares are also told by voice, and of these circles inside, where nobody can be recognised; which of
    them may be is decided now. `outside`: one more circle that is told.
    `at_most`: that many questions of the set, those asked least; 0 for all.
    """
    check(rules.why_not_open(circle, chosen, days, outside, by))
    check(rules.why_not_by_service(circle, services, by))
    in_pairs, now = circle.kind == Kind.COHORT, clock.now()
    groups = groups_at(circle.pk, now, by_voice=by_voice, services=[each.pk for each in services])
    may_be = may_be_told(frozenset(voices_at(circle.pk, now)), groups, pairs=in_pairs)
    Circle.objects.select_for_update().get(
        pk=circle.pk
    )  # two who open at once: the second waits, and is told
    check(rules.why_not_again(circle, chosen, {name: groups[name] for name in may_be}))
    fr, en = _promise(in_pairs=in_pairs, outside=outside)
    return begin_wave(
        circle,
        _some_of(chosen, circle, at_most),
        by=by,
        entry=circles.write_entry(circle, kind=ENTRY, authors=[], shown=True, by=by),
        outside=outside,
        by_voice=by_voice,
        services=[{"circle": each.pk, "name": each.name} for each in services],
        groups=may_be,
        in_pairs=in_pairs,
        promise_fr=fr,
        promise_en=en,
        opened_at=now,
        closes_at=now + timedelta(days=days),
    )


def begin_wave(circle: Circle, asked: QuestionSet, *, by: Person | None, **frozen: Any) -> Wave:
    """A wave and its empty box; `frozen` is what does not change any more. Records `WaveOpened`."""
    try:
        half = halves.make()
    except OSError:
        raise rules.NO_KEY from None
    made = Wave.objects.create(
        circle=circle, set=asked.id, asked=as_data(asked), half=half, opened_by=by, **frozen
    )
    Box.objects.create(wave=made)
    record(WaveOpened(wave=made.pk, circle=circle.pk), by=by, topic=topic(made))
    return made


def _some_of(chosen: QuestionSet, circle: Circle, at_most: int) -> QuestionSet:
    if not 0 < at_most < len(chosen.questions):
        return chosen
    before = Wave.objects.filter(circle=circle, set=chosen.id, stopped=False)
    asked = [each["id"] for wave in before for each in wave.asked["questions"]]
    kept = set(least_asked([q.id for q in chosen.questions], asked, at_most))
    return replace(chosen, questions=tuple(q for q in chosen.questions if q.id in kept))


def _promise(*, in_pairs: bool, outside: Circle | None) -> tuple[str, str]:
    """The exact sentence under the questions, from the real setting."""
    fr, en = promise(Audience.CIRCLE, pairs=in_pairs)
    if outside is not None:
        further_fr, further_en = promise(Audience.OUTSIDE)
        fr = f"{fr} Le cercle « {outside.name} » le saura aussi. {further_fr}"
        en = f"{en} The circle “{outside.name}” will be told too. {further_en}"
    return fr, en


def end_box(wave: Wave) -> None:
    """The answers are gone; once that is certain, so is the half of the key that opens any copy of them."""
    Box.objects.filter(wave=wave).delete()
    transaction.on_commit(lambda: halves.destroy(wave.half))


@command
def stop_wave(wave: Wave, *, by: Person) -> None:
    """Throw a wave away before its end: nothing is told, nothing is kept. Records `WaveStopped`."""
    wave = Wave.objects.select_for_update(of=("self",)).select_related("circle").get(pk=wave.pk)
    check(rules.why_not_stop(wave, by))
    end_box(wave)
    Wave.objects.filter(pk=wave.pk).update(closed_at=clock.now(), stopped=True)
    record(WaveStopped(wave=wave.pk, circle=wave.circle_id), by=by, topic=topic(wave))
