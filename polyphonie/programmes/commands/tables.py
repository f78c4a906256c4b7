"""A workshop: who is there, who sits with whom."""

from __future__ import annotations

from collections.abc import Collection

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.engines import tables as engine
from polyphonie.engines.tables import Company
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.commands.cohorts import topic
from polyphonie.programmes.events import AttendanceNoted, TablesComposed, TablesKept
from polyphonie.programmes.models import Attendance, Seat, Seating, Workshop

DRAFT = {"kept_at": None, "kept_by": None}  # what others would reveal is read before they are kept


@command
def note_attendance(workshop: Workshop, *, present: Collection[int], by: Person) -> None:
    """Say who is there, of all those who walk; the others are away. Records `AttendanceNoted` where something changed."""
    check(rules.why_not_coordinate(workshop.cohort, by))
    before = dict(Attendance.objects.filter(workshop=workshop).values_list("person", "present"))
    wanted = {each.pk: each.pk in set(present) for each in queries.walkers(workshop.cohort)}
    changed = {pk: here for pk, here in wanted.items() if before.get(pk) is not here}
    for pk, here in changed.items():
        Attendance.objects.update_or_create(
            workshop=workshop,
            person_id=pk,
            defaults={"present": here, "noted_by": by, "noted_at": clock.now()},
        )
    if changed:
        record(AttendanceNoted(workshop=workshop.pk), by=by, topic=topic(workshop.cohort_id))


@command
def compose_tables(
    workshop: Workshop, *, present: Collection[int], size: int, pairs: str, seed: int, by: Person
) -> Seating:
    """Note who is there, and seat them. Asked the same way again, with somebody away or come late, the tables that stand
    change as little as can be; asked another way, they are a draft again. Records `TablesComposed`."""
    check(rules.why_not_coordinate(workshop.cohort, by))
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # two coordinators, one seating
    here = {each.pk for each in queries.walkers(workshop.cohort)} & set(present)
    check(rules.why_not_seat(here, size, pairs, seed))
    note_attendance(workshop, present=here, by=by)
    before = Seating.objects.filter(workshop=workshop).first()
    asked = queries.company(workshop, here, pairs, to=by)
    same = before is not None and (before.size, before.pairs, before.seed) == (size, pairs, seed)
    plan = _kept_close(asked, queries.seats_of(workshop), size) if same else None
    plan = plan or engine.seat(asked, size=size, seed=seed).workshops[0]
    seating, _ = Seating.objects.update_or_create(
        workshop=workshop,
        defaults={
            "size": size,
            "pairs": pairs,
            "seed": seed,
            "composed_at": clock.now(),
            **({} if same else DRAFT),
        },
    )
    Seat.objects.filter(seating=seating).delete()
    Seat.objects.bulk_create(
        Seat(seating=seating, person_id=int(name), table=number)
        for number, table in enumerate(plan, 1)
        for name in table
    )
    record(TablesComposed(workshop=workshop.pk), by=by, topic=topic(workshop.cohort_id))
    return seating


def _kept_close(asked: Company, seated: queries.Tables, size: int) -> engine.Seating | None:
    """The tables that stand, without those who are away and with those who came; None where they would no longer be
    tables of that size."""
    if not seated:
        return None
    again = engine.without(asked, tuple(tuple(map(str, table)) for table in seated), ())
    largest = max(engine.sizes(len(asked.guests), size))
    return again if max(map(len, again)) <= max(size, largest) + 1 else None


@command
def keep_tables(workshop: Workshop, *, by: Person) -> None:
    """These are the tables: those who walk read them, and nobody meets the same people again while it can be avoided.

    Records `TablesKept`.
    """
    check(rules.why_not_coordinate(workshop.cohort, by))
    row = Seating.objects.select_for_update().filter(workshop=workshop).first()
    check(rules.NO_TABLES if row is None else None)
    if Seating.objects.filter(workshop=workshop, kept_at=None).update(kept_by=by, kept_at=clock.now()):
        record(TablesKept(workshop=workshop.pk), by=by, topic=topic(workshop.cohort_id))
