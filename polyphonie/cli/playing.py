"""Playing a guide from its first step to its record, through the same verbs as a real gathering."""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.gatherings import commands, queries
from polyphonie.gatherings.queries import Record
from polyphonie.guides.contract.format import Guide
from polyphonie.people import commands as people
from polyphonie.people.queries import Person

MOST_STEPS = 200


def play_through(guide: Guide, *, people: int, mode: str, seed: int = 0) -> Record | None:
    """The record of a whole gathering with `people` fictional persons, one of whom facilitates; None if it never ends."""
    facilitator = _facilitator()
    gathering = commands.rehearse(guide, mode=mode, by=facilitator, others=people - 1)
    for _ in range(MOST_STEPS):
        try:
            run = commands.open_next(gathering, by=facilitator)
        except (
            Refusal
        ):  # over several days, the last answer has opened the next step already, or ended it all
            gathering.refresh_from_db()
            now = queries.moment(gathering, to=facilitator).now
            run = None if gathering.closed_at else now  # type: ignore[assignment]
        if run is None:
            commands.close_gathering(gathering, by=facilitator)
            return queries.record_of(gathering, to=facilitator)
        commands.play(gathering, seed=seed)
        seed += 1
        if mode == "live":
            commands.close_step(gathering, by=facilitator, anyway=True)
        else:
            _let_time_pass(gathering, run)
    return None


def _facilitator() -> Person:
    return people.welcome_guest(name="Driss")


def _let_time_pass(gathering: queries.Gathering, run: queries.StepRun) -> None:
    """Over several days a step that everybody answered has closed itself; another one closes when its date passes."""
    if queries.StepRun.objects.filter(pk=run.pk, closed_at=None).exists():
        commands.close_step(gathering, by=None)
