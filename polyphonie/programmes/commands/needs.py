"""Saying what a team needs, on the page of a call; answering it; taking either back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.programmes import rules
from polyphonie.programmes.commands.calls import topic
from polyphonie.programmes.events import (
    NeedAnswered,
    NeedAnswerTakenBack,
    NeedPosted,
    NeedTakenBack,
    NeedWithheld,
)
from polyphonie.programmes.models import Application, Need, NeedAnswer
from polyphonie.programmes.queries import NeedSeen

LINES = {"team": 120, "what": 600, "whom": 300, "time": 120}
LONGEST_WORDS = 300


@command
def carry_need(application: Application, *, lines: Mapping[str, str], by: Person | None) -> Need:
    """Say what a team needs, or say it again. Anybody who holds the link of the call reads it once this application is sent;
    unless coordinators had taken the one before off the page: they alone show it again.

    Records `NeedPosted` then.
    """
    check(rules.why_not_write(application))
    check(rules.why_not_carry_need(application, {line: lines.get(line, "") for line in LINES}))
    kept = {line: lines[line].strip()[:most] for line, most in LINES.items()}
    new = {**kept, "written_at": clock.now(), "withheld_at": _withheld_before(application)}
    made, _ = Need.objects.update_or_create(application=application, defaults=kept, create_defaults=new)
    if application.sent_at is not None:
        _posted(made, application, by)
    return made


def _withheld_before(application: Application) -> datetime | None:
    return Application.objects.values_list("need_withheld_at", flat=True).get(pk=application.pk)


def _posted(need: Need, application: Application, by: Person | None) -> None:
    record(NeedPosted(need=need.pk, call=application.call_id), by=by, topic=topic(application.call_id))


@command
def take_need_back(application: Application, *, by: Person | None) -> None:
    """The team looks for nobody any more: the need goes, and with it the answers it had.

    Records `NeedTakenBack`, unless nothing was sent.
    """
    row = Need.objects.filter(application=application).first()
    if row is None:
        return
    taken = NeedTakenBack(need=row.pk, call=application.call_id)
    row.delete()
    Application.objects.filter(pk=application.pk).update(need_withheld_at=row.withheld_at)
    if application.sent_at is not None:
        record(taken, by=by, topic=topic(application.call_id))


@command
def withhold_need(need: Need, *, by: Person) -> None:
    """A coordinator takes a need off the page of its call; its words and answers stay. Records `NeedWithheld`."""
    check(rules.why_not_coordinate(need.application.call.cohort, by))
    _withhold(need, by, withheld_by=by, withheld_at=clock.now())


@command
def show_need(need: Need, *, by: Person) -> None:
    """The need stands on the page again. Records `NeedWithheld`."""
    check(rules.why_not_coordinate(need.application.call.cohort, by))
    _withhold(need, by, withheld_by=None, withheld_at=None)


def keep_off(applications: Collection[int]) -> int:
    """After an older copy was put back: what coordinators had taken off the page is off it, and so is what is written anew."""
    Application.objects.filter(pk__in=applications, need_withheld_at=None).update(
        need_withheld_at=clock.now()
    )
    shown = Need.objects.filter(application__in=applications, withheld_at=None).select_related("application")
    for need in (found := list(shown)):
        _withhold(need, None, withheld_at=clock.now())
    return len(found)


def _withhold(need: Need, by: Person | None, **change: object) -> None:
    Need.objects.filter(pk=need.pk).update(**change)
    call = need.application.call_id
    record(NeedWithheld(need=need.pk, call=call), by=by, topic=topic(call))


@command
def answer_need(application: Application, *, need: NeedSeen, words: str = "", by: Person | None) -> None:
    """Answer a need, instead of the one answered so far. The coordinators read it once this application is sent.

    Records `NeedAnswered` then.
    """
    check(rules.why_not_write(application))
    list(Need.objects.select_for_update().filter(pk=need.pk))  # whoever takes it back meanwhile waits
    check(rules.why_not_answer_need(application.call, need, application.voice))
    given = {"need_id": need.pk, "words": words.strip()[:LONGEST_WORDS], "answered_at": clock.now()}
    NeedAnswer.objects.update_or_create(application=application, defaults=given)
    if application.sent_at is not None:
        _answered(need.pk, application, by)


def _answered(need: int, application: Application, by: Person | None) -> None:
    record(NeedAnswered(need=need, call=application.call_id), by=by, topic=topic(application.call_id))


@command
def stop_answering(application: Application, *, by: Person | None) -> None:
    """Answer no need any more. Records `NeedAnswerTakenBack`, unless nothing was sent."""
    row = NeedAnswer.objects.filter(application=application).first()
    if row is None:
        return
    row.delete()
    if application.sent_at is not None:
        taken = NeedAnswerTakenBack(need=row.need_id, call=application.call_id)
        record(taken, by=by, topic=topic(application.call_id))


def say_what_was_sent(application: Application, by: Person | None) -> None:
    """An application was sent, and with it the need it carries and the answer it gives."""
    for need in Need.objects.filter(application=application):
        _posted(need, application, by)
    for answer in NeedAnswer.objects.filter(application=application):
        _answered(answer.need_id, application, by)


def forget_needs(applications: list[int]) -> None:
    """What these people carried for a team, and what they answered, goes with their words."""
    Need.objects.filter(application__in=applications).delete()
    NeedAnswer.objects.filter(application__in=applications).delete()
