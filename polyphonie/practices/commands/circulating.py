"""What others make of a sheet: adapting it in another circle, telling what happened when one tried."""

from __future__ import annotations

from datetime import date

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.writing import LONG, begin, in_lines, on_one_line, topic
from polyphonie.practices.contract.wording import stands_in
from polyphonie.practices.events import PracticeAdapted, TrialTold
from polyphonie.practices.models import Adaptation, Borrowing, Practice, Trial

# Where and for whom, how and with what: the results stay with those who had them.
COPIED = ("title", "for_whom", "with_whom", "means")


@command
def adapt(
    practice: Practice,
    *,
    to: Circle,
    by: Person,
    title: str = "",
    kept: str = "",
    changed: str = "",
    why: str = "",
    language: str = "fr",
) -> Practice:
    """Begin the circle's own version of a sheet, linked to it. Records `PracticeBegun`, `PracticeAdapted`.

    Its lines are copied if each of its authors, signing, let others take them up; what was copied goes when the sheet
    is withdrawn. Otherwise nothing is copied: the circle says it in its own words.
    """
    check(rules.why_not_adapt(practice, to, by))
    seen = queries.sheet(practice.pk, to=by)
    assert seen is not None  # noqa: S101 -- the rule above found it
    made = begin(to, by=by, situation=seen.row.situation, language=language)
    made.tried_on = None
    if seen.may_be_taken_up:
        _copy(seen.row, made)
    made.title = on_one_line(title)[:160] or made.title
    made.save()
    Adaptation.objects.create(
        practice=made,
        kept=in_lines(kept)[:LONG],
        changed=in_lines(changed)[:LONG],
        why=in_lines(why)[:LONG],
        made_at=clock.now(),
    )
    circles.link(made.entry, to=seen.row.entry, kind="adapted_from", by=by)
    record(PracticeAdapted(practice=practice.pk, adaptation=made.pk), by=by, topic=topic(practice))
    return made


def _copy(source: Practice, made: Practice) -> None:
    for part in COPIED:
        setattr(made, part, getattr(source, part))
    made.tried, made.ingredients = list(source.tried), list(source.ingredients)
    lines = [line for line in (*(getattr(source, part) for part in COPIED), *source.tried) if line]
    Borrowing.objects.bulk_create(Borrowing(practice=made, source=source.entry, words=line) for line in lines)
    # What this sheet had itself taken from elsewhere is still of there, one step further.
    for borrowed in source.borrowings.filter(quoted=False):
        if any(stands_in(borrowed.words, line) for line in lines):
            borrowed.pk, borrowed.practice = None, made
            borrowed.save(force_insert=True)


@command
def tell_trial(
    practice: Practice,
    *,
    circle: Circle,
    worked: str,
    happened: str,
    by: Person,
    changed: str = "",
    tried_on: date | None = None,
) -> Trial:
    """Tell what happened when a circle tried it; its authors hear of it. Records `TrialTold`."""
    check(rules.why_not_tell_trial(practice, circle, worked, happened, tried_on, by))
    entry = circles.write_entry(circle, kind="trial", authors=[by], shown=True, open_to_future=True, by=by)
    told = Trial.objects.create(
        entry=entry,
        practice=practice,
        circle=circle,
        teller=by,
        tried_on=tried_on or clock.today(),
        worked=worked,
        happened=in_lines(happened)[:LONG],
        changed=in_lines(changed)[:LONG],
        told_at=clock.now(),
    )
    record(TrialTold(practice=practice.pk, trial=told.pk), by=by, topic=topic(practice))
    return told
