"""The consent round, and integrating what it found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry
from polyphonie.decisions.commands import matter as matters
from polyphonie.decisions.commands.proposing import welcome_latecomers
from polyphonie.decisions.contract import consent
from polyphonie.decisions.contract.consent import Ground, Stage, Stance
from polyphonie.decisions.events import (
    DecisionAdopted,
    ObjectionAnswered,
    ObjectionLifted,
    ObjectionRaised,
    PositionTaken,
    ProposalLeft,
    RoundOpened,
)
from polyphonie.decisions.models import Change, Concern, Decision, Objection, Position, Proposal
from polyphonie.people.queries import Person


@command
def open_round(proposal: int, *, people: Mapping[Person, str], by: Person | None) -> int:
    """Freeze the text and ask everybody present. Returns the number of the round. Records `RoundOpened`."""
    welcome_latecomers(proposal, people)
    row, matter = matters.read(proposal)
    after = consent.open_round(matter, at=clock.now())
    matters.write(row, after)
    record(RoundOpened(proposal=row.pk, round=after.round), by=by, topic=matters.topic(row))
    return after.round


@command
def take_position(
    proposal: int,
    *,
    by: Person,
    entry: Entry,
    stance: Stance,
    version: int,
    ground: Ground | None = None,
    text: str = "",
    would_help: str = "",
    scribed: bool = False,
) -> None:
    """Say where one stands. Records `PositionTaken`, and `ObjectionRaised` or `ObjectionLifted` where it is so.

    `entry` holds the words of an objection or a concern: they stay their author's.
    """
    row, matter = matters.read(proposal)
    after = consent.take_position(
        matter, by=by.pk, stance=stance, version=version, ground=ground, reason=text
    )
    Position.objects.update_or_create(
        proposal=row,
        person=by,
        round=row.round,
        defaults={"stance": stance, "version": version, "taken_at": clock.now()},
    )
    record(PositionTaken(proposal=row.pk, version=version), by=by, topic=matters.topic(row))
    row.objections.filter(raised_by=by, version=version, lifted_at=None).delete()
    for objection in row.objections.filter(raised_by=by, lifted_at=None):
        _lift(row, objection, by)
    row.concerns.filter(voiced_by=by, round=row.round).delete()
    if stance == Stance.OBJECTION:
        raised = Objection.objects.create(
            proposal=row,
            entry=entry,
            raised_by=by,
            ground=ground,
            reason=text.strip(),
            would_help=would_help.strip(),
            version=version,
            raised_at=clock.now(),
            scribed=scribed,
        )
        record(ObjectionRaised(proposal=row.pk, objection=raised.pk), by=by, topic=matters.topic(row))
    elif stance == Stance.CONCERN and text.strip():
        Concern.objects.create(proposal=row, entry=entry, voiced_by=by, text=text.strip(), round=row.round)
    matters.write(row, after)


def _lift(proposal: Proposal, objection: Objection, by: Person) -> None:
    objection.lifted_at = clock.now()
    objection.save(update_fields=["lifted_at"])
    record(
        ObjectionLifted(proposal=proposal.pk, objection=objection.pk), by=by, topic=matters.topic(proposal)
    )


@command
def close_round(proposal: int, *, by: Person | None) -> Stage:
    """End the round: adopted, or objections to integrate, or parked. Records `DecisionAdopted` or `ProposalLeft`."""
    row, matter = matters.read(proposal)
    after = consent.close_round(matter)
    matters.write(row, after)
    if after.stage == Stage.ADOPTED:
        _adopt(row, after, by)
        return Stage.IN_TRIAL
    if after.stage == Stage.PARKED:
        record(ProposalLeft(proposal=row.pk, stage=str(after.stage)), by=by, topic=matters.topic(row))
    return after.stage


def _adopt(row: Proposal, matter: Any, by: Person | None) -> Decision:
    """A decision belongs to its circle, and to those who will join it: its proposer was told so when writing."""
    authors = [row.proposer] if row.proposer else []
    entry = circles.write_entry(
        row.circle, kind="decision", authors=authors, shown=True, open_to_future=True, by=by
    )
    decision = Decision.objects.create(
        entry=entry,
        proposal=row,
        circle=row.circle,
        version=matter.version,
        adopted_at=clock.now(),
        review_on=matter.review_on,
    )
    circles.link(row.entry, to=entry, kind="led_to", by=by)
    record(
        DecisionAdopted(proposal=row.pk, decision=decision.pk, circle=row.circle_id),
        by=by,
        topic=matters.topic(row),
    )
    matters.write(row, consent.begin_trial(matter))
    return decision


@command
def lift(objection: int, *, by: Person) -> None:
    """Lift one's own objection. Records `ObjectionLifted`."""
    row = Objection.objects.filter(pk=objection).first()
    if row is None:
        raise Refusal("Cette objection n’existe plus.", "This objection no longer exists.")
    proposal, matter = matters.read(row.proposal_id)
    after = consent.lift(matter, by=by.pk, objector=row.raised_by_id or matters.NOBODY)
    _lift(proposal, row, by)
    matters.write(proposal, after)


@command
def answer_objection(objection: int, *, how: str, by: Person) -> None:
    """Say how the present version answers an objection. Records `ObjectionAnswered`."""
    row = Objection.objects.get(pk=objection)
    proposal, matter = matters.read(row.proposal_id)
    consent.answer(matter, objectors=[row.raised_by_id or matters.NOBODY])
    Change.objects.create(objection=row, version=matter.version, how=how.strip(), written_by=by)
    record(
        ObjectionAnswered(proposal=proposal.pk, objection=row.pk, version=matter.version),
        by=by,
        topic=matters.topic(proposal),
    )
