"""What asking leaves: one request for each thing asked, which waits for its answer."""

from __future__ import annotations

from typing import Any

from polyphonie.commitments import commands as commitments


def leave(leaving: Any) -> dict[str, Any]:
    for given in leaving.given if leaving.may_be_told else ():
        if not given.answer.text or given.person not in leaving.people:
            continue  # somebody who left before the end asks nothing in the name of the circle
        # Words dictated to somebody else stay in the gathering: another hand neither widens nor sends.
        commitments.ask_for(
            text=given.answer.text,
            why=given.answer.why,
            to_name=given.answer.to_name,
            to_email="" if given.scribed or leaving.gathering.rehearsal else given.answer.to_email,
            due_on=leaving.due_on(given.answer.due_on),
            home=leaving.home_of(given),
            circle=leaving.circle,
            by=given.person,
            answer=given.contribution,
            source=given.entry,
            scribed=given.scribed,
        )
    return {}
