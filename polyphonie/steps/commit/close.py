"""What committing leaves: one small step for each person who chose one."""

from __future__ import annotations

from typing import Any

from polyphonie.commitments import commands as commitments


def leave(leaving: Any) -> dict[str, Any]:
    for given in leaving.given if leaving.may_be_told else ():
        if not given.answer.text:
            continue
        # A step dictated to somebody else stays in the gathering: another hand never widens.
        commitments.commit_to(
            text=given.answer.text,
            smallest=given.answer.smallest,
            due_on=leaving.due_on(given.answer.due_on),
            home=leaving.home_of(given),
            circle=leaving.circle,
            by=given.person,
            answer=given.contribution,
            source=given.entry,
            scribed=given.scribed,
        )
    return {}
