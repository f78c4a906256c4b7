"""What a grid shows, task by task: who does it, who could, who must not; overlaps, gaps, and crossed beliefs. Pure.

It speaks of actors, never of persons: somebody answers for a side, and may be wrong about the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.steps.grid.names import Name

FIRST_TO_TALK_ABOUT = 3


@dataclass(frozen=True)
class CountedOn:
    """So many people believe that this actor does it; nobody on that side says so. `here`: somebody there answered."""

    actor: Name
    people: int
    here: bool


@dataclass(frozen=True)
class Row:
    """One task. `unnoticed` are actors who do it though nobody else noted it."""

    task: Name
    do: tuple[Name, ...] = ()
    could: tuple[Name, ...] = ()
    must_not: tuple[Name, ...] = ()
    counted_on: tuple[CountedOn, ...] = ()
    unnoticed: tuple[Name, ...] = ()

    @property
    def overlap(self) -> bool:
        return len(self.do) > 1

    @property
    def gap(self) -> bool:
        return not self.do

    @property
    def crossed(self) -> bool:
        return bool(self.counted_on or self.unnoticed)

    @property
    def to_talk_about(self) -> int:
        """How many things there are to say: an overlap, a gap, a crossed belief."""
        return self.overlap + self.gap + self.crossed


def read(tasks: Sequence[Name], actors: Sequence[Name], answers: Sequence[Any]) -> tuple[Row, ...]:
    """A row for each task, in the order given; no row at all as long as nobody answered."""
    given = [answer for answer in answers if answer.actor]
    return tuple(_row(task, actors, given) for task in tasks) if given else ()


def most_worth_talking_about(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with something to say, those with most to say first."""
    return tuple(sorted((row for row in rows if row.to_talk_about), key=lambda row: -row.to_talk_about))


def _row(task: Name, actors: Sequence[Name], given: Sequence[Any]) -> Row:
    said = {(answer.actor, stance) for answer in given for key, stance in answer.stances if key == task.key}
    sides = {answer.actor for answer in given}
    noting = {answer.actor for answer in given if answer.beliefs}

    def saying(stance: str) -> tuple[Name, ...]:
        return tuple(actor for actor in actors if (actor.key, stance) in said)

    def believers(actor: Name) -> int:
        return sum(answer.actor != actor.key and (task.key, actor.key) in answer.beliefs for answer in given)

    do = saying("do")
    return Row(
        task=task,
        do=do,
        could=saying("could"),
        must_not=saying("must_not"),
        counted_on=tuple(
            CountedOn(actor, people, actor.key in sides)
            for actor in actors
            if actor not in do and (people := believers(actor))
        ),
        # Where no other side noted anything at all, nobody can be said not to know.
        unnoticed=tuple(actor for actor in do if noting - {actor.key} and not believers(actor)),
    )
