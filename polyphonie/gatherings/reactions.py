"""What gatherings do when a lower floor announces something, and when time passes."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears, log, record
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import command
from polyphonie.circles.events import EntryWithdrawn, MemberLeft
from polyphonie.gatherings import commands
from polyphonie.gatherings.events import AnswerTakenBack, PersonLeft
from polyphonie.gatherings.models import (
    Availability,
    Contribution,
    Gathering,
    ProposedDate,
    RoleHeld,
    StepRun,
    WithoutDevice,
)
from polyphonie.gatherings.queries import topic
from polyphonie.people.events import GuestAttached, PersonErased

FORGOTTEN_AFTER = timedelta(hours=3)


@hears(EntryWithdrawn)
@command
def forget_words(fact: EntryWithdrawn, by: int | None) -> None:
    for row in Contribution.objects.filter(entry=fact.entry).select_related("run"):
        Contribution.objects.filter(pk=row.pk).update(answer={})
        at = row.run.gathering_id
        record(AnswerTakenBack(gathering=at, run=row.run_id, contribution=row.pk), by=by, topic=topic(at))


@hears(MemberLeft)
@command
def say_goodbye(fact: MemberLeft, by: int | None) -> None:
    Availability.objects.filter(person=fact.person, date__gathering__circle=fact.circle).delete()
    for gathering in Gathering.objects.filter(assembly=fact.circle):
        record(PersonLeft(gathering=gathering.pk, person=fact.person), by=by, topic=topic(gathering))


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    Contribution.objects.filter(person=fact.person).update(person=None)
    RoleHeld.objects.filter(person=fact.person).delete()
    WithoutDevice.objects.filter(person=fact.person).delete()
    Availability.objects.filter(person=fact.person).delete()
    ProposedDate.objects.filter(proposed_by=fact.person).update(proposed_by=None)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    theirs = Contribution.objects.filter(person=fact.person).values("run")
    Contribution.objects.filter(person=fact.guest).exclude(run__in=theirs).update(person=fact.person)
    RoleHeld.objects.filter(person=fact.guest).update(person=fact.person)
    WithoutDevice.objects.filter(person=fact.guest).delete()
    said = Availability.objects.filter(person=fact.person).values("date")
    Availability.objects.filter(person=fact.guest).exclude(date__in=said).update(person=fact.person)
    Availability.objects.filter(person=fact.guest).delete()
    ProposedDate.objects.filter(proposed_by=fact.guest).update(proposed_by=fact.person)


@beats.every(timedelta(minutes=1))
def go_on_when_time_is_over() -> None:
    """Over several days, a step whose date has passed closes and the next one opens; at the end the record is there."""
    late = StepRun.objects.filter(closed_at=None, deadline__lte=clock.now(), gathering__mode="async")
    for run in late.select_related("gathering"):
        commands.close_step(run.gathering, by=None)
        try:
            if commands.open_next(run.gathering, by=None) is None:
                commands.close_gathering(run.gathering, by=None)
        except Refusal:
            continue  # nobody carries the next role: those who facilitate see it, and choose somebody


@beats.every(timedelta(minutes=5))
def close_the_forgotten() -> None:
    """A live gathering where nothing has happened for three hours closes itself, with its record."""
    for gathering in Gathering.objects.filter(mode="live", closed_at=None).exclude(opened_at=None):
        facts = log(topic(gathering))
        if facts and facts[-1].at + FORGOTTEN_AFTER <= clock.now():
            commands.close_gathering(gathering, by=None)
