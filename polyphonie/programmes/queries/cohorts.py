"""Reads of programmes and cohorts: what ships with the house, and the calendar of those who walk one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import FACILITATING
from polyphonie.guides import queries as guides
from polyphonie.guides.queries import Guide
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.templates import Template, read_template, template_from
from polyphonie.programmes.models import Cohort, Workshop
from polyphonie.programmes.queries.hours import NOT_SAID, Said, said_of

LIBRARY = Path(__file__).parent.parent / "library"
CONVERSATION = Text("Un entretien par binôme", "A conversation with each pair")
PULSE = Text("Chacun dit comment va le binôme", "Each says how the pair is going")


@lru_cache(maxsize=1)
def _library() -> dict[str, Template]:
    known = {guide.id for guide in guides.library()}
    found = [read_template(path.read_text("utf-8"), guides=known) for path in library_files()]
    return {each.id: each for each in found}


def library_files() -> list[Path]:
    return sorted(LIBRARY.glob("*.toml"))


def library() -> list[Template]:
    """Every programme that ships with the house."""
    return list(_library().values())


def template(id: str) -> Template | None:
    return _library().get(id)


def file_text(id: str) -> str:
    """The file of a programme of the house."""
    return (LIBRARY / f"{id}.toml").read_text("utf-8")


def frozen(cohort: Cohort) -> Template:
    """The programme as it was when the cohort began."""
    return template_from(cohort.frozen, guides=None)


@dataclass(frozen=True)
class Day:
    """One day of the calendar. `workshop` is None for a conversation or a pulse: those are weeks, not days."""

    on: date
    kind: str  # workshop, conversation, pulse
    title: Text
    guides: tuple[Guide, ...] = ()
    workshop: Workshop | None = None
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""

    @property
    def start(self) -> date:
        """What a page writes as its date: of an instant, the day where the reader lives."""
        return self.begins_at or self.on


@dataclass(frozen=True)
class CohortSeen:
    """A cohort as one of its members sees it."""

    row: Cohort
    template: Template
    days: tuple[Day, ...]
    coordinates: bool

    @property
    def next_workshop(self) -> Day | None:
        ahead = (day for day in self.days if day.kind == "workshop" and day.on >= clock.today())
        return next(ahead, None)

    @property
    def ends_on(self) -> date:
        return self.days[-1].on


@reading
def cohort(circle: int, *, to: Person) -> CohortSeen | None:
    """The cohort of a circle, for its members; None as if it did not exist."""
    mine = {"circle__memberships__person": to, "circle__memberships__left_at": None}
    row = Cohort.objects.filter(circle=circle, **mine).select_related("circle").first()
    if row is None:
        return None
    chosen = frozen(row)
    return CohortSeen(row, chosen, tuple(calendar(row, chosen, said=said_of([row]))), coordinates(row, to))


def coordinates(cohort: Cohort, person: Person) -> bool:
    """Does this person look after the cohort? Whoever facilitates its circle does."""
    return circles.facilitates(cohort.circle_id, person)


def calendar(row: Cohort, chosen: Template, *, said: Mapping[int, Said] | None = None) -> list[Day]:
    """Every day in order. A workshop falls where it was moved, else in its week. Hours and places are `said` to those who
    walk, and to nobody else."""
    rows = {workshop.name: workshop for workshop in Workshop.objects.filter(cohort=row)}
    days = [
        _workshop(date_of(row, rows[each.id]), each.title, _guides(each.guides), rows[each.id], said or {})
        for each in chosen.workshops
        if each.id in rows
    ]
    days += [Day(in_week(row, week), "conversation", CONVERSATION) for week in chosen.conversations]
    days += [Day(in_week(row, week), "pulse", PULSE) for week in chosen.pulses]
    return sorted(days, key=lambda day: (day.on, day.workshop is None))


def _workshop(
    on: date, title: Text, its_guides: tuple[Guide, ...], row: Workshop, said: Mapping[int, Said]
) -> Day:
    known = said.get(row.pk, NOT_SAID)
    return Day(on, "workshop", title, its_guides, row, *known.on(on), known.place)


def _guides(ids: tuple[str, ...]) -> tuple[Guide, ...]:
    return tuple(found for id in ids if (found := guides.guide(id)) is not None)


def date_of(row: Cohort, workshop: Workshop) -> date:
    return workshop.moved_to or in_week(row, workshop.week)


def in_week(row: Cohort, week: int) -> date:
    """The day of the week on which the cohort starts, that many weeks on."""
    return row.starts_on + timedelta(weeks=week - 1)


@reading
def workshop(pk: int, *, to: Person) -> Workshop | None:
    """One workshop, for the coordinators of its cohort."""
    mine: dict[str, Any] = coordinated(to, "cohort__")
    return Workshop.objects.filter(pk=pk, **mine).select_related("cohort__circle").first()


def coordinated(to: Person, path: str) -> dict[str, Any]:
    """The filter of what belongs to a cohort that `to` coordinates; `path` leads to the cohort."""
    here = f"{path}circle__memberships__"
    return {f"{here}person": to, f"{here}left_at": None, f"{here}charge__in": FACILITATING}
