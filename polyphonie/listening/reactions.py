"""What listening does when somebody goes, and when time passes."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import beats
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.listening import commands
from polyphonie.listening.models import OwnSet, Rhythm, Wave
from polyphonie.people.events import GuestAttached, PersonErased


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    """An answer stays in its box: nobody can tell which one it is."""
    Wave.objects.filter(opened_by=fact.person).update(opened_by=None)
    OwnSet.objects.filter(brought_by=fact.person).update(brought_by=None)
    for rhythm in Rhythm.objects.filter(begun_by=fact.person, ended_at=None):
        commands.end_rhythm(rhythm, by=None)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    Wave.objects.filter(opened_by=fact.guest).update(opened_by=fact.person)
    commands.join_two(fact.guest, fact.person)
    OwnSet.objects.filter(brought_by=fact.guest).update(brought_by=fact.person)
    Rhythm.objects.filter(begun_by=fact.guest).update(begun_by=fact.person)


@beats.every(timedelta(minutes=1))
def close_what_is_over() -> None:
    commands.close_waves()


@beats.every(timedelta(hours=1))
def open_what_comes_back() -> None:
    commands.open_what_is_due()


@beats.every(timedelta(hours=1))
def forget_lost_halves() -> None:
    commands.forget_lost_halves()
