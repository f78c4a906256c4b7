"""The pair's place, for the two of them; and, for signals, what may be counted of it without a word of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Membership
from polyphonie.commitments.queries import Commitment
from polyphonie.decisions import queries as decisions
from polyphonie.decisions.queries import DecisionSeen
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.listening.contract.handed import PairFacts
from polyphonie.people.queries import Person
from polyphonie.programmes.models import (
    Application,
    KeptBetween,
    PairPage,
    PairProject,
    PairProposal,
    Parting,
)
from polyphonie.programmes.queries.cohorts import Day, calendar, frozen
from polyphonie.programmes.queries.hours import said_of

AGREEMENT = "accord-de-binome"  # the guide by which two people agree; its decision is their agreement
WEEKS = 6
MOST_PAGES = 200


@dataclass(frozen=True)
class PairSeen:
    """A pair in front of one of the two. `other` is None once that person left; `ahead` is what comes, the nearest first;
    `looks_again`: it has ended, and their application is with those who coordinate."""

    row: PairProposal
    circle: Circle
    me: Membership
    other: Membership | None
    parted: bool
    ahead: tuple[Day, ...]
    looks_again: bool = False

    def next(self, kind: str) -> Day | None:
        return next((day for day in self.ahead if day.kind == kind), None)

    @property
    def workshop(self) -> Day | None:
        return self.next("workshop")

    @property
    def conversation(self) -> Day | None:
        return self.next("conversation")


@reading
def pair(circle: int, *, to: Person) -> PairSeen | None:
    """The pair of this circle, for the two; None as if it did not exist."""
    mine = {"circle__memberships__person": to, "circle__memberships__left_at": None}
    rows = PairProposal.objects.filter(circle=circle, **mine)
    row = rows.select_related("circle", "call__cohort__circle", "parting").first()
    if row is None or row.circle is None:
        return None
    both = {member.person_id: member for member in circles.members(circle)}
    other = next((member for pk, member in both.items() if pk != to.pk), None)
    cohort, today = row.call.cohort, clock.today()
    days = calendar(cohort, frozen(cohort), said=said_of([cohort]))
    ahead = tuple(day for day in days if day.on >= today)
    parted = has_parted(row)
    return PairSeen(row, row.circle, both[to.pk], other, parted, ahead, parted and _looks_again(row, to))


def _looks_again(row: PairProposal, half: Person) -> bool:
    two = Application.objects.filter(pk__in=(row.first_id, row.second_id))
    return two.filter(person=half, withdrawn_at=None).exists()


def has_parted(row: PairProposal) -> bool:
    return getattr(row, "parting", None) is not None


@reading
def pair_of(circle: int) -> PairProposal | None:
    """The bare row of the pair whose circle this is, for whoever reacts to a fact."""
    return PairProposal.objects.filter(circle=circle).select_related("circle", "conversations").first()


@reading
def agreement(circle: Circle, *, to: Person) -> DecisionSeen | None:
    """The agreement of a pair: the latest decision that its guide led to, in force."""
    made = _agreements(circle.pk)
    found = decisions.register(circle, to=to)
    return next((each for each in found if each.in_force and each.proposal.pk in made), None)


def _agreements(circle: int) -> set[int]:
    """The proposals that gatherings about the agreement left, by number."""
    runs = StepRun.objects.filter(gathering__circle=circle, gathering__guide_name=AGREEMENT)
    return {left["proposal"] for left in runs.values_list("left", flat=True) if "proposal" in left}


def agreeing(circle: Circle) -> Gathering | None:
    """The gathering about the agreement that is not over, if there is one; asked for somebody of this circle."""
    here = Gathering.objects.filter(circle=circle, guide_name=AGREEMENT, closed_at=None, rehearsal=False)
    return here.order_by("-pk").first()


@reading
def project(circle: Circle, *, to: Person) -> PairProject | None:
    """The three lines of a pair."""
    row = PairProject.objects.filter(circle=circle, entry__ended_at=None).select_related("entry").first()
    return row if row is not None and circles.may_read(row.entry_id, to=to) else None


@reading
def pages(circle: Circle, *, to: Person) -> list[PairPage]:
    """The log of a pair as one of the two reads it, the newest first: one's own pages, and those that were shown."""
    rows = PairPage.objects.filter(circle=circle, entry__ended_at=None).select_related("author", "entry")
    return _readable(rows.order_by("-written_at", "-pk")[:MOST_PAGES], to)


@reading
def page_of_mine(pk: int, *, to: Person) -> PairPage | None:
    """A page of the log that this person wrote, in a pair they belong to; None as if it did not exist."""
    here = {"circle__memberships__person": to, "circle__memberships__left_at": None}
    rows = PairPage.objects.filter(pk=pk, author=to, entry__ended_at=None, **here)
    return rows.select_related("entry", "circle").first()


@reading
def kept_between(circle: Circle, *, to: Person) -> list[KeptBetween]:
    """What two people want kept between them, in the order it was added."""
    rows = KeptBetween.objects.filter(circle=circle, entry__ended_at=None).select_related("entry")
    return _readable(rows.order_by("pk"), to)


def _readable(rows: Any, to: Person) -> list[Any]:
    found = list(rows)
    may = circles.readable([row.entry_id for row in found], to=to) if found else set()
    return [row for row in found if row.entry_id in may]


@reading
def pair_facts(circle: int, *, weeks: int = WEEKS) -> PairFacts | None:
    """What may be counted of a pair: days and numbers, never a word; handed down to `listening`, which asks the two first.

    None where it is no pair, or no longer one. The pages are those shown in the last weeks that bear a tag.
    """
    row = pair_of(circle)
    if row is None or row.circle is None or Parting.objects.filter(proposal=row).exists():
        return None
    made = _agreements(circle)
    agreed = [(at, reviewed) for proposal, at, reviewed in decisions.dates_of(circle) if proposal in made]
    again = [at for at, _ in agreed[1:]] + [reviewed for _, reviewed in agreed if reviewed]
    shown = PairPage.objects.filter(circle=circle, entry__ended_at=None).exclude(about="")
    since = clock.now() - timedelta(weeks=weeks)
    about = Counter(shown.filter(entry__shown_at__gte=since).values_list("about", flat=True))
    return PairFacts(
        since=localdate(row.circle.founded_at),
        last_shared_on=_day(_last_shared(circle, [at for at, _ in agreed] + again)),
        agreed_on=_day(agreed[0][0] if agreed else None),
        revisited_on=_day(max(again, default=None)),
        pages=about.total(),
        pages_on_tasks=about["task"],
    )


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None


def _last_shared(circle: int, agreed: list[datetime]) -> datetime | None:
    """When one of the two last did something that the other could see."""
    told = [
        PairPage.objects.filter(circle=circle).aggregate(at=Max("entry__shown_at")),
        PairProject.objects.filter(circle=circle).aggregate(at=Max("written_at")),
        KeptBetween.objects.filter(circle=circle).aggregate(at=Max("entry__shown_at")),
        Gathering.objects.filter(circle=circle).aggregate(at=Max("opened_at")),
        Commitment.objects.filter(circle=circle).aggregate(at=Max("made_at")),
        Commitment.objects.filter(circle=circle).aggregate(at=Max("news__told_at")),
        Commitment.objects.filter(circle=circle).aggregate(at=Max("conclusion__concluded_at")),
    ]
    return max([*agreed, *(one["at"] for one in told if one["at"])], default=None)
