"""What exports do when words are taken back, when somebody leaves, and when time passes."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import beats
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles.events import ChargeGiven, EntryWithdrawn, MemberLeft, WideningRefused
from polyphonie.exports import commands
from polyphonie.exports.commands.asking import forget
from polyphonie.exports.models import Export
from polyphonie.exports.queries.registers import made_of
from polyphonie.people.events import GuestAttached, PersonErased
from polyphonie.programmes.events import TimeTakenBack


@hears(EntryWithdrawn)
@command
def leave_out_what_is_withdrawn(fact: EntryWithdrawn, by: int | None) -> None:
    commands.make_anew(made_of(fact.entry), by=by)


@hears(WideningRefused)
@command
def leave_out_what_is_no_longer_open(fact: WideningRefused, by: int | None) -> None:
    commands.make_anew(made_of(fact.entry), by=by)


@hears(MemberLeft)
@command
def forget_who_left(fact: MemberLeft, by: int | None) -> None:
    forget(Export.objects.filter(person=fact.person, circle=fact.circle), by=by)


@hears(TimeTakenBack)
@command
def leave_out_time_taken_back(fact: TimeTakenBack, by: int | None) -> None:
    commands.make_anew(Export.objects.filter(what="time"), by=by)


@hears(ChargeGiven)
@command
def forget_time_of_others(fact: ChargeGiven, by: int | None) -> None:
    """Whoever no longer coordinates reads no more than their own time."""
    forget(Export.objects.filter(what="time", circle=fact.circle, person=fact.person), by=by)


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    """Their own files go; those of others may hold their name, and are made anew."""
    forget(Export.objects.filter(person=fact.person), by=by)
    commands.make_anew(Export.objects.all(), by=by)


@hears(GuestAttached)
@command
def forget_guest(fact: GuestAttached, by: int | None) -> None:
    """What a guest had asked for was for what they could read: the person asks again."""
    forget(Export.objects.filter(person=fact.guest), by=by)


@beats.every(timedelta(seconds=5))
def make_what_waits() -> None:
    commands.make_in_background()


@beats.every(timedelta(minutes=1))
def keep_the_living() -> None:
    commands.keep_the_living()
