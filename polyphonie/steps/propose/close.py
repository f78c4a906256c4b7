"""What proposing leaves: a proposal with its first text, or its next one, or its withdrawal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.decisions import commands as decisions
from polyphonie.decisions import queries
from polyphonie.decisions.contract.consent import OPEN


def leave(leaving: Any) -> dict[str, Any]:
    if not leaving.given:
        return {}
    last, outcome = leaving.given[-1], leaving.run.outcome
    if leaving.run.about is None:
        default = clock.today() + timedelta(days=leaving.run.settings.review_days)
        proposal = decisions.propose(
            entry=last.entry,
            circle=leaving.circle,
            text=outcome.text,
            review_on=date.fromisoformat(outcome.review_on) if outcome.review_on else default,
            people=leaving.people,
            by=last.person,
        )
        return {"proposal": proposal.pk}
    proposal = leaving.left_before.get("proposal")
    if proposal is None or queries.asked(proposal)[0] not in OPEN:
        return {}  # its first text was taken back meanwhile
    if outcome.withdrawn:
        decisions.withdraw(proposal, by=last.person)
    elif outcome.changed:
        review_on = date.fromisoformat(outcome.review_on) if outcome.review_on else None
        decisions.edit(proposal, text=outcome.text, by=last.person, review_on=review_on)
    return {}
