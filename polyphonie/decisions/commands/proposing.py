"""Putting a text before the group, changing it, taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles.queries import Circle, Entry
from polyphonie.decisions import rules
from polyphonie.decisions.commands import matter as matters
from polyphonie.decisions.contract import consent
from polyphonie.decisions.contract.consent import Stage
from polyphonie.decisions.events import ProposalEdited, ProposalLeft, ProposalMade, ProposalWithdrawn
from polyphonie.decisions.models import Concerned, Proposal, Version
from polyphonie.people.queries import Person


@command
def propose(
    *,
    entry: Entry,
    circle: Circle,
    text: str,
    review_on: date | None,
    people: Mapping[Person, str],
    by: Person,
) -> Proposal:
    """Put a text before `people` (person → voice), all of whom will live with it. Records `ProposalMade`.

    `entry` is where the proposer wrote it; `circle` is where the decision will belong, if it is adopted.
    """
    check(rules.why_not_word(text))
    proposal = Proposal.objects.create(
        entry=entry,
        circle=circle,
        proposer=by,
        review_on=review_on,
        opened_at=clock.now(),
        stage=Stage.CLARIFYING,
    )
    Version.objects.create(
        proposal=proposal, number=1, text=text.strip(), written_by=by, written_at=clock.now()
    )
    _name_the_concerned(proposal, people)
    record(ProposalMade(proposal=proposal.pk), by=by, topic=matters.topic(proposal))
    return proposal


def _name_the_concerned(proposal: Proposal, people: Mapping[Person, str]) -> None:
    for person, voice in people.items():
        Concerned.objects.update_or_create(proposal=proposal, person=person, defaults={"voice": voice})


@command
def welcome_latecomers(proposal: int, people: Mapping[Person, str]) -> None:
    """Those who came in before the round opens have a position too."""
    _name_the_concerned(Proposal.objects.get(pk=proposal), people)


@command
def edit(proposal: int, *, text: str, by: Person, review_on: date | None = None) -> int:
    """Write the next version; positions are cleared. Returns its number. Records `ProposalEdited`."""
    check(rules.why_not_word(text))
    row, matter = matters.read(proposal)
    if matter.stage in {Stage.DRAFT, Stage.CLARIFYING, Stage.REACTING}:
        matter = consent.advance(matter, Stage.AMENDING)
    after = consent.edit(matter)
    Version.objects.create(
        proposal=row, number=after.version, text=text.strip(), written_by=by, written_at=clock.now()
    )
    matters.write(row, after)
    if review_on:
        row.review_on = review_on
        row.save(update_fields=["review_on"])
    record(ProposalEdited(proposal=row.pk, version=after.version), by=by, topic=matters.topic(row))
    return after.version


@command
def withdraw(proposal: int, *, by: Person) -> None:
    """Its proposer takes it back. Records `ProposalWithdrawn`."""
    row, matter = matters.read(proposal)
    matters.write(row, consent.withdraw(matter, by=by.pk))
    record(ProposalWithdrawn(proposal=row.pk), by=by, topic=matters.topic(row))


@command
def leave_aside(proposals: Iterable[int], *, by: Person | None, to: Stage = Stage.PARKED) -> None:
    """Park, take further or let expire those of these proposals still in discussion. Records `ProposalLeft`."""
    for pk in proposals:
        row, matter = matters.read(pk)
        if matter.stage in consent.OPEN:
            matters.write(row, consent.leave(matter, to))
            record(ProposalLeft(proposal=row.pk, stage=str(to)), by=by, topic=matters.topic(row))
