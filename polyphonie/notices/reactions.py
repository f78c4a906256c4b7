"""Who is told what, when something happens and when a day comes."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base import beats, clock
from polyphonie.base.facts import hears
from polyphonie.base.models import Once
from polyphonie.base.scope import command
from polyphonie.circles import queries as circles
from polyphonie.circles.events import WideningAsked
from polyphonie.circles.queries import Kind
from polyphonie.commitments import queries as commitments
from polyphonie.decisions import queries as decisions
from polyphonie.decisions.events import DecisionAdopted
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.events import GatheringClosed, GatheringPlanned, StepOpened
from polyphonie.gatherings.queries import Gathering, StepRun
from polyphonie.notices import commands
from polyphonie.notices.models import Notice
from polyphonie.people.events import PersonErased

SOON = timedelta(hours=36)
KEPT = timedelta(days=90)
KEYS_KEPT = timedelta(days=30)


def _members(circle: int) -> set[int]:
    return {m.person_id for m in circles.members(circle)}


@hears(GatheringPlanned)
@command
def call_members(fact: GatheringPlanned, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.rehearsal:
        return
    soon = gathering.planned_at is None or gathering.planned_at - clock.now() < SOON
    path = f"/gatherings/{gathering.pk}/"
    commands.tell(
        _members(fact.circle) - {by},
        kind="gathering",
        key=f"gathering:{gathering.pk}",
        path=path,
        urgent=soon,
    )


@hears(StepOpened)
@command
def ask_for_answers(fact: StepOpened, by: int | None) -> None:
    """Over several days, those whose answer is awaited are told; in the room they are looking at it already."""
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.mode == "async" and not gathering.rehearsal:
        _tell_awaited(gathering, kind="step", key=f"step:{fact.run}", but=by)


def _tell_awaited(gathering: Gathering, *, kind: str, key: str, but: int | None = None) -> None:
    persons = gatherings.awaited_now(gathering) - {but}
    commands.tell(persons, kind=kind, key=key, path=f"/gatherings/{gathering.pk}/", urgent=kind == "reminder")


@hears(GatheringClosed)
@command
def send_record(fact: GatheringClosed, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if not gathering.rehearsal:
        persons = {m.person_id for m in gatherings.people_in(gathering)}
        commands.tell(
            persons, kind="record", key=f"record:{gathering.pk}", path=f"/gatherings/{gathering.pk}/record/"
        )


@hears(DecisionAdopted)
@command
def announce_decision(fact: DecisionAdopted, by: int | None) -> None:
    circle = circles.Circle.objects.get(pk=fact.circle)
    if circle.kind != Kind.GATHERING:
        path = f"/decisions/{fact.decision}/"
        commands.tell(_members(fact.circle), kind="decision", key=f"decision:{fact.decision}", path=path)


@hears(WideningAsked)
@command
def ask_authors(fact: WideningAsked, by: int | None) -> None:
    persons = circles.authors_of(fact.entry) - {by}
    commands.tell(persons, kind="widening", key=f"widening:{fact.widening}", path="/")


@hears(PersonErased)
@command
def forget_person(fact: PersonErased, by: int | None) -> None:
    Notice.objects.filter(person=fact.person).delete()


@beats.every(timedelta(minutes=10))
def remind() -> None:
    """At half and at four fifths of a step held over days, those who have said nothing: silence is not consent."""
    now = clock.now()
    for run in StepRun.objects.filter(closed_at=None, gathering__mode="async").select_related("gathering"):
        spent = (now - run.opened_at) / (run.deadline - run.opened_at)
        for number, part in enumerate((0.5, 0.8), start=1):
            if spent >= part and not run.gathering.rehearsal:
                _tell_awaited(run.gathering, kind="reminder", key=f"reminder:{run.pk}:{number}")


@beats.every(timedelta(hours=1))
def say_what_is_due() -> None:
    """Decisions to review and small steps whose date is near."""
    for decision, circle, day in decisions.due_now():
        commands.tell(
            _members(circle), kind="review", key=f"review:{decision}:{day}", path=f"/decisions/{decision}/"
        )
    for commitment, person, day in commitments.due_soon():
        key = f"commitment:{commitment}:{day}"
        commands.tell({person}, kind="commitment", key=key, path=f"/steps/{commitment}/")


@beats.every(timedelta(seconds=20))
def deliver() -> None:
    commands.deliver()


@beats.every(timedelta(days=1))
def forget_the_old() -> None:
    Notice.objects.filter(made_at__lt=clock.now() - KEPT).delete()
    Once.objects.filter(at__lt=clock.now() - KEYS_KEPT).delete()
