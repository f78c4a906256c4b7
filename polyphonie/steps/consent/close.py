"""What a consent round begins and leaves: the round itself, each person's own position, and perhaps a decision."""

from __future__ import annotations

from typing import Any

from polyphonie.decisions import commands as decisions
from polyphonie.decisions import queries
from polyphonie.decisions.contract.consent import Ground, Stage, Stance


def opens(leaving: Any) -> None:
    """Freeze the text: everybody present is asked about this version and no other."""
    proposal = leaving.left_before.get("proposal")
    if proposal and queries.asked(proposal)[0] != Stage.WITHDRAWN:
        decisions.open_round(proposal, people=leaving.people, by=leaving.by)


def leave(leaving: Any) -> dict[str, Any]:
    proposal = leaving.left_before.get("proposal")
    if proposal is None:
        return {}
    stage, version = queries.asked(proposal)
    if stage != Stage.CONSENT_ROUND:
        return {"stage": str(stage)}  # taken back while the others answered
    decisions.welcome_latecomers(proposal, leaving.people)
    for given in leaving.given:
        if given.person not in leaving.people or given.answer.version != version:
            continue  # somebody who left before the end has no position; nor has an answer about another text
        decisions.take_position(
            proposal,
            by=given.person,
            entry=given.entry,
            stance=Stance(given.answer.stance),
            version=given.answer.version,
            ground=Ground(given.answer.ground) if given.answer.ground else None,
            text=given.answer.reason,
            would_help=given.answer.would_help,
            scribed=given.scribed,
        )
    return {"stage": str(decisions.close_round(proposal, by=leaving.by))}
