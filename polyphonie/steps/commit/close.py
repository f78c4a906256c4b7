"""What committing leaves: one small step for each person who chose one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.circles import queries as circles
from polyphonie.commitments import commands as commitments


def leave(leaving: Any) -> dict[str, Any]:
    step = leaving.run.step
    if step.seen_by not in ("participants", "circle") or step.reveal == "never":
        return {}  # their authors were told that the group would not read them
    for given in leaving.given:
        if not given.answer.text:
            continue
        default = clock.today() + timedelta(days=leaving.run.settings.days)
        due_on = date.fromisoformat(given.answer.due_on) if given.answer.due_on else default
        # It goes as far as its author lets the answer go, today. A step dictated to somebody else stays in the gathering:
        # another hand never widens.
        home = leaving.circle if circles.open_to(given.entry.pk, leaving.circle) else leaving.assembly
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
