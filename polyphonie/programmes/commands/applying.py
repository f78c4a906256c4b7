"""Applying: alone, or with somebody; saved as one goes; sent, and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.commands.calls import topic
from polyphonie.programmes.commands.care import forget_agreements
from polyphonie.programmes.commands.needs import answer_need, forget_needs, say_what_was_sent
from polyphonie.programmes.events import ApplicationSent, ApplicationWithdrawn, ProposalEnded
from polyphonie.programmes.models import Application, Call, PairProposal
from polyphonie.programmes.queries import NeedSeen, Template

LINES = {"email": 254, "contact": 120, "care": 300, "refuses": 300, "reports_to": 300}
LONGEST_ANSWER = 600

NONE = timedelta()


@command
def apply_to(
    call: Call,
    *,
    name: str,
    voice: str,
    by: Person | None,
    language: str = "fr",
    together: Application | None = None,
    answering: NeedSeen | None = None,
) -> Application:
    """Begin an application: a first name and a voice. Nobody but its author reads it until it is sent.

    `by`: whose it is, where somebody applies for themselves; nobody, for whoever types for somebody else, or has no account.
    `together`: who gave the link, of somebody who comes with them; then both are asked. `answering`: the need of a team that
    made them come. No fact: nothing was sent.
    """
    check(rules.why_not_apply(call, name, voice))
    check(rules.why_not_begin(call))
    if together is not None:
        Call.objects.select_for_update().get(
            pk=call.pk
        )  # the same link, opened twice at once, makes one pair
        check(rules.why_not_come_together(together, voice, by))
    check(rules.why_not_apply_again(call, by))
    made = Application.objects.create(
        call=call, name=name.strip()[:60], voice=voice, language=language, person=by
    )
    if together is not None:
        pair = (made, together) if queries.side(voice) == 0 else (together, made)
        PairProposal.objects.create(call=call, first=pair[0], second=pair[1], by_themselves=True)
    if answering is not None:
        answer_need(made, need=answering, by=by)
    return made


@command
def save_application(
    application: Application, *, given: dict[str, Any], by: Person | None, send: bool = False
) -> None:
    """Keep what its author wrote, and send it to the coordinators when they say so. Records `ApplicationSent` once."""
    check(rules.why_not_write(application))
    check(rules.why_not_apply(application.call, given["name"], given["voice"]) if send else None)
    check(rules.why_not_change_voice(application, given["voice"]))
    check(rules.why_not_change_side(application, given["voice"]))
    template = queries.frozen(application.call.cohort)
    kept = {line: str(given.get(line) or "").strip()[:most] for line, most in LINES.items()}
    kept |= {"name": str(given["name"]).strip()[:60], "voice": given["voice"]}
    answers = _answers(template, given.get("answers") or {})
    Application.objects.filter(pk=application.pk).update(answers=answers, **kept)
    first = Application.objects.filter(pk=application.pk, sent_at=None)
    if send and first.update(sent_at=clock.now()):
        sent = ApplicationSent(application=application.pk, call=application.call_id)
        record(sent, by=by, topic=topic(application.call_id))
        say_what_was_sent(application, by)


def _answers(template: Template, given: dict[str, Any]) -> dict[str, Any]:
    """Only what the programme asks, and only what could be chosen."""
    kept: dict[str, Any] = {}
    for question in template.questions:
        said = given.get(question.id) or ""
        if question.kind == "text":
            kept[question.id] = str(said).strip()[:LONGEST_ANSWER]
        else:
            chosen = said if isinstance(said, list) else [said]
            there = [option.id for option in question.options if option.id in chosen]
            kept[question.id] = there if question.kind == "several" else there[:1]
    return kept


@command
def withdraw_application(application: Application, *, by: Person | None) -> None:
    """Its author takes it back: the words go, and the pairs it was asked for end; a pair that lives stays, until one of the
    two leaves it. Records `ApplicationWithdrawn`."""
    if application.withdrawn_at is not None:
        return
    forget([application.pk])
    record(ApplicationWithdrawn(application=application.pk), by=by, topic=topic(application.call_id))


def forget(applications: list[int], *, goodbye: timedelta = NONE) -> None:
    """Forget what people wrote to apply. The halves of a pair that lives keep a first name and their way back to it; whoever
    has no account, the address at which they learn that it has ended. `goodbye`: for so long after that, too."""
    living = queries.in_living_pairs(applications, or_ended_since=clock.now() - goodbye)
    _forget_answers(applications)
    Application.objects.filter(pk__in=living, person__email__isnull=False).update(email="")
    _forget_who([pk for pk in applications if pk not in living])


def empty(applications: list[int]) -> None:
    """Forget these applications: nothing of anybody stays in them. A pair that was formed is its own circle."""
    _forget_answers(applications)
    _forget_who(applications)


def _forget_who(applications: list[int]) -> None:
    Application.objects.filter(pk__in=applications).update(name="", email="", person=None)


def _forget_answers(applications: list[int]) -> None:
    """What was only asked for ends."""
    gone = Application.objects.filter(pk__in=applications)
    asked = PairProposal.objects.filter(Q(first__in=gone) | Q(second__in=gone), circle=None, ended_at=None)
    for proposal in asked:
        PairProposal.objects.filter(pk=proposal.pk).update(ended_at=clock.now())
        record(ProposalEnded(proposal=proposal.pk), by=None, topic=topic(proposal.call_id))
    forget_agreements(applications)
    forget_needs(applications)
    gone.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
    gone.update(contact="", answers={}, care="", refuses="", reports_to="")
