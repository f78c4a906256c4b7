"""Beginning a sheet, blank or from what a gathering left, and writing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle, Entry
from polyphonie.gatherings.queries import Gathering
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.thinning import let_go, thin_since
from polyphonie.practices.contract import full
from polyphonie.practices.contract import ingredients as library
from polyphonie.practices.contract.reading import legible
from polyphonie.practices.events import PracticeBegun, PracticeWritten
from polyphonie.practices.models import Borrowing, Practice, Signature
from polyphonie.practices.queries import Offered, SheetOffered, authorship
from polyphonie.practices.queries.words import said_in, words_of

LONG, STEP, OWN_WORDS = 2000, 300, 8
topic = authorship.topic


def held(practice: Practice) -> Practice:
    """The sheet as it is now, which nobody else changes until this is done."""
    locked: Practice = (
        Practice.objects.select_for_update(of=("self",)).select_related("entry").get(pk=practice.pk)
    )
    return locked


@command
def begin(
    circle: Circle,
    *,
    by: Person,
    gathering: Gathering | None = None,
    took: Iterable[str] = (),
    situation: str = "daily",
    language: str = "fr",
) -> Practice:
    """Begin a sheet that its authors alone read. Records `PracticeBegun`.

    `took` names what it begins with, of what the gathering left (`queries.filling`): those who said it are its authors
    too, and nothing of it is shown before each of them has signed. It may begin with more steps than are signed.
    """
    check(rules.why_not_begin(circle, gathering, by))
    check(rules.why_not_situation(situation))
    entry = circles.write_entry(
        circle, kind="practice", authors=[by], open_to_future=True, language=language, by=by
    )
    practice = Practice.objects.create(
        entry=entry, circle=circle, situation=situation, written_at=clock.now(), tried_on=clock.today()
    )
    if gathering is not None:
        _fill(practice, gathering, set(took), by)
    record(PracticeBegun(practice=practice.pk, circle=circle.pk), by=by, topic=topic(practice))
    return practice


def _fill(practice: Practice, gathering: Gathering, took: set[str], by: Person) -> None:
    left = queries.filling(gathering, to=by)
    sheet = next((sheet for sheet in left.sheets if sheet.key in took), None)
    theirs = sheet.lines if sheet else ()
    practice.tried_on = min((gathering.opened_at or gathering.called_at).date(), clock.today())
    if sheet is not None:
        _take_sheet(practice, sheet)
    told = [line for line in left.lines if line.key in took and line.part]
    chosen = [line for line in left.lines if line.key in took and line not in (*theirs, *told)]
    steps = (on_one_line(line.words)[:STEP] for line in chosen if not line.quoted)
    practice.tried = [*practice.tried, *steps]
    check(rules.why_not_draft(practice.tried))
    _fill_parts(practice, told)
    practice.save()
    taken = tuple(dict.fromkeys((*theirs, *told, *chosen)))
    people = {line.person for line in taken} | ({sheet.person} if sheet else set())
    check(rules.why_not_take_up([line.entry for line in taken], people))
    for line in taken:
        _borrow(practice, line)
    circles.add_authors(practice.entry, persons=people, by=by)


def _fill_parts(practice: Practice, told: list[Offered]) -> None:
    """What an interview brought to light, line by line under its part: the sheet is a full one."""
    for line in told:
        practice.parts[line.part] = "\n".join(
            filter(None, (practice.parts.get(line.part), in_lines(line.words)))
        )[:LONG]
        practice.depth = "full"


def _take_sheet(practice: Practice, sheet: SheetOffered) -> None:
    given = sheet.answer
    practice.title, practice.for_whom = on_one_line(given.title)[:160], in_lines(given.with_whom)[:300]
    written = filter(None, map(on_one_line, sheet.tried))
    practice.tried = [line[:STEP] for line in written]
    practice.context, practice.changed = in_lines(given.situation)[:LONG], in_lines(given.changed)[:LONG]
    practice.surprised, practice.advice = in_lines(given.surprised)[:LONG], in_lines(given.advice)[:LONG]
    source = Entry.objects.get(pk=sheet.entry)
    circles.link(source, to=practice.entry, kind="led_to", by=None)
    Borrowing.objects.bulk_create(
        Borrowing(practice=practice, source=source, person_id=sheet.person, words=words)
        for words in words_of(practice)
    )


def _borrow(practice: Practice, line: Offered) -> None:
    source = Entry.objects.get(pk=line.entry)
    circles.link(source, to=practice.entry, kind="led_to", by=None)
    words = in_lines(line.words)  # as they are kept in the sheet: what was taken is found there again
    Borrowing.objects.create(
        practice=practice, source=source, person_id=line.person, words=words, quoted=line.quoted
    )


@command
def write(
    practice: Practice,
    *,
    number: int,
    by: Person,
    title: str = "",
    situation: str = "daily",
    for_whom: str = "",
    with_whom: str = "",
    context: str = "",
    tried: Iterable[str] = (),
    means: str = "",
    changed: str = "",
    surprised: str = "",
    advice: str = "",
    ingredients: Iterable[str] = (),
    own_words: Iterable[str] = (),
    tried_on: date | None = None,
    without_quotes: Iterable[int] = (),
) -> Practice:
    """Write the sheet anew: nobody has signed this text, its authors alone read it until all sign; what is taken out of it
    leaves the syntheses that quote it. Records `PracticeWritten`, unless nothing changed. `number` is that of the text one
    began from."""
    practice = held(practice)
    former = said_in(practice)
    steps = [step for given in tried if (step := on_one_line(given)[:STEP])]
    check(rules.why_not_write(practice, number, by, steps))
    check(rules.why_not_situation(situation))
    check(rules.why_not_tried_on(tried_on))
    words = {
        "title": on_one_line(title)[:160],
        "situation": situation,
        "for_whom": in_lines(for_whom)[:300],
        "with_whom": in_lines(with_whom)[:300],
        "context": in_lines(context)[:LONG],
        "tried": steps,
        "means": in_lines(means)[:LONG],
        "changed": in_lines(changed)[:LONG],
        "surprised": in_lines(surprised)[:LONG],
        "advice": in_lines(advice)[:LONG],
        "ingredients": library.known(ingredients),
        "own_words": _own(own_words),
        "tried_on": tried_on,
    }
    removed = practice.borrowings.filter(quoted=True, pk__in=list(without_quotes)).delete()[0]
    if removed or any(getattr(practice, part) != given for part, given in words.items()):
        _keep(practice, words, former, by)
    return practice


@command
def write_parts(practice: Practice, *, number: int, by: Person, parts: Mapping[str, str]) -> Practice:
    """Write the parts of a full sheet; a quick one becomes full, and keeps all its text. Nobody has signed it any more.
    Records `PracticeWritten`, unless nothing changed."""
    practice = held(practice)
    check(rules.why_not_write(practice, number, by, practice.tried))
    given = {part.id: said for part in full.parts() if (said := in_lines(parts.get(part.id, ""))[:LONG])}
    if given != practice.parts:
        words = {"parts": given, "depth": "full" if given else "eclair"}
        _keep(practice, words, said_in(practice), by)
    return practice


def on_one_line(words: str) -> str:
    """On one line; a space that does not break stays one. A sign that nobody sees is not kept: other houses would read nothing there."""
    return legible(words)


def in_lines(words: str) -> str:
    """As it was written, on its lines, without a sign that nobody sees."""
    return legible(words, lines=True)


def _own(given: Iterable[str]) -> list[str]:
    once = dict.fromkeys(on_one_line(word)[:40] for word in given)
    return [word for word in once if word][:OWN_WORDS]


def _keep(practice: Practice, words: dict[str, Any], former: list[str], by: Person) -> None:
    for part, given in words.items():
        setattr(practice, part, given)
    practice.number += 1
    practice.written_at = clock.now()
    practice.save()
    let_go(practice)
    thin_since(practice, former)
    unsign(practice)
    record(PracticeWritten(practice=practice.pk, number=practice.number), by=by, topic=topic(practice))


def unsign(practice: Practice) -> None:
    """Nobody has signed this text: its authors alone read it."""
    Signature.objects.filter(practice=practice).delete()
    circles.seal_entries([practice.entry_id], by=None)
