"""Raising a signal and closing it: a question to ask oneself, seen by the pair and its facilitators at the same moment."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles.queries import Circle, Kind
from polyphonie.engines.variation import moved
from polyphonie.listening import rules
from polyphonie.listening.contract import handed
from polyphonie.listening.contract.signals import REST, Learnt, SignalKind, called_for
from polyphonie.listening.events import SignalClosed, SignalRaised
from polyphonie.listening.models import Pulse, Signal
from polyphonie.listening.queries.pairs import cohort_of, halves_of, pairs_in
from polyphonie.listening.queries.pulses import PulseSeen
from polyphonie.listening.queries.watching import series_of
from polyphonie.people.queries import Person

KEPT = timedelta(days=183)  # after its end
log = logging.getLogger(__name__)


@command
def ask_to_talk(seen: PulseSeen, *, by: Person) -> Signal | None:
    """Whoever finds it hard to speak says that they would like to talk; nothing of what they answered is told.

    Records `SignalRaised`, unless it is already said.
    """
    check(rules.why_not_ask_to_talk(seen, by))
    return _raise(seen.row.circle_id, SignalKind.ASKED, pulse=seen.row)


@command
def close_signal(signal: Signal, *, learnt: str, by: Person) -> None:
    """Say what was learnt of it: it was true, it is explained, it was nothing. Records `SignalClosed`."""
    held = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    check(rules.why_not_close_signal(held, learnt, by))
    Signal.objects.filter(pk=held.pk).update(closed_at=clock.now(), closed_by=by, learnt=Learnt(learnt).value)
    record(SignalClosed(signal=held.pk, circle=held.circle_id), by=by, topic=f"circle:{held.circle_id}")


def _raise(circle: int, kind: SignalKind, pulse: Pulse | None = None) -> Signal | None:
    """One question at a time of each kind. By nobody, also where one of the two asked: the log does not tell who."""
    Circle.objects.select_for_update(of=("self",)).get(pk=circle)
    if Signal.objects.filter(circle=circle, kind=kind.value, closed_at=None).exists():
        return None
    made: Signal = Signal.objects.create(
        circle_id=circle, kind=kind.value, pulse=pulse, raised_at=clock.now()
    )
    record(SignalRaised(signal=made.pk, circle=circle), by=None, topic=f"circle:{circle}")
    return made


@command
def watch_pulses() -> int:
    """Look at the pulses whose time is over, in the order of their ends, as what was known then lets one see them.

    Returns how many signals were raised.
    """
    over = Pulse.objects.filter(watched_at=None, closes_at__lte=clock.now()).order_by("closes_at", "pk")
    return sum(_watch(pk) for pk in list(over.values_list("pk", flat=True)))


def _watch(pk: int) -> bool:
    """One pulse that cannot be looked at does not keep the others from being looked at."""
    try:
        with transaction.atomic():
            pulse = Pulse.objects.select_for_update(of=("self",)).select_related("circle").get(pk=pk)
            if pulse.watched_at is not None:
                return False
            Pulse.objects.filter(pk=pk).update(watched_at=clock.now())
            return _has_moved(pulse) and _raise(pulse.circle_id, SignalKind.MOVED, pulse) is not None
    except Exception:
        log.exception("a pulse could not be looked at; it is tried again in an hour")
        return False


def _has_moved(pulse: Pulse) -> bool:
    """Does the watch over the cohort begin to ring for this pair, at this pulse? A pair without a cohort is not watched."""
    cohort = cohort_of(pulse.circle)
    found = [(pair.pk, series_of(pair, pulse)) for pair in pairs_in(cohort)] if cohort else []
    known = [(pk, series) for pk, series in found if series is not None]
    mine = [at for at, (pk, _) in enumerate(known) if pk == pulse.circle_id]
    return bool(mine) and mine[0] in moved([series for _, series in known], pulse.number - 1)


@command
def look_at_facts() -> int:
    """Ask what the facts of each pair call for, unless it was asked lately. Returns how many signals were raised."""
    pairs = [pair for pair in Circle.objects.filter(kind=Kind.PAIR).order_by("pk") if halves_of(pair)]
    return sum(_look_at(pair.pk) for pair in pairs)


def _look_at(circle: int) -> int:
    facts = handed.facts_of(circle)
    kinds = called_for(facts, clock.today()) if facts is not None else ()
    return sum(_raise(circle, kind) is not None for kind in kinds if not _asked_lately(circle, kind))


def _asked_lately(circle: int, kind: SignalKind) -> bool:
    lately = clock.now() - REST
    return Signal.objects.filter(circle=circle, kind=kind.value, closed_at__gt=lately).exists()


@command
def forget_old_signals() -> None:
    """What was closed half a year ago is kept no longer."""
    Signal.objects.filter(closed_at__lt=clock.now() - KEPT).delete()
