"""What asking leaves: one request for each thing asked, which waits for its answer."""

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
        if not given.answer.text or given.person not in leaving.people:
            continue  # somebody who left before the end asks nothing in the name of the circle
        default = clock.today() + timedelta(days=leaving.run.settings.days)
        due_on = date.fromisoformat(given.answer.due_on) if given.answer.due_on else default
        # It goes as far as its author lets the answer go, today. Words dictated to somebody else stay in the gathering:
        # another hand neither widens nor sends.
        commitments.ask_for(
            text=given.answer.text,
            why=given.answer.why,
            to_name=given.answer.to_name,
            to_email="" if given.scribed or leaving.gathering.rehearsal else given.answer.to_email,
            due_on=max(due_on, clock.today()),
            home=leaving.circle if circles.open_to(given.entry.pk, leaving.circle) else leaving.assembly,
            circle=leaving.circle,
            by=given.person,
            answer=given.contribution,
            source=given.entry,
            scribed=given.scribed,
        )
    return {}
