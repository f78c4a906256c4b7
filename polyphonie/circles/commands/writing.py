"""The spine: writing an entry, showing it, widening it, withdrawing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import rules
from polyphonie.circles.events import (
    EntryReadAgain,
    EntryWithdrawn,
    WideningAsked,
    WideningConsented,
    WideningRefused,
)
from polyphonie.circles.models import (
    Authorship,
    Circle,
    Entry,
    Link,
    SecondReading,
    Widening,
    WideningConsent,
)
from polyphonie.people.queries import Person


def _topic(entry: Entry) -> str:
    return f"circle:{entry.circle_id}"


@command
def write_entry(
    circle: Circle,
    *,
    kind: str,
    authors: Iterable[Person],
    by: Person | None,
    reach: str = "members",
    shown: bool = False,
    open_to_future: bool = False,
    language: str = "fr",
    lasts_days: int | None = None,
) -> Entry:
    """Give a written thing its place: a home, authors, who it reaches. The room that holds the words records the fact.

    `lasts_days`: after so many days it ends by itself, for everybody, and its words are forgotten.
    """
    now = clock.now()
    entry = Entry.objects.create(
        circle=circle,
        kind=kind,
        language=language,
        reach=reach,
        open_to_future=open_to_future,
        written_at=now,
        shown_at=now if shown else None,
        until=now + timedelta(days=lasts_days) if lasts_days else None,
    )
    Authorship.objects.bulk_create(Authorship(entry=entry, person=p) for p in authors)
    return entry


@command
def show_entries(entries: Iterable[int], *, by: Person | None) -> None:
    """Open what was sealed: from now on its reach may read it."""
    Entry.objects.filter(pk__in=list(entries), shown_at=None).update(shown_at=clock.now())


@command
def seal_entries(entries: Iterable[int], *, by: Person | None) -> None:
    """Close what was shown: only its authors read it again, wherever it had been opened to. The room records the fact."""
    Entry.objects.filter(pk__in=list(entries)).update(shown_at=None)


@command
def add_authors(entry: Entry, *, persons: Iterable[int], by: Person | None) -> None:
    """These persons are authors too: to open it further, their consent is asked as well. The room records the fact."""
    already = set(Authorship.objects.filter(entry=entry).values_list("person", flat=True))
    new = sorted(set(persons) - already)
    Authorship.objects.bulk_create(Authorship(entry=entry, person_id=person) for person in new)


@command
def remove_author(entry: Entry, *, person: Person, by: Person | None) -> None:
    """This person no longer decides for it, nor is it theirs. The room records the fact."""
    Authorship.objects.filter(entry=entry, person=person).delete()


@command
def withdraw_entry(entry: Entry, *, by: Person) -> None:
    """One author takes it back, for everybody, at once. Records `EntryWithdrawn`: the words are forgotten too."""
    check(rules.why_not_withdraw(entry, by))
    forget_words([entry.pk], by=by)


@command
def forget_words(entries: Iterable[int], *, by: Person | None) -> None:
    """End entries and have their rooms forget the words: a withdrawal, or an erasure. Records `EntryWithdrawn`."""
    for entry in Entry.objects.filter(pk__in=list(entries), ended_at=None):
        entry.ended_at, entry.ended_by = clock.now(), by
        entry.save(update_fields=["ended_at", "ended_by"])
        record(EntryWithdrawn(entry=entry.pk), by=by, topic=_topic(entry))


@command
def confirm_reading(entry: Entry, *, by: Person) -> None:
    """Somebody from another voice read it and recognises nobody: it may now be opened. Records `EntryReadAgain`."""
    check(rules.why_not_confirm_reading(entry, by))
    SecondReading.objects.get_or_create(entry=entry, reader=by, defaults={"read_at": clock.now()})
    record(EntryReadAgain(entry=entry.pk), by=by, topic=_topic(entry))


@command
def widen(
    entry: Entry, *, to: Circle, by: Person, purpose: str = "", future_members: bool = False
) -> Widening:
    """Ask that one more circle may read; the author who asks thereby says yes for their part, and theirs only.

    Records `WideningAsked`, `WideningConsented`.
    """
    check(rules.why_not_widen(entry, to, by))
    widening, _ = Widening.objects.get_or_create(
        entry=entry,
        circle=to,
        defaults={"asked_by": by, "asked_at": clock.now(), "purpose": purpose.strip()[:300]},
    )
    record(WideningAsked(entry=entry.pk, widening=widening.pk), by=by, topic=_topic(entry))
    answer_widening(widening, yes=True, future_members=future_members, by=by)
    return widening


@command
def answer_widening(widening: Widening, *, yes: bool, by: Person, future_members: bool = False) -> None:
    """One author's own yes, or no longer. Append only: the last word counts, every word stays as proof.

    Records `WideningConsented` or `WideningRefused`.
    """
    check(rules.why_not_answer_widening(widening, by))
    entry = Entry.objects.get(pk=widening.entry_id)
    audience = audience_sentence(widening.circle, future_members)
    before = WideningConsent.objects.filter(widening=widening).order_by("-pk").first()
    said_at = clock.now()
    chain = "|".join(
        map(str, [before.chain if before else "", widening.pk, by.pk, yes, future_members, audience, said_at])
    )
    WideningConsent.objects.create(
        widening=widening,
        author=by,
        yes=yes,
        future_members=future_members,
        audience=audience,
        said_at=said_at,
        chain=hashlib.sha256(chain.encode()).hexdigest(),
    )
    fact = WideningConsented if yes else WideningRefused
    record(fact(entry=entry.pk, widening=widening.pk), by=by, topic=_topic(entry))


def audience_sentence(circle: Circle, future_members: bool) -> str:
    """What the author was shown when they said yes: kept with their word."""
    people = circle.memberships.filter(left_at=None).count()
    future = " et à venir" if future_members else ""
    return f"{circle.name} : {people} membres présents{future}"[:300]


@command
def link(source: Entry, *, to: Entry, kind: str, by: Person | None) -> Link:
    """Say that one entry led to another, was adapted from it, or answers it."""
    made, _ = Link.objects.get_or_create(source=source, target=to, kind=kind)
    return made
