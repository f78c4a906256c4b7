"""Signing a sheet, adding an author, no longer being one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.thinning import take_out, take_out_below
from polyphonie.practices.commands.writing import held, topic, unsign
from polyphonie.practices.events import (
    AuthorAdded,
    AuthorSteppedOut,
    LinesKept,
    LinesLent,
    PracticeShown,
    PracticeSigned,
)
from polyphonie.practices.models import Borrowing, Practice, Signature


@command
def sign(
    practice: Practice,
    *,
    number: int,
    by: Person,
    release: Iterable[int] = (),
    may_be_taken_up: bool = False,
) -> None:
    """Sign the text that one read; the circle reads it once all have. Records `PracticeSigned`, then `PracticeShown`.

    `release`: the quotes of one's own words that may stand in the sheet; the others go from it.
    """
    practice = held(practice)
    check(rules.why_not_sign(practice, number, by))
    mine = Borrowing.objects.filter(practice=practice, person=by, quoted=True)
    mine.filter(pk__in=list(release), released_at=None).update(released_at=clock.now())
    mine.filter(released_at=None).delete()
    Signature.objects.update_or_create(
        practice=practice,
        person=by,
        defaults={"may_be_taken_up": may_be_taken_up, "signed_at": clock.now()},
    )
    record(PracticeSigned(practice=practice.pk, number=practice.number), by=by, topic=topic(practice))
    show_if_signed(practice, by)


def show_if_signed(practice: Practice, by: Person | None) -> None:
    """Once every author signed, the circle reads it, and those who will join."""
    if practice.entry.shown_at is None and not queries.awaited(practice.pk):
        circles.show_entries([practice.entry_id], by=by)
        record(PracticeShown(practice=practice.pk, circle=practice.circle_id), by=by, topic=topic(practice))


@command
def keep_my_lines(practice: Practice, *, by: Person) -> None:
    """Let nobody take up one's lines any more: who adapts the sheet from now on copies none of it. What was copied stays, and so
    do the signatures. Records `LinesKept`."""
    if _lends(practice, False, by):
        record(LinesKept(practice=practice.pk), by=by, topic=topic(practice))


@command
def lend_my_lines(practice: Practice, *, by: Person) -> None:
    """Let other circles that read the sheet take up one's lines; they may once each of its authors does. Records `LinesLent`."""
    if _lends(practice, True, by):
        record(LinesLent(practice=practice.pk), by=by, topic=topic(practice))


@command
def keep_lines_again(former: frozenset[tuple[int, datetime, int]], *, by: None = None) -> int:
    """After an older copy was put back: authors who kept their lines (`queries.lines_kept`) keep them. Returns how many."""
    again = 0
    for pk, begun, person in sorted(former - queries.lines_kept()):
        here = {"practice": pk, "practice__entry__written_at": begun, "practice__entry__ended_at": None}
        signed = Signature.objects.filter(**here, person=person).select_related("practice", "person").first()
        if signed is not None and signed.person.is_active:
            keep_my_lines(signed.practice, by=signed.person)
            again += 1
    return again


def _lends(practice: Practice, yes: bool, by: Person) -> bool:
    """Did this author say the contrary before?"""
    practice = held(practice)
    check(rules.why_not_lend(practice, by))
    mine = Signature.objects.filter(practice=practice, person=by, may_be_taken_up=not yes)
    return bool(mine.update(may_be_taken_up=yes))


@command
def add_author(practice: Practice, *, person: Person, by: Person) -> None:
    """One more author, who reads it from now on and signs too; until then it is shown no more. Records `AuthorAdded`."""
    practice = held(
        practice
    )  # somebody who signs at the same moment finds one author more, or is sealed after
    check(rules.why_not_add_author(practice, person, by))
    circles.add_authors(practice.entry, persons=[person.pk], by=by)
    circles.seal_entries([practice.entry_id], by=by)
    record(AuthorAdded(practice=practice.pk, person=person.pk), by=by, topic=topic(practice))


@command
def step_out(practice: Practice, *, by: Person) -> None:
    """Be an author no longer: the words taken from one's own answers leave the sheet too, and its adaptations. Records
    `AuthorSteppedOut`.

    If words left, the others sign again what remains: it is another text.
    """
    practice = held(practice)
    check(rules.why_not_step_out(practice, by))
    mine = list(practice.borrowings.filter(person=by))
    thinner = take_out(practice, mine)
    take_out_below(practice, mine, person=by.pk)
    circles.remove_author(practice.entry, person=by, by=by)
    Signature.objects.filter(practice=practice, person=by).delete()
    if thinner:
        unsign(practice)
    record(AuthorSteppedOut(practice=practice.pk, person=by.pk), by=by, topic=topic(practice))
    if not thinner and Signature.objects.filter(practice=practice).exists():
        show_if_signed(practice, by)
