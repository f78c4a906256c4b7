"""A wave inside a gathering: asked of those who are there when a step opens, told to those who are there when it closes."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import BETWEEN_EQUALS, Kind
from polyphonie.engines.disclosure import Audience, promise
from polyphonie.gatherings.queries import Gathering, speakers_of
from polyphonie.listening import rules
from polyphonie.listening.commands.closing import close_wave
from polyphonie.listening.commands.opening import ENTRY, begin_wave
from polyphonie.listening.contract.groups import least_people
from polyphonie.listening.contract.rests import LATELY
from polyphonie.listening.contract.sets import QuestionSet, sentences
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.rooms import calling, told_by
from polyphonie.people.queries import Person

# Its step closes it; this only keeps a forgotten one from staying open.
AT_MOST = timedelta(days=rules.LONGEST)


@command
def ask_gathered(gathering: Gathering, *, run: int, chosen: QuestionSet, by: Person | None) -> Wave | None:
    """Ask those who are here a few questions, without names, as long as the step `run` lasts. Records `WaveOpened`.

    None where those who have a device are too few for nobody to be recognised, or where the circle that called has just told all of
    this: they talk instead. Those who come later do not answer, and read what is told with the others, from the same wall.
    """
    called, now = calling(gathering.circle), clock.now()
    in_pairs = called.kind in (Kind.COHORT, *BETWEEN_EQUALS)
    could = sum(not somebody.without_device for somebody in speakers_of(gathering))
    if could < least_people(pairs=in_pairs) or told_by(called, since=now - LATELY) >= sentences(chosen):
        return None
    fr, en = promise(Audience.CIRCLE, pairs=in_pairs, gathered=True)
    entry = circles.write_entry(
        gathering.assembly, kind=ENTRY, authors=[], shown=True, open_to_future=True, by=by
    )
    return begin_wave(
        gathering.assembly,
        chosen,
        by=by,
        entry=entry,
        during_id=run,
        in_pairs=in_pairs,
        could=could,
        promise_fr=fr,
        promise_en=en,
        opened_at=now,
        closes_at=now + AT_MOST,
    )


@command
def close_gathered(run: int, *, by: Person | None) -> None:
    """The step closes: what may be told is told, the answers are thrown away. Records `WaveClosed`.

    A wave that cannot be closed now is over all the same, and closed within the minute.
    """
    for wave in Wave.objects.filter(during=run, closed_at=None):
        Wave.objects.filter(pk=wave.pk).update(closes_at=clock.now())
        close_wave(wave.pk, by=by)
