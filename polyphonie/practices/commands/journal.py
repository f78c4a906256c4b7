"""The journal of a crisis: noting in a minute what was improvised; afterwards, making sheets of several notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.gatherings.queries import Gathering
from polyphonie.gatherings.queries import topic as gathering_topic
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.writing import STEP, begin, on_one_line, topic
from polyphonie.practices.events import BricolageNoted, JournalLaidOut, PracticeWritten
from polyphonie.practices.models import Borrowing, Bricolage, JournalPeriod, Practice

WITHOUT_A_NETWORK = timedelta(days=14)  # how long a note may have waited on a phone


@command
def note(
    circle: Circle, *, what: str, by: Person, means: str = "", for_whom: str = "", at: datetime | None = None
) -> Bricolage:
    """Note what was improvised: those who belong to the circle now read it. Records `BricolageNoted`.

    `at`: when it was noted on a phone that had no network; a moment to come, or too long ago, is not believed.
    """
    check(rules.why_not_note(circle, what, by))
    now = clock.now()
    entry = circles.write_entry(circle, kind="bricolage", authors=[by], shown=True, by=by)
    made = Bricolage.objects.create(
        entry=entry,
        circle=circle,
        noted_by=by,
        what=on_one_line(what)[:300],
        means=on_one_line(means)[:300],
        for_whom=on_one_line(for_whom)[:200],
        noted_at=at if at and now - WITHOUT_A_NETWORK <= at <= now else now,
    )
    record(BricolageNoted(bricolage=made.pk, circle=circle.pk), by=by, topic=f"circle:{circle.pk}")
    return made


@command
def lay_out_journal(
    gathering: Gathering, *, first_day: date | None, last_day: date | None, by: Person
) -> JournalPeriod | None:
    """Have the notes of these days stand on the chronology of a gathering; of no day, none. Records `JournalLaidOut`.

    It opens nothing: each reads there what they could read already.
    """
    check(rules.why_not_lay_out(gathering, first_day, last_day, by))
    chosen = None
    if first_day and last_day:
        given = {"first_day": first_day, "last_day": last_day, "chosen_by": by, "chosen_at": clock.now()}
        chosen, _ = JournalPeriod.objects.update_or_create(gathering=gathering, defaults=given)
    else:
        JournalPeriod.objects.filter(gathering=gathering).delete()
    record(JournalLaidOut(gathering=gathering.pk), by=by, topic=gathering_topic(gathering))
    return chosen


@command
def sort_into_sheets(
    gathering: Gathering, *, piles: Sequence[tuple[str, Sequence[int]]], by: Person, language: str = "fr"
) -> list[Practice]:
    """Begin a sheet with each pile (its title, its notes) of what stood on the chronology, all or none. Records for each
    `PracticeBegun`, `PracticeWritten`."""
    check(rules.why_not_sort(piles))
    here = {one.number for one in queries.on_the_table(gathering, to=by)}
    kept = [(title, [note for note in notes if note in here]) for title, notes in piles if notes]
    return [
        gather(gathering.circle, notes=notes, title=title, by=by, language=language) for title, notes in kept
    ]


@command
def gather(
    circle: Circle, *, notes: Iterable[int], by: Person, title: str = "", language: str = "fr"
) -> Practice:
    """Begin a sheet with these notes: each becomes a step, and whoever noted it an author, who signs. Records
    `PracticeBegun`, `PracticeWritten`."""
    chosen = queries.notes(circle, notes, to=by)
    check(rules.why_not_gather(chosen))
    practice = begin(circle, by=by, situation="crisis", language=language)
    practice.title = on_one_line(title)[:160]
    practice.tried = [one.what[:STEP] for one in chosen]
    practice.means = "\n".join(dict.fromkeys(one.means for one in chosen if one.means))
    practice.for_whom = next((one.for_whom for one in chosen if one.for_whom), "")
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
