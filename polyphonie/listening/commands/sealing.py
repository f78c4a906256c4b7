"""Answering a pulse, and the envelope that both halves open. Neither an answer nor one half's opening leaves a fact: whoever reads
a log, or hears a stream, must not learn from it what the other has done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.listening import rules
from polyphonie.listening.contract.pulse import ITEMS
from polyphonie.listening.contract.sets import MARKS
from polyphonie.listening.events import EnvelopeClosed, EnvelopeOpened
from polyphonie.listening.models import Pulse, PulseAnswer, Unsealing
from polyphonie.listening.queries.pairs import halves_of
from polyphonie.listening.queries.pulses import PulseSeen
from polyphonie.people.queries import Person

ENTRY = "pulse"


def _held(seen: PulseSeen) -> Pulse:
    """The pulse, for this transaction alone: the two halves act one after the other."""
    row: Pulse = Pulse.objects.select_for_update(of=("self",)).select_related("circle").get(pk=seen.row.pk)
    return row


@command
def answer_pulse(seen: PulseSeen, *, marks: Mapping[str, int], by: Person) -> PulseAnswer:
    """Answer, or answer again while it is open. No fact: the other must not learn of it.

    `marks`: for each question answered, a number from 1 to 5.
    """
    held = _held(seen)
    good = {item: marks[item] for item in ITEMS if marks.get(item) in MARKS}
    check(rules.why_not_answer_pulse(held, good, by))
    before: PulseAnswer | None = PulseAnswer.objects.filter(pulse=held, person=by).first()
    if before is not None:
        PulseAnswer.objects.filter(pk=before.pk).update(marks=good)
        return before
    entry = circles.write_entry(held.circle, kind=ENTRY, authors=[by], by=by)
    made: PulseAnswer = PulseAnswer.objects.create(pulse=held, entry=entry, person=by, marks=good)
    return made


def is_unsealed(pulse: Pulse) -> bool:
    """Both halves have answered, and both open the envelope now."""
    halves = {half.person_id for half in halves_of(pulse.circle_id)}
    answered = set(PulseAnswer.objects.filter(pulse=pulse).values_list("person", flat=True))
    open_now = Unsealing.objects.filter(pulse=pulse, taken_back_at=None).values_list("person", flat=True)
    return bool(halves) and halves <= answered and halves <= set(open_now)


@command
def unseal(seen: PulseSeen, *, by: Person) -> bool:
    """Open the envelope for one's own part; returns whether it is open now. Records `EnvelopeOpened` once both have."""
    held = _held(seen)
    check(rules.why_not_unseal(held, by))
    was = is_unsealed(held)
    Unsealing.objects.get_or_create(
        pulse=held, person=by, taken_back_at=None, defaults={"said_at": clock.now()}
    )
    now = is_unsealed(held)
    if now and not was:
        Pulse.objects.filter(pk=held.pk, read_together_at=None).update(read_together_at=clock.now())
        circles.show_entries(_entries(held), by=None)
        record(EnvelopeOpened(pulse=held.pk, circle=held.circle_id), by=None, topic=f"pulse:{held.pk}")
    return now


@command
def seal_again(seen: PulseSeen, *, by: Person) -> None:
    """Take one's own part back: from this instant each reads only their own. Records `EnvelopeClosed` if it was open."""
    held = _held(seen)
    check(rules.why_not_unseal(held, by))
    close_envelope(held, by=by.pk)


def close_envelope(pulse: Pulse, *, by: int | None) -> None:
    """For the part of one half; for both where `by` is None. What had been shown is sealed."""
    was = is_unsealed(pulse) or PulseAnswer.objects.filter(pulse=pulse).exclude(entry__shown_at=None).exists()
    rows = Unsealing.objects.filter(pulse=pulse, taken_back_at=None)
    (rows if by is None else rows.filter(person=by)).update(taken_back_at=clock.now())
    circles.seal_entries(_entries(pulse), by=None)
    if was:
        record(EnvelopeClosed(pulse=pulse.pk, circle=pulse.circle_id), by=None, topic=f"pulse:{pulse.pk}")


@command
def seal_again_after(former: frozenset[tuple[int, datetime]], *, by: None = None) -> int:
    """After an older copy was put back: the envelopes that one half had closed since (`queries.resealed`) are closed. Returns how
    many."""
    rows = Unsealing.objects.filter(pk__in=[pk for pk, _ in former], taken_back_at=None).select_related(
        "pulse__circle"
    )
    open_again = [row for row in rows if (row.pk, row.said_at) in former]
    for row in open_again:
        close_envelope(row.pulse, by=row.person_id)
    return len(open_again)


def _entries(pulse: Pulse) -> list[int]:
    return list(PulseAnswer.objects.filter(pulse=pulse).values_list("entry", flat=True))
