"""Reads of pulses, for the two halves of a pair: each one's own answers; the other's while the envelope is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.engines.variation import fell_twice, said_one
from polyphonie.listening.contract.pulse import SPEAKING
from polyphonie.listening.models import Pulse, PulseAnswer, Signal, Unsealing
from polyphonie.listening.queries.pairs import halves_of
from polyphonie.people import queries as people
from polyphonie.people.queries import Person

SALT = "polyphonie.listening.pulse"
LINK_LASTS = timedelta(days=7)  # after the end: it says then that it is over


@dataclass(frozen=True)
class PulseSeen:
    """A pulse as one of the two halves sees it. `theirs` is None while the envelope is closed, whatever the other did."""

    row: Pulse
    mine: dict[str, int] | None
    theirs: dict[str, int] | None
    unsealed: bool  # by this half
    other: Person

    @property
    def is_open(self) -> bool:
        """Its time goes on: answers are taken."""
        return clock.now() < self.row.closes_at

    @property
    def settled(self) -> bool:
        """Both have read it, or its time is over: no answer changes."""
        return not self.is_open or self.row.read_together_at is not None

    @property
    def awaited(self) -> bool:
        """This half may answer, and has not."""
        return self.mine is None and not self.settled

    @property
    def opened(self) -> bool:
        """Both have opened the envelope."""
        return self.theirs is not None

    @property
    def promise(self) -> Text:
        return Text.of(self.row.promise)


@reading
def pulse(pk: int, *, to: Person) -> PulseSeen | None:
    """One pulse, for the two halves of its pair; None as if it did not exist."""
    found = _seen_by(to, Pulse.objects.filter(pk=pk))
    return found[0] if found else None


@reading
def pulses_of(circle: Circle, *, to: Person) -> list[PulseSeen]:
    """The pulses of a pair from the first, for its two halves."""
    return _seen_by(to, Pulse.objects.filter(circle=circle).order_by("number"))


@reading
def pulses_waiting(person: Person) -> list[PulseSeen]:
    """Open pulses that this person has not answered."""
    theirs = {"circle__memberships__person": person, "circle__memberships__left_at": None}
    rows = Pulse.objects.filter(closes_at__gt=clock.now(), circle__kind=Kind.PAIR, **theirs)
    return [seen for seen in _seen_by(person, rows.order_by("closes_at", "pk")) if seen.awaited]


def _seen_by(to: Person, rows: QuerySet[Pulse]) -> list[PulseSeen]:
    """The same work whoever asks: a pulse that is not theirs costs what one that does not exist costs."""
    mine = {"circle__memberships__person": to, "circle__memberships__left_at": None}
    found = list(rows.filter(**mine).select_related("circle"))
    others: dict[int, Person] = {}
    for circle in {row.circle_id for row in found}:
        halves = [half.person for half in halves_of(circle)]
        if to in halves:
            others[circle] = next(half for half in halves if half != to)
    kept = [row for row in found if row.circle_id in others]
    answers = list(PulseAnswer.objects.filter(pulse__in=kept))
    readable = circles.readable([answer.entry_id for answer in answers] or [0], to=to)
    unsealed = set(
        Unsealing.objects.filter(pulse__in=kept, person=to, taken_back_at=None).values_list(
            "pulse", flat=True
        )
    )
    read = {(one.pulse_id, one.person_id): one.marks for one in answers if one.entry_id in readable}
    return [
        PulseSeen(
            row,
            read.get((row.pk, to.pk)),
            read.get((row.pk, others[row.circle_id].pk)),
            row.pk in unsealed,
            others[row.circle_id],
        )
        for row in kept
    ]


@dataclass(frozen=True)
class Prompt:
    """A word to the author alone, about what they said of speaking. It goes no further unless they say so."""

    twice: bool  # two points lower, twice; else a 1, said once


def prompt_for(pulses: list[PulseSeen]) -> Prompt | None:
    """Of the last pulse that this half answered, while nobody has asked to talk since: theirs alone to see."""
    said = [seen for seen in pulses if seen.mine and SPEAKING in seen.mine]
    if not said or any(seen.mine for seen in pulses if seen.row.number > said[-1].row.number):
        return None
    marks = [seen.mine[SPEAKING] for seen in said if seen.mine]
    last = len(marks) - 1
    if last in fell_twice(marks):
        return Prompt(twice=True)
    return Prompt(twice=False) if last in said_one(marks) else None


@reading
def asked_to_talk(seen: PulseSeen) -> bool:
    """Whether one of the two asked to talk since this pulse."""
    return Signal.objects.filter(circle=seen.row.circle_id, kind="asked", closed_at=None).exists()


@reading
def unanswered_within(left: timedelta) -> list[tuple[int, int]]:
    """(pulse, person): who has not answered a pulse whose end is near. For whoever reminds that person, and nobody else."""
    now = clock.now()
    found = []
    near = Pulse.objects.filter(closes_at__gt=now, closes_at__lte=now + left, read_together_at=None)
    for row in near.order_by("pk"):
        answered = set(PulseAnswer.objects.filter(pulse=row).values_list("person", flat=True))
        found += [
            (row.pk, half.person_id) for half in halves_of(row.circle_id) if half.person_id not in answered
        ]
    return found


@reading
def halves_asked(pulse: int) -> list[int]:
    """The two people whom a pulse asks."""
    circle = Pulse.objects.filter(pk=pulse).values_list("circle", flat=True).first()
    return [half.person_id for half in halves_of(circle or 0)]


def pulse_link(pulse: int, person: int) -> str:
    """The secret part of the link by which one person answers one pulse, and does nothing else. Signed when a mail leaves,
    and kept nowhere."""
    return signing.dumps([pulse, person], salt=SALT)


@reading
def pulse_by_link(given: str) -> tuple[PulseSeen, Person] | None:
    """The pulse behind a link and whose link it is; None when it is not one of ours, or that person is of the pair no more."""
    try:
        pk, number = signing.loads(given, salt=SALT)
    except signing.BadSignature:
        return None
    person = people.person(number)
    lately = Pulse.objects.filter(pk=pk, closes_at__gt=clock.now() - LINK_LASTS)
    found = _seen_by(person, lately) if person is not None and person.is_active else []
    return (found[0], person) if found and person is not None else None


def answers_of(person: Person) -> Iterable[dict[str, Any]]:
    """What this person answered, opened and chose: for their own data."""
    for answer in PulseAnswer.objects.filter(person=person).select_related("pulse").order_by("pk"):
        yield {
            "pulse": answer.pulse.number,
            "at": answer.pulse.opened_at.isoformat(),
            "answers": answer.marks,
        }
    for row in Unsealing.objects.filter(person=person).select_related("pulse").order_by("pk"):
        until = row.taken_back_at.isoformat() if row.taken_back_at else None
        yield {
            "opened the envelope of pulse": row.pulse.number,
            "at": row.said_at.isoformat(),
            "until": until,
        }


@reading
def resealed() -> frozenset[tuple[int, datetime]]:
    """Which openings of an envelope were taken back, by their numbers and moments: what a restored copy must not open again."""
    return frozenset(Unsealing.objects.exclude(taken_back_at=None).values_list("pk", "said_at"))
