"""Pairing: rules and weights, two people kept together or apart, proposing, answering, the circle of a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people import commands as people
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.commands.calls import topic
from polyphonie.programmes.events import PairFormed, PairingChosen, PairProposed, ProposalEnded
from polyphonie.programmes.models import (
    Application,
    Call,
    PairAnswer,
    PairingChoice,
    PairProposal,
    PairWord,
)
from polyphonie.programmes.queries import CallSeen, Pairing


@command
def choose_rules(call: Call, *, chosen: dict[str, Any], by: Person) -> None:
    """Choose the rules, the weights and the draw of a pairing. Records `PairingChosen`."""
    check(rules.why_not_coordinate(call.cohort, by))
    check(rules.why_not_choose(chosen))
    PairingChoice.objects.update_or_create(call=call, defaults={"chosen": {**queries.CHOSEN, **chosen}})
    record(PairingChosen(call=call.pk), by=by, topic=topic(call))


@command
def say_of_two(seen: CallSeen, *, first: int, second: int, kind: str, by: Person) -> None:
    """Keep two people together, or apart, whatever is computed. Records `PairingChosen`."""
    check(rules.why_not_coordinate(seen.row.cohort, by))
    here = queries.paired(seen)
    one, other = here.people.get(first), here.people.get(second)
    check(rules.why_not_say(here, one, other, kind))
    assert one is not None and other is not None  # noqa: S101 -- the rule above refused None
    pair = (one, other) if queries.side(one.voice) == 0 else (other, one)
    PairWord.objects.update_or_create(
        first=pair[0], second=pair[1],
        defaults={"call": seen.row, "kind": kind, "said_by": by, "said_at": clock.now()},
    )  # fmt: skip
    record(PairingChosen(call=seen.row.pk), by=by, topic=topic(seen.row))


@command
def take_back_word(call: Call, *, word: int, by: Person) -> None:
    """Let these two be computed again. Records `PairingChosen`."""
    check(rules.why_not_coordinate(call.cohort, by))
    if PairWord.objects.filter(pk=word, call=call).delete()[0]:
        record(PairingChosen(call=call.pk), by=by, topic=topic(call))


@command
def propose_pairs(seen: CallSeen, *, pairs: Iterable[tuple[int, int]], by: Person) -> list[PairProposal]:
    """Ask each of two whether they would be a pair: of the pairs computed now, those that were chosen.

    Records `PairProposed` for each.
    """
    check(rules.why_not_coordinate(seen.row.cohort, by))
    Call.objects.select_for_update().get(pk=seen.row.pk)  # two coordinators ask the same people once
    here = queries.paired(seen)
    check(None if here.proved else rules.UNPROVED)
    computed = {(pair.first.pk, pair.second.pk) for pair in here.pairs}
    wanted = set(pairs)
    check(None if wanted and wanted <= computed else rules.CHANGED)
    return [_propose(seen.row, here, first, second, by) for first, second in sorted(wanted)]


def _propose(call: Call, here: Pairing, first: int, second: int, by: Person) -> PairProposal:
    made = PairProposal.objects.create(
        call=call,
        first=here.people[first],
        second=here.people[second],
        proposed_by=by,
        proposed_at=clock.now(),
        retained_at=clock.now(),
    )
    PairWord.objects.filter(call=call, first=first, second=second).delete()
    record(PairProposed(proposal=made.pk, first=first, second=second), by=by, topic=topic(call))
    return made


@command
def retain_pair(proposal: PairProposal, *, by: Person) -> None:
    """Welcome two people who come together: once both have said yes, their circle begins. Records `PairFormed` then."""
    check(rules.why_not_coordinate(proposal.call.cohort, by))
    held = _held(proposal)
    check(rules.why_not_welcome(held))
    PairProposal.objects.filter(pk=held.pk, retained_at=None).update(retained_at=clock.now(), proposed_by=by)
    _form_if_both(held)


def _held(proposal: PairProposal) -> PairProposal:
    """As it is now, for this transaction alone: its halves and those who coordinate act one after the other."""
    rows = PairProposal.objects.select_for_update(of=("self",))
    row: PairProposal = rows.select_related("first", "second", "call__cohort__circle").get(pk=proposal.pk)
    return row


@command
def end_proposal(proposal: PairProposal, *, by: Person) -> None:
    """A coordinator takes a proposal back before it became a pair. Records `ProposalEnded`."""
    check(rules.why_not_coordinate(proposal.call.cohort, by))
    held = _held(proposal)
    check(rules.ENDED if held.ended_at or held.circle_id else None)
    _end(held, by)


def _end(proposal: PairProposal, by: Person | None) -> None:
    PairProposal.objects.filter(pk=proposal.pk).update(ended_at=clock.now())
    record(ProposalEnded(proposal=proposal.pk), by=by, topic=topic(proposal.call_id))


@command
def answer_proposal(
    proposal: PairProposal, *, application: Application, yes: bool, by: Person | None
) -> PairProposal:
    """One half says yes, or no, through their own link. When both said yes, the circle of the pair begins.

    `by`: the account to which the application belongs; an account that only happens to be there becomes nobody's half.
    Records `PairFormed`, or `ProposalEnded` after a no: by nobody, so that the log does not tell who.
    """
    held = _held(proposal)
    check(rules.why_not_answer(held, application, yes=yes))
    PairAnswer.objects.create(proposal=held, application=application, yes=yes, answered_at=clock.now())
    if yes:
        _become_somebody(application)
        _form_if_both(held)
    else:
        _end(held, None)
    return PairProposal.objects.get(pk=held.pk)


def _become_somebody(application: Application) -> None:
    """Whoever says yes is a person of the house from now on: the account they applied with, or a first name."""
    row = Application.objects.get(pk=application.pk)
    if row.person_id is None:
        guest = people.welcome_guest(name=row.name, language=row.language)
        Application.objects.filter(pk=row.pk).update(person=guest)


def _form_if_both(proposal: PairProposal) -> None:
    held = _held(proposal)
    yes = set(PairAnswer.objects.filter(proposal=held, yes=True).values_list("application", flat=True))
    if held.circle_id or held.retained_at is None or {held.first_id, held.second_id} != yes:
        return
    halves = list(Application.objects.filter(pk__in=yes).select_related("person").order_by("pk"))
    circle = _found_pair(held.call.cohort.circle, halves)
    PairProposal.objects.filter(pk=held.pk).update(circle=circle)
    record(PairFormed(proposal=held.pk, circle=circle.pk), by=None, topic=topic(held.call_id))


def _found_pair(cohort: Circle, halves: list[Application]) -> Circle:
    """The place of two equals. It bears no name of anybody, nor of the cohort: whoever is erased leaves no word behind."""
    word = "Pair" if {half.language for half in halves} == {"en"} else "Binôme"
    # Whoever said yes became somebody.
    people = [(half.person, half.voice) for half in halves if half.person is not None]
    return circles.found_pair(cohort, name=f"{word} · {clock.today():%m/%Y}", halves=people)
