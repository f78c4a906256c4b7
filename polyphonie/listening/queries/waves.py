"""Reads of waves: their questions for those who answer, their figures for those who may read them. Never an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import Q, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Membership
from polyphonie.listening.contract.groups import sentence_of
from polyphonie.listening.contract.sets import QuestionSet
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.boxes import has_answered
from polyphonie.listening.queries.sets import from_data
from polyphonie.people import queries as people
from polyphonie.people.queries import Person

SALT = "polyphonie.listening.answer"
LINK_LASTS = timedelta(days=7)  # after the end: a mail is forwarded more easily than a session


@dataclass(frozen=True)
class WaveSeen:
    """A wave as one person may see it. `inside`: they read it as a member of its circle, not as an audience outside."""

    row: Wave
    set: QuestionSet
    inside: bool
    answers: bool  # belonged when it opened, and may answer while it is open
    answered: bool

    @property
    def is_open(self) -> bool:
        return is_open(self.row)

    @property
    def promise(self) -> Text:
        return Text(self.row.promise_fr, self.row.promise_en)

    @property
    def gathering(self) -> int | None:
        """The gathering in which it is asked, if it is."""
        return self.row.during.gathering_id if self.row.during else None

    @property
    def groups(self) -> Text | None:
        """By which groups it is told, and where; inside only: names of services go no further."""
        services = [each["name"] for each in self.row.services]
        return sentence_of(by_voice=self.row.by_voice, services=services) if self.inside else None


def is_open(wave: Wave) -> bool:
    return wave.closed_at is None and clock.now() < wave.closes_at


@reading
def waves_of(circle: Circle, *, to: Person) -> list[WaveSeen]:
    """The waves of a circle, and those it was declared to be told of, as `to` may read them: the latest first."""
    rows = Wave.objects.filter(Q(circle=circle) | Q(outside=circle), during=None)
    rows = rows.order_by("-opened_at", "-pk")
    return _readable(rows, to)


@reading
def wave(pk: int, *, to: Person) -> WaveSeen | None:
    """One wave, or None as if it did not exist: found out with the same work."""
    found = _readable(Wave.objects.filter(pk=pk), to, whatever_is_there=True)
    return found[0] if found else None


@reading
def waiting_for(person: Person) -> list[WaveSeen]:
    """Open waves that this person may answer and has not; those of a gathering are asked there."""
    open_now = Wave.objects.filter(closed_at=None, closes_at__gt=clock.now())
    theirs = open_now.filter(
        during=None, circle__memberships__person=person, circle__memberships__left_at=None
    )
    return [w for w in _readable(theirs.order_by("closes_at", "pk"), person) if w.answers and not w.answered]


@reading
def wave_during(run: int, *, to: Person) -> WaveSeen | None:
    """The wave that a step of a gathering asks, for somebody who takes part; None where there is none."""
    found = _readable(Wave.objects.filter(during=run), to)
    return found[0] if found else None


@reading
def in_a_gathering(wave: int) -> bool:
    """Asked and told within one step: nobody is written to."""
    return Wave.objects.filter(pk=wave).exclude(during=None).exists()


@reading
def ending_within(left: timedelta) -> list[int]:
    """Open waves whose end is near: numbers only, for whoever reminds. A wave of a day or two needs no reminder."""
    now = clock.now()
    near = Wave.objects.filter(during=None, closed_at=None, closes_at__gt=now, closes_at__lte=now + left)
    return [pk for pk, opened in near.values_list("pk", "opened_at") if now - opened >= left]


@reading
def eligible(wave: Wave | int, *, still: bool = False) -> set[int]:
    """Those who could answer: who belonged to the circle when the wave opened; with `still`, who belongs now too."""
    row = Wave.objects.get(pk=wave) if isinstance(wave, int) else wave
    return set(voices_at(row.circle_id, row.opened_at, still=still))


def voices_at(circle: int, then: datetime, *, still: bool = False) -> dict[int, str]:
    """Who belonged to a circle at a moment, and the voice of each."""
    stays = Membership.objects.filter(circle=circle, joined_at__lte=then)
    stays = stays.filter(Q(left_at=None) if still else Q(left_at=None) | Q(left_at__gt=then))
    return dict(stays.values_list("person", "voice"))


def link_of(wave: int, person: int) -> str:
    """The secret part of the link by which one person answers one wave, then reads what it tells for a week. It is signed
    when a mail leaves, and kept nowhere."""
    return signing.dumps([wave, person], salt=SALT)


@reading
def by_link(given: str) -> tuple[WaveSeen, Person] | None:
    """The wave behind a link and whose link it is; None when it is not one of ours, or that person no longer belongs."""
    try:
        pk, number = signing.loads(given, salt=SALT)
    except signing.BadSignature:
        return None
    person = people.person(number)
    lately = Wave.objects.filter(pk=pk, closes_at__gt=clock.now() - LINK_LASTS)
    found = _readable(lately, person) if person is not None and person.is_active else []
    return (found[0], person) if found and person is not None and found[0].inside else None


def _readable(rows: QuerySet[Wave], to: Person, *, whatever_is_there: bool = False) -> list[WaveSeen]:
    found = list(rows.select_related("circle", "outside", "during"))
    entries = [entry for w in found for entry in (w.entry_id, w.outside_entry_id) if entry]
    if not entries and not whatever_is_there:
        return []
    readable = circles.readable(entries or [0], to=to)
    return [_seen(w, to, readable) for w in found if {w.entry_id, w.outside_entry_id} & readable]


def _seen(wave: Wave, to: Person, readable: Iterable[int]) -> WaveSeen:
    inside = wave.entry_id in readable
    answers = inside and is_open(wave) and to.pk in eligible(wave)
    return WaveSeen(wave, from_data(wave.asked), inside, answers, answers and has_answered(wave, to))
