"""Answering a step, for oneself or for somebody who has no device; taking an answer back."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import Refusal, check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Entry
from polyphonie.gatherings import rules
from polyphonie.gatherings.commands.running import close_gathering, close_step, open_next
from polyphonie.gatherings.events import AnswerGiven
from polyphonie.gatherings.models import Contribution, Gathering, StepRun, WithoutDevice
from polyphonie.gatherings.queries import topic
from polyphonie.gatherings.queries.seeing import RunSeen, Table
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Step
from polyphonie.people.queries import Person

REACH = {"author": "authors", "facilitators": "facilitators", "participants": "members", "circle": "members"}


@command
def answer(
    run: StepRun, *, answer: Any, by: Person, for_: Person | None = None, more_to_come: bool = False
) -> Contribution:
    """Give one's answer, or change it; the step then closes by itself where its guide says so. Records `AnswerGiven`.

    `for_` is somebody without a device: the answer is theirs, and says that `by` typed it. `more_to_come`: another
    card is in hand, of somebody the house may not know yet; the step waits for it.
    """
    row = (
        Gathering.objects.select_related("assembly").select_for_update(of=("self",)).get(pk=run.gathering_id)
    )
    check(rules.why_not_answer(StepRun.objects.select_related("gathering").get(pk=run.pk), by))
    author = for_ or by
    if for_ is not None:
        check(rules.why_not_write_for(row, by))
        if not WithoutDevice.objects.filter(gathering=row, person=for_).exists():
            raise rules.NOT_FOUND
    table = Table(row)
    seen = next(r for r in table.whole() if r.pk == run.pk)
    if author.pk not in {s.person for s in table.awaited(seen)}:
        raise Refusal(
            "Cette étape ne vous attend pas : c’est au tour d’autres personnes.",
            "This step is not waiting for you: it is for others.",
        )
    stored = seen.kind.store(answer)
    if len(json.dumps(stored, ensure_ascii=False)) > rules.MOST_WORDS:
        raise Refusal(
            "Ce texte est trop long pour une séance. Gardez l’essentiel : vingt mille signes au plus.",
            "This text is too long for a gathering. Keep the essential: twenty thousand characters at most.",
        )
    contribution = _keep(run, seen, row, stored, author, by)
    record(
        AnswerGiven(gathering=row.pk, run=run.pk, contribution=contribution.pk), by=author, topic=topic(row)
    )
    if not more_to_come:
        _close_when_all_answered(row, seen.step, run)
    return contribution


def _keep(
    run: StepRun, seen: RunSeen, gathering: Gathering, stored: Any, author: Person, by: Person
) -> Contribution:
    step = seen.step
    scribe = by if by.pk != author.pk else None
    existing = Contribution.objects.filter(run=run, person=author).select_related("entry").first()
    if existing and existing.entry.ended_at is None:
        check(rules.why_not_change(existing.entry))
        existing.answer, existing.sent_at, existing.scribed_by = stored, clock.now(), scribe
        existing.save(update_fields=["answer", "sent_at", "scribed_by"])
        return existing
    entry = circles.write_entry(
        gathering.assembly,
        kind=seen.kind.entry_kind,
        authors=[author],
        reach=REACH[step.seen_by],
        shown=step.reveal == "at_once",
        open_to_future=True,
        language=author.language,
        lasts_days=seen.kind.lasts(seen.settings),
        by=by,
    )
    if step.seen_by == "circle" and scribe is None and not gathering.rehearsal:
        # The sentence under the question named this circle, present and future members: sending is the author's yes.
        circles.widen(entry, to=gathering.circle, by=author, future_members=True, purpose=gathering.subject)
    if existing:
        existing.entry, existing.answer, existing.sent_at, existing.scribed_by = (
            entry,
            stored,
            clock.now(),
            scribe,
        )
        existing.save()
        return existing
    return Contribution.objects.create(
        run=run, person=author, entry=entry, answer=stored, sent_at=clock.now(), scribed_by=scribe
    )


def _close_when_all_answered(gathering: Gathering, step: Step, run: StepRun) -> None:
    """Once everybody has answered, a hidden round opens itself; over several days, so does the next step."""
    if step.reveal != "when_all_answered" and gathering.mode == "live":
        return
    table = Table(gathering)
    seen = next(r for r in table.whole() if r.pk == run.pk)
    if {s.person for s in table.awaited(seen)} - table.answered(run.pk):
        return
    if registry.furnished(step.kind).kind.why_not_close(seen.settings, seen.said, len(seen.said), seen.about):
        return
    close_step(gathering, by=None)
    if gathering.mode == "async":
        _go_on(gathering)


def _go_on(gathering: Gathering) -> None:
    """The next step may wait for somebody to carry a role: whoever facilitates sees it; the answer is kept all the same.

    After the last one nobody has to come back: the record is there.
    """
    try:
        with transaction.atomic():
            if open_next(gathering, by=None) is None:
                close_gathering(gathering, by=None)
    except Refusal:
        return


@command
def take_back(contribution: int, *, by: Person) -> None:
    """Withdraw one's own words, from everybody, at once; anybody else's do not exist for `by`.

    Records `EntryWithdrawn`; the gathering hears it and records `AnswerTakenBack`.
    """
    row = Contribution.objects.filter(pk=contribution).first()
    if row is None:
        raise rules.NOT_FOUND
    circles.withdraw_entry(Entry.objects.get(pk=row.entry_id), by=by)
