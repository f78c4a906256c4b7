"""The journal of a crisis: noting in a minute what was improvised; afterwards, making a sheet of several notes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.writing import STEP, begin, on_one_line, topic
from polyphonie.practices.events import BricolageNoted, PracticeWritten
from polyphonie.practices.models import Borrowing, Bricolage, Practice


@command
def note(circle: Circle, *, what: str, by: Person, means: str = "", for_whom: str = "") -> Bricolage:
    """Note what was improvised: those who belong to the circle now read it. Records `BricolageNoted`."""
    check(rules.why_not_note(circle, what, by))
    entry = circles.write_entry(circle, kind="bricolage", authors=[by], shown=True, by=by)
    made = Bricolage.objects.create(
        entry=entry,
        circle=circle,
        noted_by=by,
        what=on_one_line(what)[:300],
        means=on_one_line(means)[:300],
        for_whom=on_one_line(for_whom)[:200],
        noted_at=clock.now(),
    )
    record(BricolageNoted(bricolage=made.pk, circle=circle.pk), by=by, topic=f"circle:{circle.pk}")
    return made


@command
def gather(circle: Circle, *, notes: Iterable[int], by: Person, language: str = "fr") -> Practice:
    """Begin a sheet with these notes: each becomes a step, and whoever noted it an author, who signs. Records
    `PracticeBegun`, `PracticeWritten`."""
    wanted = set(notes)
    chosen = [one for one in queries.journal(circle, to=by) if one.pk in wanted][: rules.MOST_STEPS]
    check(rules.why_not_gather(chosen))
    practice = begin(circle, by=by, situation="crisis", language=language)
    practice.tried = [one.what[:STEP] for one in chosen]
    practice.means = "\n".join(one.means for one in chosen if one.means)
    practice.for_whom = chosen[0].for_whom
    practice.tried_on = timezone.localdate(chosen[0].noted_at)
    practice.number += 1
    practice.save()
    for one in chosen:
        circles.link(one.entry, to=practice.entry, kind="led_to", by=by)
        for words in filter(None, (one.what, one.means, one.for_whom)):
            Borrowing.objects.create(
                practice=practice, source=one.entry, person_id=one.noted_by_id, words=words
            )
    people = [one.noted_by_id for one in chosen if one.noted_by_id]
    circles.add_authors(practice.entry, persons=people, by=by)
    record(PracticeWritten(practice=practice.pk, number=practice.number), by=by, topic=topic(practice))
    return practice
