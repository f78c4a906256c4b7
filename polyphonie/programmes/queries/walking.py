"""Who walks a programme: the members of its cohort, and the halves of its pairs, who need not belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles.queries import FACILITATING, Kind, Membership
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.naming import first_name, in_order, labels
from polyphonie.programmes.models import Cohort, Parting, Workshop
from polyphonie.programmes.queries.cohorts import CONVERSATION, date_of, frozen, in_week
from polyphonie.programmes.queries.hours import NOT_SAID, Said, said_of

Two = tuple[int, int]  # two persons, by their numbers
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Walker:
    """Somebody of the road. `name` is a first name that nobody else has here."""

    person: Person
    voice: str
    name: str
    coordinates: bool = False

    @property
    def pk(self) -> int:
        return self.person.pk


def _here(cohort: Cohort) -> Q:
    return Q(circle=cohort.circle_id) | Q(circle__kind=Kind.PAIR, circle__parent=cohort.circle_id)


def walked(to: Person, path: str) -> Q:
    """The filter of what belongs to a cohort that `to` walks; `path` leads to the cohort. In the query itself: what is
    hidden costs what does not exist costs."""
    mine = Membership.objects.filter(person=to, left_at=None)
    pairs = mine.filter(circle__kind=Kind.PAIR).values("circle__parent")
    return Q(**{f"{path}circle__in": mine.values("circle")}) | Q(**{f"{path}circle__in": pairs})


def walks(cohort: Cohort, person: Person) -> bool:
    return Membership.objects.filter(_here(cohort), person=person, left_at=None).exists()


def walkers(cohort: Cohort) -> list[Walker]:
    """Everybody, by first name: asked by this room for a cohort that its reader has already entered."""
    rows = Membership.objects.filter(_here(cohort), left_at=None).select_related("person")
    found: dict[int, Membership] = {}
    for row in sorted(rows, key=lambda row: (row.circle_id != cohort.circle_id, row.pk)):
        found.setdefault(row.person_id, row)  # the voice one has in the cohort, else in one’s pair
    names = labels({pk: first_name(row.person.shown) for pk, row in found.items()})
    here = [Walker(row.person, row.voice, names[pk], _looks_after(row, cohort)) for pk, row in found.items()]
    return sorted(here, key=lambda walker: (in_order(walker.name), walker.pk))


def _looks_after(row: Membership, cohort: Cohort) -> bool:
    return row.circle_id == cohort.circle_id and row.charge in FACILITATING


def pairs_of(cohort: Cohort) -> list[Two]:
    """The pairs that live now. For this room and those who coordinate: nobody else knows that a pair exists."""
    rows = Membership.objects.filter(
        circle__kind=Kind.PAIR, circle__parent=cohort.circle_id, left_at=None
    ).order_by("circle", "person")
    halves = defaultdict(list)
    for circle, person in rows.values_list("circle", "person"):
        halves[circle].append(person)
    return sorted({(two[0], two[1]) for two in halves.values() if len(two) == 2})


def services(people: Iterable[int], cohort: Cohort, *, to: Person) -> dict[int, str]:
    """Where people work or belong, as far as `to` may know: teams and organisations of which both are members.

    The organisation in which the cohort stands separates nobody, and is left out.
    """
    kinds = (Kind.TEAM, Kind.ORGANISATION)
    mine = Membership.objects.filter(person=to, left_at=None, circle__kind__in=kinds).values("circle")
    rows = (
        Membership.objects.filter(circle__in=mine, person__in=list(people), left_at=None)
        .exclude(circle=cohort.circle.parent_id)
        .select_related("circle")
        .order_by("circle__kind", "circle")  # an organisation first: a team, closer, takes its place
    )
    return {row.person_id: row.circle.name for row in rows}


@dataclass(frozen=True)
class Awaited:
    """A day on which somebody is awaited, for their calendar. `until` is the day after its last; hours, where they are said."""

    uid: str
    kind: str  # workshop, conversation
    on: date
    until: date
    title: Text
    path: str
    circle: int
    changes: int
    changed_at: datetime
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""

    @property
    def start(self) -> date:
        return self.begins_at or self.on


@reading
def days_ahead(person: Person) -> list[Awaited]:
    """Workshops of the cohorts where somebody walks, and the weeks in which their pair, while it lives, or the pairs they
    look after, have a conversation: those that are not over."""
    where = _where(person)
    cohorts = list(Cohort.objects.filter(circle__in=where).order_by("pk"))
    rows: dict[int, list[Workshop]] = defaultdict(list)
    for workshop in Workshop.objects.filter(cohort__in=cohorts):
        rows[workshop.cohort_id].append(workshop)
    said = said_of(cohorts)
    found = [
        day for cohort in cohorts for day in _days(cohort, rows[cohort.pk], where[cohort.circle_id], said)
    ]
    return sorted((day for day in found if day.until > clock.today()), key=lambda day: (day.on, day.uid))


def _where(person: Person) -> dict[int, str]:
    """The circle of each cohort that somebody walks → where their conversations are, or nowhere."""
    mine = Membership.objects.filter(person=person, left_at=None, circle__kind__in=(Kind.COHORT, Kind.PAIR))
    over = Exists(Parting.objects.filter(proposal__circle=OuterRef("circle")))
    rows = mine.select_related("circle").annotate(over=over)
    found: dict[int, str] = {}
    for row in rows.order_by("circle__kind", "pk"):  # a cohort before a pair
        circle = row.circle
        if circle.kind == Kind.COHORT:
            leads = row.charge in FACILITATING
            found[circle.pk] = f"/circles/{circle.pk}/programme/" if leads else ""
        elif circle.parent_id is not None and row.over:  # they walk on, and talk with nobody as a pair
            found.setdefault(circle.parent_id, "")
        elif circle.parent_id is not None:
            found[circle.parent_id] = f"/circles/{circle.pk}/"
    return found


def _days(
    cohort: Cohort, rows: list[Workshop], conversations: str, said: dict[int, Said]
) -> Iterable[Awaited]:
    template = frozen(cohort)
    titles = {each.id: each.title for each in template.workshops}
    for row in rows:
        on, moved = date_of(cohort, row), [at for at in (row.moved_at, cohort.moved_at) if at is not None]
        known = said.get(row.pk, NOT_SAID)
        yield Awaited(
            f"workshop-{row.pk}", "workshop", on, on + timedelta(days=1), titles[row.name], f"/workshops/{row.pk}/",
            cohort.circle_id, cohort.moves + row.moves, max([cohort.begun_at, *moved]),
            *known.on(on), known.place,
        )  # fmt: skip
    for week in template.conversations if conversations else ():
        on = in_week(cohort, week)
        yield Awaited(
            f"conversation-{cohort.pk}-{week}", "conversation", on, on + WEEK, CONVERSATION, conversations,
            cohort.circle_id, cohort.moves, cohort.moved_at or cohort.begun_at,
        )  # fmt: skip
