"""Asking a pair how it goes: its pace, and the pulse that opens."""

from __future__ import annotations

import logging
from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import rules
from polyphonie.listening.contract.promise import promise_of
from polyphonie.listening.events import PaceChosen, PulseOpened
from polyphonie.listening.models import Pace, Pulse
from polyphonie.listening.queries.pairs import cohort_of, halves_of, is_due, last_pulse
from polyphonie.people.queries import Person

LASTS = timedelta(days=7) - timedelta(hours=2)  # over before the next, also where one is asked every week
log = logging.getLogger(__name__)


@command
def choose_pace(circle: Circle, *, weeks: int, by: Person) -> Pace:
    """Be asked every one, two or three weeks from now on; 0 to be asked no more. Either half chooses, for both.

    Records `PaceChosen`, and `PulseOpened` where a first pulse is due at once.
    """
    check(rules.why_not_choose_pace(circle, weeks, by))
    made = Pace.objects.create(circle=circle, weeks=weeks, chosen_by=by, chosen_at=clock.now())
    record(PaceChosen(circle=circle.pk), by=by, topic=f"circle:{circle.pk}")
    _open_if_due(circle.pk)
    return made


@command
def open_due_pulses() -> int:
    """Open a pulse in each pair whose day has come. Returns how many."""
    return sum(_open_if_due(pk) for pk in Circle.objects.filter(kind=Kind.PAIR).values_list("pk", flat=True))


def _open_if_due(pk: int) -> bool:
    """Two who ask at once: the second waits, and finds that it is done."""
    circle = Circle.objects.select_for_update(of=("self",)).get(pk=pk)
    if not halves_of(circle) or not is_due(circle):
        return False
    before = last_pulse(circle)
    made = Pulse.objects.create(
        circle=circle,
        number=before.number + 1 if before else 1,
        promise=promise_of(watched=cohort_of(circle) is not None),
        opened_at=clock.now(),
        closes_at=clock.now() + LASTS,
    )
    record(PulseOpened(pulse=made.pk, circle=pk), by=None, topic=f"pulse:{made.pk}")
    return True
