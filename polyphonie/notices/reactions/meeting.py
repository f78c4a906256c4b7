"""What a gathering, a decision or a request makes known."""

from __future__ import annotations

from datetime import datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Kind
from polyphonie.commitments import queries as commitments
from polyphonie.commitments.events import RequestAnswered, RequestMade
from polyphonie.decisions.events import DecisionAdopted
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.events import (
    DateSettled,
    DatesProposed,
    DateTakenBack,
    GatheringClosed,
    GatheringOpened,
    GatheringPlanned,
    StepOpened,
)
from polyphonie.gatherings.queries import Gathering
from polyphonie.notices import commands, letters

SOON = timedelta(hours=36)
ONE_DAY, TWO_DAYS = timedelta(days=1), timedelta(days=2)


def members(circle: int) -> set[int]:
    return {m.person_id for m in circles.members(circle)}


@hears(GatheringPlanned)
@command
def callmembers(fact: GatheringPlanned, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.rehearsal or gatherings.looking_for_a_date(gathering):
        return  # they are asked when they can come, instead
    soon = gathering.planned_at is None or _is_soon(gathering)
    path = f"/gatherings/{gathering.pk}/"
    commands.tell(
        members(fact.circle) - {by},
        kind="gathering",
        key=f"gathering:{gathering.pk}",
        path=path,
        urgent=soon,
    )


def _is_soon(gathering: Gathering) -> bool:
    return gathering.planned_at is not None and gathering.planned_at - clock.now() < SOON


@hears(DatesProposed)
@command
def ask_when(fact: DatesProposed, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    key, path = f"dates:{gathering.pk}:{fact.dates[0]}", f"/gatherings/{gathering.pk}/dates/"
    commands.tell(members(gathering.circle_id) - {by}, kind="dates", key=key, path=path)


@hears(DateSettled)
@command
def say_the_date(fact: DateSettled, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    _tell_date(gathering, kind="settled", urgent=_is_soon(gathering), but=by)


@hears(DateTakenBack)
@command
def say_there_is_no_date(fact: DateTakenBack, by: int | None) -> None:
    _tell_date(Gathering.objects.get(pk=fact.gathering), kind="undated", urgent=True, but=by)


def _tell_date(gathering: Gathering, *, kind: str, urgent: bool, but: int | None) -> None:
    """Each change of date is told once to each member of the circle."""
    key, path = f"date:{gathering.pk}:{gathering.date_moves}", f"/gatherings/{gathering.pk}/"
    commands.tell(members(gathering.circle_id) - {but}, kind=kind, key=key, path=path, urgent=urgent)


@hears(GatheringOpened)
@command
def call_by_mail(fact: GatheringOpened, by: int | None) -> None:
    """Over several days nobody comes to a door: members get a link by which they take part and answer."""
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.mode == "async" and not gathering.rehearsal:
        commands.tell(
            members(gathering.circle_id) - {by},
            kind="opened",
            key=f"opened:{gathering.pk}",
            path=lambda person: f"/answer/{gatherings.link_of(gathering, person)}/",
            urgent=True,
        )


@hears(StepOpened)
@command
def ask_for_answers(fact: StepOpened, by: int | None) -> None:
    """Over several days, those whose answer is awaited are told; in the room they are looking at it already."""
    gathering = Gathering.objects.get(pk=fact.gathering)
    if gathering.mode == "async" and not gathering.rehearsal:
        soon = (
            datetime.fromisoformat(fact.deadline) - clock.now() < TWO_DAYS
        )  # a morning's digest would eat half of it
        tell_awaited(gathering, kind="step", key=f"step:{fact.run}", urgent=soon, but=by)


def tell_awaited(gathering: Gathering, *, kind: str, key: str, urgent: bool, but: int | None = None) -> None:
    """Each gets a link by which that person answers, without signing in."""
    persons = gatherings.awaited_now(gathering) - {but}
    commands.tell(
        persons,
        kind=kind,
        key=key,
        path=lambda person: f"/answer/{gatherings.link_of(gathering, person)}/",
        urgent=urgent,
    )


@hears(GatheringClosed)
@command
def send_record(fact: GatheringClosed, by: int | None) -> None:
    gathering = Gathering.objects.get(pk=fact.gathering)
    if not gathering.rehearsal:
        persons = {m.person_id for m in gatherings.people_in(gathering)}
        commands.tell(
            persons,
            kind="record",
            key=f"record:{gathering.pk}",
            path=lambda person: _record(gathering, person),
        )


def _record(gathering: Gathering, person: int) -> str:
    """Whoever lived it by mail reads it by the same link, for a week; the others come in."""
    if gathering.mode == "async":
        return f"/answer/{gatherings.link_of(gathering, person)}/"
    return f"/gatherings/{gathering.pk}/record/"


@hears(DecisionAdopted)
@command
def announce_decision(fact: DecisionAdopted, by: int | None) -> None:
    circle = circles.Circle.objects.get(pk=fact.circle)
    if circle.kind != Kind.GATHERING:
        path = f"/decisions/{fact.decision}/"
        commands.tell(members(fact.circle), kind="decision", key=f"decision:{fact.decision}", path=path)


@hears(RequestMade)
@command
def write_to_the_person_asked(fact: RequestMade, by: int | None) -> None:
    letters.write_to(fact.request, kind="asked", key=f"asked:{fact.request}")


@hears(RequestAnswered)
@command
def say_what_was_answered(fact: RequestAnswered, by: int | None) -> None:
    """Those who may read the request hear that there is an answer."""
    asked = commitments.live_request(fact.request)
    if asked is not None and fact.stance != "received":
        path, key = f"/requests/{asked.pk}/", f"answer:{asked.pk}:{fact.stance}"
        commands.tell(members(asked.entry.circle_id) - {by}, kind="answer", key=key, path=path)
