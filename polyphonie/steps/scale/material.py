"""What was told of a step that everybody answered without leaving a trace, as each reader may read it."""

from __future__ import annotations

from typing import Any

from polyphonie.guides.contract.kind import Said, Speaker
from polyphonie.listening import queries as listening
from polyphonie.steps.scale.kind import KIND, Share


def brings(gathering: Any, step: Any, *, to: Any) -> tuple[Said, ...]:
    """The shares of a wave that has ended, nothing before; the sentences alone where too few were there for one."""
    if not step.unlinkable:
        return ()
    told = listening.told_during(gathering, step.id, to=to)
    if told is None:
        shares = tuple(Share(title) for _, title in KIND.settings(step.settings).items)
    else:
        shares = tuple(Share(each.question.text, each.whole.said, each.whole.bands) for each in told)
    return (Said(KIND.Answer(shares=shares), Speaker("")),) if shares else ()
