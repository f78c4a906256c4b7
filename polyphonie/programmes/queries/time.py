"""Time, expenses and thanks: each reads their own; those who coordinate read all of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.programmes.models import Cohort, TimeGiven
from polyphonie.programmes.queries.cohorts import coordinated, coordinates
from polyphonie.programmes.queries.walking import Walker, walked, walkers


@dataclass(frozen=True)
class TimeSeen:
    """What somebody may read of the time given to a cohort: their own lines, or all of them. Sums are of those lines."""

    cohort: Cohort
    coordinates: bool
    rows: tuple[TimeGiven, ...]
    walkers: tuple[Walker, ...]

    @property
    def hours(self) -> Decimal:
        return sum((row.hours for row in self.rows), Decimal(0))

    @property
    def expenses(self) -> Decimal:
        return sum((row.expenses for row in self.rows), Decimal(0))


@reading
def time_given(circle: int, *, to: Person) -> TimeSeen | None:
    """For those who walk: what they may read, the latest day first; None as if it did not exist."""
    cohort = Cohort.objects.filter(walked(to, ""), circle=circle).select_related("circle").first()
    if cohort is None:
        return None
    leads = coordinates(cohort, to)
    rows = readable(to).filter(cohort=cohort).order_by("-on", "-pk")
    return TimeSeen(cohort, leads, tuple(rows), tuple(walkers(cohort)) if leads else ())


@reading
def time_line(pk: int, *, to: Person) -> TimeGiven | None:
    """One line, of one's own or of a cohort that one coordinates; None as if it did not exist."""
    return readable(to).filter(pk=pk).first()


def readable(to: Person) -> QuerySet[TimeGiven]:
    led = Cohort.objects.filter(**coordinated(to, "")).values("pk")
    rows = TimeGiven.objects.filter(Q(person=to) | Q(cohort__in=led))
    return rows.select_related("cohort__circle", "person", "noted_by")


@reading
def time_slice(circle: Circle, *, to: Person, after: int, most: int) -> tuple[list[TimeGiven], list[int]]:
    """A register too long for one page: what `to` may read, after number `after`, and the numbers looked at."""
    rows = list(readable(to).filter(cohort__circle=circle, pk__gt=after).order_by("pk")[:most])
    return rows, [row.pk for row in rows]


@reading
def time_size(circle: Circle) -> int:
    """How many lines there are, read or not."""
    return TimeGiven.objects.filter(cohort__circle=circle).count()


def time_registers(entry: int) -> set[int]:
    """No entry holds time: it is never opened to another circle."""
    return set()
