"""What committing leaves: one small step for each person who chose one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.commitments import commands as commitments


def leave(leaving: Any) -> dict[str, Any]:
    for_the_circle = leaving.run.step.seen_by == "circle" and not leaving.gathering.rehearsal
    for given in leaving.given:
        if not given.answer.text:
            continue
        default = clock.today() + timedelta(days=leaving.run.settings.days)
        due_on = date.fromisoformat(given.answer.due_on) if given.answer.due_on else default
        # A step dictated to somebody else stays in the gathering: another hand never widens.
        home = leaving.circle if for_the_circle and not given.scribed else leaving.assembly
        commitments.commit_to(
            text=given.answer.text,
            smallest=given.answer.smallest,
            due_on=max(due_on, clock.today()),
            home=home,
            circle=leaving.circle,
            by=given.person,
            answer=given.contribution,
            source=given.entry,
            scribed=given.scribed,
        )
    return {}
