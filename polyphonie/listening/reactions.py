"""What listening does when somebody goes, and when time passes."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from polyphonie.base import beats
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles.events import EntryWithdrawn, MemberLeft
from polyphonie.listening import commands
from polyphonie.listening.models import (
    NewStart,
    OwnSet,
    Pace,
    Pulse,
    PulseAnswer,
    Rhythm,
    Signal,
    Unsealing,
    Wave,
)
from polyphonie.people.events import GuestAttached, PersonErased


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    """An answer stays in its box: nobody can tell which one it is."""
    Wave.objects.filter(opened_by=fact.person).update(opened_by=None)
    OwnSet.objects.filter(brought_by=fact.person).update(brought_by=None)
    for rhythm in Rhythm.objects.filter(begun_by=fact.person, ended_at=None):
        commands.end_rhythm(rhythm, by=None)
    _close_all(Pulse.objects.filter(answers__person=fact.person))
    PulseAnswer.objects.filter(person=fact.person).delete()
    Unsealing.objects.filter(person=fact.person).delete()
    Pace.objects.filter(chosen_by=fact.person).update(chosen_by=None)
    Signal.objects.filter(closed_by=fact.person).update(closed_by=None)
    _ask_no_more(Signal.objects.filter(circle__memberships__person=fact.person))


def _ask_no_more(signals: QuerySet[Signal]) -> None:
    """A question is put to two: once there are no longer two, what was not closed goes. What was learnt stays."""
    signals.filter(closed_at=None).delete()


def _close_all(pulses: QuerySet[Pulse]) -> None:
    for pulse in pulses.select_related("circle"):
        commands.close_envelope(pulse, by=None)


@hears(MemberLeft)
@command
def close_envelopes(fact: MemberLeft, by: int | None) -> None:
    """Whoever leaves a pair reads nothing more of the other, and is read no more; nobody is asked about the two any more."""
    _close_all(Pulse.objects.filter(circle=fact.circle))
    _ask_no_more(Signal.objects.filter(circle=fact.circle))


@hears(EntryWithdrawn)
@command
def forget_answer(fact: EntryWithdrawn, by: int | None) -> None:
    """Its author takes it back: it is gone, and its envelope is closed."""
    _close_all(Pulse.objects.filter(answers__entry=fact.entry))
    PulseAnswer.objects.filter(entry=fact.entry).delete()


@hears(EntryWithdrawn)
@command
def forget_new_start(fact: EntryWithdrawn, by: int | None) -> None:
    """Its reason is taken back: the series is one again."""
    NewStart.objects.filter(entry=fact.entry).delete()


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    Wave.objects.filter(opened_by=fact.guest).update(opened_by=fact.person)
    commands.join_two(fact.guest, fact.person)
    OwnSet.objects.filter(brought_by=fact.guest).update(brought_by=fact.person)
    Rhythm.objects.filter(begun_by=fact.guest).update(begun_by=fact.person)
    _join_halves(fact.guest, fact.person)
    Pace.objects.filter(chosen_by=fact.guest).update(chosen_by=fact.person)
    Signal.objects.filter(closed_by=fact.guest).update(closed_by=fact.person)


def _join_halves(guest: int, person: int) -> None:
    """What they had already answered under their account stays; a second answer of the same person goes."""
    for model in (PulseAnswer, Unsealing):
        theirs = model.objects.filter(person=person, pulse=OuterRef("pulse"))
        model.objects.filter(Exists(theirs), person=guest).delete()
        model.objects.filter(person=guest).update(person=person)


@beats.every(timedelta(minutes=1))
def close_what_is_over() -> None:
    commands.close_waves()


@beats.every(timedelta(hours=1))
def open_what_comes_back() -> None:
    commands.open_what_is_due()


@beats.every(timedelta(hours=1))
def forget_lost_halves() -> None:
    commands.forget_lost_halves()


@beats.every(timedelta(hours=1))
def ask_pairs() -> None:
    commands.open_due_pulses()


@beats.every(timedelta(hours=1))
def watch_over_pairs() -> None:
    commands.watch_pulses()


@beats.every(timedelta(days=1))
def look_at_pairs() -> None:
    commands.look_at_facts()


@beats.every(timedelta(days=1))
def forget_old_signals() -> None:
    commands.forget_old_signals()
