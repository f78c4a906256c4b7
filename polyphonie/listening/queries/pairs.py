"""The two halves of a pair, who accompanies it, the questions it is asked, and when."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import timezone

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import FACILITATING, Circle, Kind, Membership
from polyphonie.listening.contract import handed
from polyphonie.listening.contract.sets import QuestionSet, read_set
from polyphonie.listening.models import Pace, Pulse
from polyphonie.listening.queries.sets import LIBRARY
from polyphonie.people.queries import Person

WITHIN = timedelta(days=7)  # a day of the programme is still asked about during its week


@lru_cache(maxsize=1)
def pulse_sets() -> tuple[QuestionSet, QuestionSet]:
    """The six questions on the relation, then the one on who decides, which has ends of its own."""
    relation, decides = (
        read_set((LIBRARY / "pairs" / f"{name}.toml").read_text("utf-8")) for name in ("lien", "decide")
    )
    return relation, decides


def halves_of(circle: Circle | int) -> list[Membership]:
    """The two halves of a pair: first whoever lives with care, else who came first. Empty where there are not two."""
    present = list(circles.members(circle).filter(circle__kind=Kind.PAIR))
    if len(present) != 2:
        return []
    return sorted(present, key=lambda half: (not Voice(half.voice).lives_with_care, half.joined_at, half.pk))


@reading
def pair_for(pk: int, *, to: Person) -> Circle | None:
    """The circle of a pair, for its two halves; None as if it did not exist."""
    mine = any(half.person_id == to.pk for half in halves_of(pk))
    return circles.circle_for(pk, to=to) if mine else None


def cohort_of(circle: Circle) -> int | None:
    """The circle of the cohort that a pair belongs to, if it belongs to one."""
    parent = Circle.objects.filter(children=circle, kind=Kind.COHORT)
    return parent.values_list("pk", flat=True).first()


def pairs_in(cohort: int) -> QuerySet[Circle]:
    """The pairs of a cohort. For the house itself: to whoever is not of a pair, it does not exist."""
    return Circle.objects.filter(kind=Kind.PAIR, parent=cohort).order_by("pk")


def hearing(cohort: int | None) -> list[Membership]:
    """Those who facilitate a cohort, now; never somebody who speaks there as a manager."""
    rows = circles.members(cohort or 0).filter(charge__in=FACILITATING)
    return list(rows.exclude(voice=Voice.MANAGER))


def pace_of(circle: Circle | int) -> Pace | None:
    """The pace that a pair chose last."""
    return Pace.objects.filter(circle=circle).order_by("-chosen_at", "-pk").first()


@reading
def pace_for(circle: Circle, *, to: Person) -> Pace | None:
    """The same, for its two halves."""
    return pace_of(circle) if circles.membership(circle, to) else None


def last_pulse(circle: Circle | int) -> Pulse | None:
    return Pulse.objects.filter(circle=circle).order_by("-number").first()


def is_due(circle: Circle) -> bool:
    """Whether a pair is to be asked today: at its own pace, else on the days of its programme."""
    last, today, pace = last_pulse(circle), clock.today(), pace_of(circle)
    if last is not None and clock.now() < last.closes_at:
        return False
    before = timezone.localdate(last.opened_at) if last else None
    if pace is not None:
        return bool(pace.weeks) and (before is None or before + timedelta(weeks=pace.weeks) <= today)
    days = [day for day in handed.days_of(circle.pk) if today - WITHIN < day <= today]
    return bool(days) and (before is None or before < max(days))


@reading
def next_on(circle: Circle, *, to: Person) -> date | None:
    """The day of the next pulse, as far as it is known; for its two halves."""
    if circles.membership(circle, to) is None:
        return None
    last, today, pace = last_pulse(circle), clock.today(), pace_of(circle)
    if pace is not None:
        if not pace.weeks:
            return None
        return max(today, timezone.localdate(last.opened_at) + timedelta(weeks=pace.weeks)) if last else today
    return min((day for day in handed.days_of(circle.pk) if day > today), default=None)
