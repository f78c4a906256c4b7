"""Copying the cards of people who answered on paper."""

from __future__ import annotations

from typing import Any

from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.gatherings import rules
from polyphonie.gatherings.commands.answering import answer as give
from polyphonie.gatherings.commands.calling import welcome_without_device
from polyphonie.gatherings.contract.cards import next_name
from polyphonie.gatherings.models import Contribution, StepRun
from polyphonie.gatherings.queries import people_in
from polyphonie.guides.contract.thaw import thaw
from polyphonie.people import queries as people
from polyphonie.people.queries import Person


@command
def note_card(
    run: StepRun,
    *,
    answer: Any,
    by: Person,
    person: int | None = None,
    name: str = "",
    voice: str = "",
    more_to_come: bool = False,
) -> Contribution:
    """Write one card down for its author: `person`, already welcomed without a device, or somebody new.

    Somebody new without a name is called after their card. Records what welcoming and answering record.
    """
    check(rules.why_not_note_card(run, thaw(run.gathering.guide).step(run.step), by))
    if person is None:
        author = _welcome(run, name=name, voice=voice, by=by)
    elif (known := people.person(person)) is not None:
        author = known
    else:
        raise rules.NOT_FOUND
    return give(run, answer=answer, by=by, for_=author, more_to_come=more_to_come)


def _welcome(run: StepRun, *, name: str, voice: str, by: Person) -> Person:
    here = [membership.person.shown for membership in people_in(run.gathering)]
    shown = name.strip() or next_name(here, by.language)
    return welcome_without_device(run.gathering, name=shown, voice=voice, by=by)
