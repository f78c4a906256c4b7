"""Opening a step, giving it time, closing it; ending the gathering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.base.text import Text
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Entry, open_to
from polyphonie.gatherings import rules
from polyphonie.gatherings.contract import course
from polyphonie.gatherings.events import GatheringClosed, StepClosed, StepOpened, TimeExtended
from polyphonie.gatherings.models import Gathering, StepRun
from polyphonie.gatherings.queries import topic, why_wait
from polyphonie.gatherings.queries.seeing import RunSeen, Table
from polyphonie.guides.contract import registry
from polyphonie.people.queries import Person


@dataclass(frozen=True)
class Given:
    """One answer, with all that a kind needs to leave something of it in another room."""

    answer: Any
    person: Person
    entry: Entry
    contribution: int
    ref: str
    scribed: bool


@dataclass(frozen=True)
class Leaving:
    """What a step leaves from: its answers, its outcome, who is here, and what earlier steps left (numbers only)."""

    gathering: Gathering
    run: RunSeen
    given: tuple[Given, ...]
    people: dict[Person, str]
    persons_by_ref: dict[str, int]
    left_before: dict[str, Any]
    circle: Circle
    assembly: Circle
    by: Person | None

    @property
    def may_be_told(self) -> bool:
        """May the group read what comes of these answers? Not where their authors were told that it would not."""
        step = self.run.step
        return step.seen_by in ("participants", "circle") and step.reveal != "never"

    def home_of(self, given: Given) -> Circle:
        """Where what comes of an answer lives: as far as its author lets the answer go, today."""
        return self.circle if open_to(given.entry.pk, self.circle) else self.assembly

    def due_on(self, chosen: str) -> date:
        """The day that an answer chose, or else that of the step; never before today."""
        usual = clock.today() + timedelta(days=self.run.settings.days)
        return max(date.fromisoformat(chosen) if chosen else usual, clock.today())


@command
def open_next(gathering: Gathering, *, by: Person | None) -> StepRun | None:
    """Open the next step that is needed; None at the end of the guide. Records `StepOpened`.

    `by` is None when the clock does it, in a gathering held over several days.
    """
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if by is not None:
        check(rules.why_not_facilitate(row, by))
    check(rules.why_not_go_on(row))
    if StepRun.objects.filter(gathering=row, closed_at=None).exists():
        raise Refusal(
            "Une étape est déjà ouverte. Closez-la d’abord.", "A step is open already. Close it first."
        )
    table = Table(row)
    place = table.next_place()
    if place is None:
        return None
    (step_id, turn), _ = place
    step = table.guide.step(step_id)
    secretary = any("secretary" in s.speaker.roles for s in table.people)
    if not any(course.concerns(step, s.speaker, secretary_here=secretary) for s in table.people):
        raise _nobody_for(step.who, table.guide.roles)
    now = clock.now()
    lasts = timedelta(minutes=step.minutes) if row.mode == "live" else timedelta(days=step.days)
    run = StepRun.objects.create(gathering=row, step=step_id, turn=turn, opened_at=now, deadline=now + lasts)
    if opening := registry.furnished(step.kind).opens:
        opening(_leaving(row, table, run, by))
    record(
        StepOpened(gathering=row.pk, run=run.pk, step=step_id, turn=turn, deadline=run.deadline.isoformat()),
        by=by,
        topic=topic(row),
    )
    return run


def _nobody_for(who: str, roles: Any) -> Refusal:
    role = roles.get(who, Text(who, who))
    return Refusal(
        f"Choisissez d’abord, parmi les personnes présentes : {role.fr}.",
        f"First choose, among those present: {role.en}.",
    )


def _leaving(gathering: Gathering, table: Table, run: StepRun, by: Person | None) -> Leaving:
    fresh = Table(gathering) if run.pk not in {r.pk for r in table.runs} else table
    seen = next(r for r in fresh.whole() if r.pk == run.pk)
    entries = Entry.objects.in_bulk([c.entry_id for c in fresh.given if c.run_id == run.pk])
    given = tuple(
        Given(
            seen.kind.load(c.answer),
            c.person,
            entries[c.entry_id],
            c.pk,
            f"c{c.pk}",
            c.scribed_by_id is not None,
        )
        for c in fresh.given
        if c.run_id == run.pk and c.person is not None
    )
    persons = Person.objects.in_bulk([s.person for s in fresh.people])
    before: dict[str, Any] = {}
    for earlier in fresh.runs:
        before |= earlier.left
    return Leaving(
        gathering=gathering,
        run=seen,
        given=given,
        people={persons[s.person]: str(s.voice) for s in fresh.people},
        persons_by_ref={s.speaker.ref: s.person for s in fresh.somebodies.values()},
        left_before=before,
        circle=gathering.circle,
        assembly=gathering.assembly,
        by=by,
    )


@command
def close_step(gathering: Gathering, *, by: Person | None, anyway: bool = False) -> StepRun | None:
    """Close the open step, open what it sealed, leave in other rooms what its kind leaves. Records `StepClosed`.

    Refuses once, with the reason, where the kind would rather wait; `anyway` says that the reason was read.
    Where no step is open nothing happens: a second press of the button is the first one.
    """
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if by is not None:
        check(rules.why_not_facilitate(row, by))
    run = StepRun.objects.filter(gathering=row, closed_at=None).first()
    if run is None:
        return None
    if not anyway and by is not None and (wait := why_wait(row)) is not None:
        raise Refusal(wait.fr, wait.en)
    table = Table(row)
    leaving = _leaving(row, table, run, by)
    if leave := registry.furnished(leaving.run.step.kind).leave:
        run.left = leave(leaving) or {}
    run.closed_at = clock.now()
    run.save(update_fields=["closed_at", "left"])
    if leaving.run.step.reveal != "never":
        circles.show_entries([g.entry.pk for g in leaving.given], by=by)
    record(StepClosed(gathering=row.pk, run=run.pk), by=by, topic=topic(row))
    return run


@command
def extend(gathering: Gathering, *, minutes: int, by: Person) -> None:
    """Give the open step more time, from now if its time is over. Records `TimeExtended`."""
    check(rules.why_not_facilitate(gathering, by))
    run = StepRun.objects.select_for_update().filter(gathering=gathering, closed_at=None).first()
    if run is None or not 1 <= minutes <= 60:
        raise Refusal("Aucune étape n’est ouverte.", "No step is open.")
    run.deadline = max(run.deadline, clock.now()) + timedelta(minutes=minutes)
    run.save(update_fields=["deadline"])
    record(
        TimeExtended(gathering=gathering.pk, run=run.pk, deadline=run.deadline.isoformat()),
        by=by,
        topic=topic(gathering),
    )


@command
def close_gathering(gathering: Gathering, *, by: Person | None) -> Gathering:
    """End it; its record is there. Whatever step was open is closed first. Records `GatheringClosed`.

    `by` is None when a forgotten gathering closes itself.
    """
    row = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if by is not None:
        check(rules.why_not_facilitate(row, by))
    if row.closed_at is not None:
        return row
    close_step(row, by=by, anyway=True)
    row.closed_at = clock.now()
    row.save(update_fields=["closed_at"])
    record(GatheringClosed(gathering=row.pk), by=by, topic=topic(row))
    return row
