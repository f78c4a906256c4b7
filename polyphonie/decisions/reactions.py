"""What decisions do when a lower floor announces something."""

from __future__ import annotations

from typing import Any

from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles.events import EntryWithdrawn
from polyphonie.decisions import commands
from polyphonie.decisions.contract.consent import Stage
from polyphonie.decisions.models import (
    Change,
    Concern,
    Concerned,
    Objection,
    Position,
    Proposal,
    Review,
    Version,
)
from polyphonie.gatherings.events import GatheringClosed
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.events import GuestAttached, PersonErased

# The columns that name somebody without deciding anything: emptied at erasure, passed on when a guest is recognised.
HELD = (
    (Proposal, "proposer"),
    (Version, "written_by"),
    (Change, "written_by"),
    (Concern, "voiced_by"),
    (Objection, "raised_by"),
    (Review, "reviewed_by"),
)


@hears(EntryWithdrawn)
@command
def forget_words(fact: EntryWithdrawn, by: int | None) -> None:
    """The words go, the place stays: a record says that an objection was withdrawn by its author."""
    Objection.objects.filter(entry=fact.entry).update(reason="", would_help="")
    Concern.objects.filter(entry=fact.entry).update(text="")
    undecided = Proposal.objects.filter(entry=fact.entry, decision=None)
    Version.objects.filter(proposal__in=undecided).update(text="")
    undecided.update(stage=Stage.WITHDRAWN)


@hears(GatheringClosed)
@command
def park_what_was_not_decided(fact: GatheringClosed, by: int | None) -> None:
    """What a gathering leaves undecided is parked: nothing stays open where nobody will come back."""
    assembly = Gathering.objects.values("assembly").get(pk=fact.gathering)["assembly"]
    undecided = Proposal.objects.filter(entry__circle=assembly, decision=None)
    commands.leave_aside(list(undecided.values_list("pk", flat=True)), by=None)


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    for model, column in HELD:
        model.objects.filter(**{column: fact.person}).update(**{column: None})
    Position.objects.filter(person=fact.person).delete()
    Concerned.objects.filter(person=fact.person).delete()


@hears(GuestAttached)
@command
def reassign(fact: GuestAttached, by: int | None) -> None:
    for said in Concern.objects.filter(
        voiced_by=fact.person
    ):  # both spoke in one round: one concern each a round
        twin = Concern.objects.filter(voiced_by=fact.guest, proposal=said.proposal_id, round=said.round)
        twin.update(voiced_by=None)
    for model, column in HELD:
        model.objects.filter(**{column: fact.guest}).update(**{column: fact.person})
    counted: tuple[Any, ...] = (Position, Concerned)
    for held in counted:
        theirs = held.objects.filter(person=fact.person).values("proposal")
        held.objects.filter(person=fact.guest, proposal__in=theirs).delete()
        held.objects.filter(person=fact.guest).update(person=fact.person)
