"""Reads of signals: by the two halves they are about, and by those who facilitate the cohort. Never by rank, never in order of weight."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles.queries import FACILITATING, Circle, Kind, Membership
from polyphonie.engines.variation import for_nothing_in_pair
from polyphonie.engines.variation.few import TRIAL_FROM
from polyphonie.engines.variation.numbers import number
from polyphonie.engines.variation.shortrun import LEAST_SERIES
from polyphonie.guides import queries as guides
from polyphonie.guides.queries import Guide
from polyphonie.listening.contract.signals import LEARNT, QUESTIONS, Learnt, Question, SignalKind
from polyphonie.listening.models import Pulse, Signal
from polyphonie.listening.queries.pairs import cohort_of, halves_of, hearing, pairs_in
from polyphonie.people.queries import Person

FROM_THE_WATCH = SignalKind.MOVED


@dataclass(frozen=True)
class SignalSeen:
    """A question, and whom to ask. `between`: the first names of the two, for those who accompany them."""

    row: Signal
    question: Question
    guide: Guide | None
    between: tuple[str, ...]

    @property
    def learnt(self) -> Text | None:
        return LEARNT[Learnt(self.row.learnt)] if self.row.learnt else None

    @property
    def by_chance(self) -> bool:
        """It may ring for nothing: it comes from the watch, not from a fact or from somebody who asked."""
        return self.row.kind == FROM_THE_WATCH


@dataclass(frozen=True)
class Watched:
    """How many pairs are watched, for how many pulses, and how many would ring if nothing changed anywhere."""

    pairs: int
    pulses: int

    @property
    def enough(self) -> bool:
        return self.pairs >= LEAST_SERIES and self.pulses >= TRIAL_FROM

    @property
    def said(self) -> Text:
        if not self.enough:
            return Text(
                f"Les réponses aux pouls ne donnent de signal qu’à partir de {LEAST_SERIES} binômes et de {TRIAL_FROM} pouls.",
                f"Answers to pulses give signals only from {LEAST_SERIES} pairs and {TRIAL_FROM} pulses on.",
            )
        low, high = (self.pairs * chance for chance in for_nothing_in_pair(self.pulses))
        return Text(
            f"Sur {self.pairs} binômes et {self.pulses} pouls, même si rien ne changeait nulle part, {number(low, 'fr')} à "
            f"{number(high, 'fr')} signal de ce genre sonnerait par hasard.",
            f"Over {self.pairs} pairs and {self.pulses} pulses, even if nothing changed anywhere, {number(low, 'en')} to "
            f"{number(high, 'en')} such signals would ring by chance.",
        )


@reading
def signals_of_pair(circle: Circle, *, to: Person) -> list[SignalSeen]:
    """The signals of a pair, for its two halves: the latest first."""
    if not any(half.person_id == to.pk for half in halves_of(circle)):
        return []
    return _seen(Signal.objects.filter(circle=circle))


@reading
def signals_waiting(person: Person) -> list[SignalSeen]:
    """Signals of this person's own pair that nobody has closed."""
    theirs = {"circle__memberships__person": person, "circle__memberships__left_at": None}
    return _seen(Signal.objects.filter(closed_at=None, circle__kind=Kind.PAIR, **theirs))


def heard_by(person: Person) -> QuerySet[Circle]:
    """The cohorts whose signals this person sees: those they facilitate, and do not speak in as a manager."""
    stays = Membership.objects.filter(person=person, left_at=None, charge__in=FACILITATING)
    return Circle.objects.filter(kind=Kind.COHORT, pk__in=stays.exclude(voice=Voice.MANAGER).values("circle"))


def hears_of(cohort: Circle | int, person: Person) -> bool:
    """Does this person see the signals of a cohort: do they facilitate it, and not speak there as a manager?"""
    number = cohort if isinstance(cohort, int) else cohort.pk
    return heard_by(person).filter(pk=number).exists()


@reading
def cohorts_signalling(person: Person) -> list[Circle]:
    """The cohorts that this person facilitates, where a signal waits."""
    open_now = Signal.objects.filter(closed_at=None).values("circle__parent")
    return list(heard_by(person).filter(pk__in=open_now).order_by("name", "pk"))


@reading
def signals_of_cohort(circle: Circle, *, to: Person) -> list[SignalSeen] | None:
    """The signals of a cohort's pairs, by their day, for those who facilitate it; None for everybody else."""
    if not hears_of(circle, to):
        return None
    return _seen(Signal.objects.filter(circle__in=pairs_in(circle.pk)))


@reading
def watched_in(circle: Circle, *, to: Person) -> Watched | None:
    """What the watch over a cohort rests on. Pairs as there are, whether they answer or not: their silence is theirs."""
    if not hears_of(circle, to):
        return None
    pairs = pairs_in(circle.pk)
    last = Pulse.objects.filter(circle__in=pairs).exclude(watched_at=None).order_by("-number").first()
    return Watched(pairs.count(), last.number if last else 0)


@reading
def rings_for_nothing(pulses: int) -> Text:
    """The same for one pair, said to its two halves."""
    low, high = (max(1, round(100 * chance)) for chance in for_nothing_in_pair(pulses))
    return Text(
        f"Ce signal se trompe parfois : en {pulses} pouls, il sonne pour rien dans {low} à {high} binômes sur 100.",
        f"This signal is sometimes wrong: in {pulses} pulses, it rings for nothing in {low} to {high} pairs of 100.",
    )


@reading
def signal(pk: int, *, to: Person) -> Signal | None:
    """One signal, for its two halves and for those who facilitate the cohort; None as if it did not exist."""
    theirs = {"circle__parent__in": heard_by(to)}
    mine = {
        "circle__kind": Kind.PAIR,
        "circle__memberships__person": to,
        "circle__memberships__left_at": None,
    }
    rows = Signal.objects.filter(Q(**theirs) | Q(**mine), pk=pk).select_related("circle")
    return rows.distinct().first()  # one question to the database, whether or not it exists


@reading
def told_of_signal(pk: int) -> tuple[int, list[int], int, list[int]]:
    """(pair, its halves, cohort, its facilitators): whom to tell of a signal, all at the same time."""
    circle = Signal.objects.select_related("circle").get(pk=pk).circle
    cohort = cohort_of(circle) or 0
    halves = [half.person_id for half in halves_of(circle)]
    return (
        circle.pk,
        halves,
        cohort,
        [one.person_id for one in hearing(cohort) if one.person_id not in halves],
    )


def _seen(rows: QuerySet[Signal]) -> list[SignalSeen]:
    found = rows.select_related("circle", "closed_by").order_by("-raised_at", "-pk")
    return [_one(row) for row in found]


def _one(row: Signal) -> SignalSeen:
    question = QUESTIONS[SignalKind(row.kind)]
    names = tuple(half.person.shown for half in halves_of(row.circle_id))
    return SignalSeen(row, question, guides.guide(question.guide), names)
