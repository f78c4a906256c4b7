"""What circles do when people announce something."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import rules
from polyphonie.circles.commands import forget_words
from polyphonie.circles.models import (
    Authorship,
    CharterSignature,
    Entry,
    Invitation,
    Membership,
    SecondReading,
    Widening,
    WideningConsent,
)
from polyphonie.people.events import GuestAttached, PersonErased

# What a circle chose to keep loses the name of somebody erased, not the words: a decision still binds the others.
KEPT_WITHOUT_THE_NAME = (*rules.KEPT_BY_THE_CIRCLE, "proposal")


@hears(PersonErased)
@command
def forget(fact: PersonErased, by: int | None) -> None:
    now = clock.now()
    Membership.objects.filter(person=fact.person, left_at=None).update(left_at=now)
    Invitation.objects.filter(made_by=fact.person, revoked_at=None).update(
        revoked_at=now, revoked_by=fact.person
    )
    theirs = Entry.objects.filter(authorships__person=fact.person)
    forget_words(list(theirs.exclude(kind__in=KEPT_WITHOUT_THE_NAME).values_list("pk", flat=True)), by=None)
    Authorship.objects.filter(person=fact.person).delete()
    WideningConsent.objects.filter(author=fact.person).delete()
    CharterSignature.objects.filter(person=fact.person).delete()
    SecondReading.objects.filter(reader=fact.person).update(reader=None)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    guest, person = fact.guest, fact.person
    check(rules.why_not_be_one(guest, person))
    shared = Membership.objects.filter(person=person, left_at=None).values("circle")
    Membership.objects.filter(person=guest, left_at=None, circle__in=shared).update(left_at=clock.now())
    Membership.objects.filter(person=guest).update(person=person)
    already = Authorship.objects.filter(person=person).values("entry")
    Authorship.objects.filter(person=guest, entry__in=already).delete()
    Authorship.objects.filter(person=guest).update(person=person)
    WideningConsent.objects.filter(author=guest).update(author=person)
    SecondReading.objects.filter(reader=guest).exclude(entry__readings__reader=person).update(reader=person)
    # Author and second reader were one person all along: nobody else has read it.
    SecondReading.objects.filter(reader=person, entry__authorships__person=person).delete()
    Widening.objects.filter(asked_by=guest).update(asked_by=person)
    signed = CharterSignature.objects.filter(person=person).values("version")
    CharterSignature.objects.filter(person=guest).exclude(version__in=signed).update(person=person)


@beats.every(timedelta(hours=1))
@command
def end_what_was_for_a_time() -> None:
    """What was written for a time ends by itself: nobody has to remember to take it back."""
    over = Entry.objects.filter(until__lte=clock.now(), ended_at=None)
    forget_words(list(over.values_list("pk", flat=True)), by=None)
