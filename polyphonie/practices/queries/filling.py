"""What a gathering left that a sheet may begin with, as whoever drafts it may read it.

Only words under a name: an answer whose author is hidden, or typed by another hand, has nobody who could sign for it.
Whoever said a line becomes an author, and signs; a quote is shown once that person releases it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.queries import Contribution, Gathering
from polyphonie.guides.contract.ideas import ideas
from polyphonie.people import queries as people
from polyphonie.people.queries import Person
from polyphonie.practices.contract.full import part_of
from polyphonie.practices.contract.wording import stands_in, without

# What a kind gives: things done become steps of the sheet; what people said in their turn, quotes beside it.
STEPS, QUOTES = ("write", "timeline", "commit"), ("round",)
HEARD_BY_ALL = ("participants", "circle")  # what was for fewer is only its author's to take up
# Beside what was tried, line by line.
BOXES = ("title", "situation", "with_whom", "changed", "surprised", "advice")


@dataclass(frozen=True)
class Offered:
    """One line that somebody gave under their name."""

    key: str
    words: str
    quoted: bool
    person: int
    entry: int
    name: str
    voice: str
    step: Text
    part: str = ""  # of a full sheet, where it came from a box that fills one


@dataclass(frozen=True)
class SheetOffered:
    """What somebody wrote at a `sheet` step, less the words that are not to be taken, and the lines of others that still
    stand in it. Its title may have gone."""

    key: str
    answer: Any
    person: int
    entry: int
    name: str
    tried: tuple[str, ...]
    lines: tuple[Offered, ...]


@dataclass(frozen=True)
class Filling:
    """What there is to begin with."""

    sheets: tuple[SheetOffered, ...]
    lines: tuple[Offered, ...]


@reading
def filling(gathering: Gathering, *, to: Person) -> Filling:
    """What `to` may take up of this gathering; nothing of a rehearsal, whose people do not exist."""
    if gathering.rehearsal:
        return Filling((), ())
    runs = _runs(gathering, to)
    whose = _whose(runs, gathering)
    lines = tuple(line for run in runs for line in _lines(run, whose, to))
    written = [
        said
        for run in runs
        if run.kind.name == "sheet" and run.step.names == "shown"
        for said in run.said
        if said.number in whose and said.answer.title
    ]
    nobody = _words_of_nobody(gathering, {to.pk, *(whose[said.number][0] for said in written)})
    return Filling(tuple(_sheet(said, whose[said.number], lines, nobody) for said in written), lines)


def _runs(gathering: Gathering, to: Person) -> list[Any]:
    return [run for run in gatherings.moment(gathering, to=to).runs if run.shown]


def _whose(runs: list[Any], gathering: Gathering) -> dict[int, tuple[int, int, str]]:
    numbers = [said.number for run in runs if run.step.names == "shown" for said in run.said]
    return _authors(numbers, gathering)


def _words_of_nobody(gathering: Gathering, readers: Iterable[int]) -> list[str]:
    """The words not to be taken, as each of these met them there: whoever wrote the sheet may have read more than whoever
    takes it up."""
    found: dict[str, None] = {}
    for person in filter(None, map(people.person, sorted(readers))):
        runs = _runs(gathering, person)
        whose = _whose(runs, gathering)
        found |= dict.fromkeys(idea.text for run in runs for idea in _lines_of_nobody(run, whose))
    return list(found)


def _authors(numbers: list[int], gathering: Gathering) -> dict[int, tuple[int, int, str]]:
    """Answer → its author, its entry, the author's name; those that their author typed, who is still of the circle or of the room.
    Somebody who left would read, as an author, what is begun there afterwards: nobody can sign for their words."""
    here = {
        member.person_id
        for place in (gathering.circle_id, gathering.assembly_id)
        for member in circles.members(place)
    }
    rows = Contribution.objects.filter(
        pk__in=numbers, scribed_by=None, person__in=here, person__is_active=True
    )
    return {c.pk: (c.person_id, c.entry_id, c.person.shown) for c in rows.select_related("person")}


def _lines(run: Any, whose: dict[int, tuple[int, int, str]], to: Person) -> Iterator[Offered]:
    if run.kind.name not in (*STEPS, *QUOTES) or run.step.names != "shown":
        return
    said = {s.ref: s for s in run.said}
    for idea in ideas(run.outcome):
        given = said.get(idea.line.ref)
        if given is None or given.number not in whose:
            continue
        person, entry, name = whose[given.number]
        if run.step.seen_by not in HEARD_BY_ALL and person != to.pk:
            continue
        quoted = run.kind.name in QUOTES
        yield Offered(
            f"{run.pk}-{idea.key}",
            idea.text,
            quoted,
            person,
            entry,
            name,
            given.by.voice,
            run.step.title,
            part_of(run.step.id, idea.column),
        )


def _lines_of_nobody(run: Any, whose: dict[int, tuple[int, int, str]]) -> Iterator[Any]:
    """Lines that are not to be taken: said under a hidden name, typed by another hand, or meant for fewer."""
    if run.kind.name == "sheet":
        return
    said = {s.ref: s for s in run.said}
    for idea in ideas(run.outcome):
        given = said.get(idea.line.ref)
        for_fewer = run.step.seen_by not in HEARD_BY_ALL
        if run.step.names != "shown" or for_fewer or (given is not None and given.number not in whose):
            yield idea


def _sheet(
    said: Any, author: tuple[int, int, str], lines: tuple[Offered, ...], nobody: list[str]
) -> SheetOffered:
    person, entry, name = author
    written = [line.strip() for line in said.answer.tried.splitlines() if line.strip()]
    tried = [line for line in written if without(nobody, line) == line]
    boxes = {box: without(nobody, getattr(said.answer, box)) for box in BOXES}
    answer = replace(said.answer, tried="\n".join(tried), **boxes)
    whole = [*tried, *boxes.values()]
    theirs = tuple(
        line
        for line in lines
        if line.person != person and any(stands_in(line.words, there) for there in whole)
    )
    return SheetOffered(f"s{said.number}", answer, person, entry, name, tuple(tried), theirs)


@reading
def gathering_of(entries: set[int], *, to: Person) -> Gathering | None:
    """The gathering that these answers come from, if `to` may know of it."""
    found = Contribution.objects.filter(entry__in=entries).values_list("run__gathering", flat=True).first()
    return gatherings.gathering_for(found, to=to) if found else None
