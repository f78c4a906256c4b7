"""Letting everybody read a sheet, no longer, and reading one for others first."""

from __future__ import annotations

import hashlib
from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people.queries import Person
from polyphonie.practices import queries
from polyphonie.practices.commands.writing import LONG, held, topic
from polyphonie.practices.events import PeerRead, PublicAgreed, PublicTakenBack
from polyphonie.practices.models import PeerReading, Practice, PublicWord
from polyphonie.practices.rules import public as rules


@command
def make_public(practice: Practice, *, number: int, named: bool, licence: str, by: Person) -> None:
    """One author's own yes, of this text, under this licence; it is public once each has said so and two peers found
    nothing against it. Records `PublicAgreed`."""
    practice = held(practice)
    check(rules.why_not_make_public(practice, number, licence, by))
    _say(practice, by, yes=True, named=named, licence=licence)
    record(PublicAgreed(practice=practice.pk, number=practice.number), by=by, topic=topic(practice))


@command
def take_back(practice: Practice, *, by: Person) -> None:
    """One author no longer agrees: it is gone from outside, at once. Records `PublicTakenBack`."""
    practice = held(practice)
    check(rules.why_not_take_back(practice, by))
    _say(practice, by, yes=False)
    record(PublicTakenBack(practice=practice.pk), by=by, topic=topic(practice))


def _say(practice: Practice, by: Person, *, yes: bool, named: bool = False, licence: str = "") -> None:
    before = PublicWord.objects.filter(practice=practice).order_by("-pk").first()
    word = PublicWord(
        practice=practice,
        author=by,
        yes=yes,
        number=practice.number,
        named=named,
        licence=licence,
        said_at=clock.now(),
    )
    parts = [
        before.chain if before else "",
        practice.pk,
        by.pk,
        yes,
        practice.number,
        named,
        licence,
        word.said_at,
    ]
    word.chain = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    word.save()


@command
def read_for_public(
    practice: Practice, *, number: int, yes: bool, reasons: str, by: Person, named: bool = False
) -> PeerReading:
    """What a reader found in this text; told to its authors, with the reasons. The last word of a reader counts.

    Records `PeerRead`.
    """
    practice = held(practice)
    check(rules.why_not_read_for_public(practice, number, reasons, by))
    found = queries.sheet_to_read(practice.pk, to=by)
    assert found is not None  # noqa: S101 -- the rule above found it
    read: PeerReading = PeerReading.objects.update_or_create(
        practice=practice,
        reader=by,
        number=number,
        defaults={
            "voice": queries.reader_voice(found[0], to=by),
            "yes": yes,
            "reasons": reasons.strip()[:LONG],
            "named": named,
            "read_at": clock.now(),
        },
    )[0]
    record(PeerRead(practice=practice.pk, number=number), by=by, topic=topic(practice))
    return read


@command
def take_back_again(former: frozenset[tuple[int, datetime, int]], *, by: None = None) -> int:
    """After an older copy was put back: authors who had taken their word back (`queries.taken_back`) have. Returns how many."""
    again = 0
    for pk, begun, author in sorted(former - queries.taken_back()):
        here = {"practice": pk, "practice__entry__written_at": begun, "practice__entry__ended_at": None}
        words = PublicWord.objects.filter(**here, author=author)
        word = words.select_related("practice", "author").order_by("-pk").first()
        if word is not None and word.author.is_active:
            take_back(word.practice, by=word.author)
            again += 1
    return again
