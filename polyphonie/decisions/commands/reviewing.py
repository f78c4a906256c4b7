"""Looking back at a decision."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.decisions import queries, rules
from polyphonie.decisions.commands import matter as matters
from polyphonie.decisions.contract import consent
from polyphonie.decisions.events import DecisionReviewed
from polyphonie.decisions.models import Decision, Review
from polyphonie.people.queries import Person


@command
def review(
    decision: int, *, outcome: str, by: Person, text: str = "", review_on: date | None = None
) -> Review:
    """Write down what the circle said looking back: renewed, amended or ended. Records `DecisionReviewed`."""
    if queries.decision(decision, to=by) is None:
        raise NOT_FOUND
    row = Decision.objects.select_for_update().get(pk=decision)
    check(rules.why_not_review(row, by))
    proposal, matter = matters.read(row.proposal_id)
    after = consent.review(matter, outcome=outcome, at=clock.now(), review_on=review_on)
    matters.write(proposal, after)
    if outcome == "renewed" and review_on:
        row.review_on = review_on
        row.save(update_fields=["review_on"])
    made = Review.objects.create(
        decision=row,
        outcome=outcome,
        text=text.strip()[:4000],
        reviewed_by=by,
        reviewed_at=clock.now(),
        next_review_on=review_on if outcome == "renewed" else None,
    )
    record(DecisionReviewed(decision=row.pk, outcome=outcome), by=by, topic=matters.topic(proposal))
    return made
