"""What stands on the chronology without being told again: what was noted in the journal, as each reader may read it."""

from __future__ import annotations

from typing import Any

from polyphonie.guides.contract.kind import Said, Speaker
from polyphonie.practices import queries as practices
from polyphonie.steps.timeline.kind import KIND, Noted


def brings(gathering: Any, step: Any, *, to: Any) -> tuple[Said, ...]:
    """The notes of the days that were chosen, under the names of those who noted, where the step shows names."""
    return tuple(_said(one, named=step.names == "shown") for one in practices.on_the_table(gathering, to=to))


def _said(one: practices.OnTheTable, *, named: bool) -> Said:
    moment = Noted(one.day, one.time, one.what, more=tuple(filter(None, (one.means, one.for_whom))))
    speaker = Speaker("", one.name, one.voice) if named else Speaker("")
    return Said(KIND.Answer((moment,)), speaker, ref=f"b{one.number}")
