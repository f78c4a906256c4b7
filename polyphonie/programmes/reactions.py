"""What programmes do when somebody goes, and when time passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles.events import ChargeGiven, EntryWithdrawn, MemberJoined, MemberLeft
from polyphonie.people.events import GuestAttached, PersonErased
from polyphonie.programmes import commands, queries
from polyphonie.programmes.models import (
    Application,
    Attendance,
    Call,
    CareAgreement,
    ConversationNote,
    HoursAndPlace,
    KeptBetween,
    Need,
    OwnTemplate,
    PairPage,
    PairProject,
    PairProposal,
    PairWord,
    Seat,
    Seating,
    ShareSignature,
    Tally,
    TimeGiven,
)

WRITTEN = (PairPage, KeptBetween, ConversationNote)

KEPT = timedelta(days=183)  # after the last day of a call
GOODBYE = timedelta(days=30)  # after the end of a pair: the letter that tells it leads somewhere
# Whose hand noted something about others, or about nobody: the row stays, without their name.
HANDS: tuple[tuple[Any, str], ...] = (
    (Attendance, "noted_by"),
    (Seating, "kept_by"),
    (HoursAndPlace, "said_by"),
    (TimeGiven, "noted_by"),
    (OwnTemplate, "adapted_by"),
    (Tally, "tallied_by"),
    (Need, "withheld_by"),
)


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    commands.empty(list(Application.objects.filter(person=fact.person).values_list("pk", flat=True)))
    Call.objects.filter(opened_by=fact.person).update(opened_by=None)
    PairWord.objects.filter(said_by=fact.person).update(said_by=None)
    PairProposal.objects.filter(proposed_by=fact.person).update(proposed_by=None)
    for held in (Attendance, Seat, TimeGiven):
        held.objects.filter(person=fact.person).delete()
    CareAgreement.objects.filter(written_by=fact.person).delete()
    for model, who in HANDS:
        model.objects.filter(**{who: fact.person}).update(**{who: None})
    for kept in WRITTEN:
        kept.objects.filter(author=fact.person).update(author=None)
    theirs = PairProposal.objects.filter(circle__memberships__person=fact.person, parting=None)
    for proposal in theirs.select_related("circle", "conversations__circle").distinct():
        commands.part(proposal)


@hears(MemberLeft)
@command
def part_when_one_leaves(fact: MemberLeft, by: int | None) -> None:
    """By whatever door one of the two left, the pair ends; whoever left a cohort is no longer in its conversations."""
    proposal = queries.pair_of(fact.circle)
    if proposal is not None:
        commands.part(proposal)
    commands.stand_back(fact.circle, person=fact.person)


@hears(MemberJoined)
@command
def come_in(fact: MemberJoined, by: int | None) -> None:
    """By a link, a charge may come with the membership itself."""
    commands.come_in(fact.circle, person=fact.person)


@hears(ChargeGiven)
@command
def follow_the_charge(fact: ChargeGiven, by: int | None) -> None:
    """Given, one comes into the conversations that are ahead; put down, one leaves all of them."""
    commands.come_in(fact.circle, person=fact.person)
    commands.stand_back(fact.circle, person=fact.person)


@hears(EntryWithdrawn)
@command
def forget_words(fact: EntryWithdrawn, by: int | None) -> None:
    for kept in WRITTEN:
        kept.objects.filter(entry=fact.entry).update(text="")
    gone = PairProject.objects.filter(entry=fact.entry)
    gone.update(change="", for_whom="", how_seen="")
    commands.forget_report(fact.entry)


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    Application.objects.filter(person=fact.guest).update(person=fact.person)
    TimeGiven.objects.filter(person=fact.guest).update(person=fact.person)
    for model, where in (
        (Attendance, "workshop"),
        (Seat, "seating"),
    ):  # once each: the account was there already
        own = model.objects.filter(person=fact.person).values_list(where, flat=True)
        model.objects.filter(person=fact.guest, **{f"{where}__in": list(own)}).delete()
        model.objects.filter(person=fact.guest).update(person=fact.person)
    CareAgreement.objects.filter(written_by=fact.guest).update(written_by=fact.person)
    ShareSignature.objects.filter(person=fact.guest).update(person=fact.person)
    for model, who in HANDS:
        model.objects.filter(**{who: fact.guest}).update(**{who: fact.person})
    for kept in WRITTEN:
        kept.objects.filter(author=fact.guest).update(author=fact.person)


@beats.every(timedelta(days=1))
@command
def forget_old_applications() -> None:
    """Half a year after a call, what people wrote to apply is forgotten; the rest too, thirty days after they are in no pair of it.

    So is what was left of an application that was taken back while its pair lived.
    """
    over = Q(call__closes_on__lt=clock.today() - KEPT) | Q(withdrawn_at__isnull=False)
    left = Application.objects.filter(over).exclude(name="")
    commands.forget(list(left.values_list("pk", flat=True)), goodbye=GOODBYE)
