"""Keeping a synthesis: the words of its authors beside what is counted, signed by all of them as a sheet is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices import queries, rules
from polyphonie.practices.commands.writing import LONG, on_one_line
from polyphonie.practices.contract.ingredients import families as library
from polyphonie.practices.events import (
    SynthesisBegun,
    SynthesisJoined,
    SynthesisLeft,
    SynthesisShown,
    SynthesisSigned,
    SynthesisWritten,
)
from polyphonie.practices.models import Practice, Synthesis, SynthesisSignature
from polyphonie.practices.queries.sheets import readable


def topic_of(synthesis: Synthesis | int) -> str:
    """The log this belongs to."""
    return f"synthesis:{synthesis if isinstance(synthesis, int) else synthesis.pk}"


def _held(synthesis: Synthesis) -> Synthesis:
    rows = Synthesis.objects.select_for_update(of=("self",)).select_related("entry", "circle")
    locked: Synthesis = rows.get(pk=synthesis.pk)
    return locked


@command
def keep_synthesis(
    circle: Circle, *, sheets: Iterable[int], by: Person, title: str = "", language: str = "fr"
) -> Synthesis:
    """Begin to write down what these sheets have in common; its authors alone read it. Records `SynthesisBegun`."""
    wanted = Practice.objects.filter(pk__in=set(sheets)).order_by("-written_at", "-pk")
    chosen = [seen for seen in readable(wanted, by) if seen.shown]
    check(rules.why_not_keep(circle, chosen, by))
    entry = circles.write_entry(
        circle, kind="synthesis", authors=[by], open_to_future=True, language=language, by=by
    )
    made = Synthesis.objects.create(
        entry=entry, circle=circle, title=on_one_line(title)[:160], written_at=clock.now()
    )
    made.sheets.set([seen.row for seen in chosen])
    record(SynthesisBegun(synthesis=made.pk, circle=circle.pk), by=by, topic=topic_of(made))
    return made


@command
def write_synthesis(
    synthesis: Synthesis,
    *,
    number: int,
    by: Person,
    title: str = "",
    introduction: str = "",
    families: Mapping[str, str] | None = None,
    unknown: str = "",
) -> Synthesis:
    """Write its text anew: nobody has signed this one. Records `SynthesisWritten`, unless nothing changed."""
    row = _held(synthesis)
    check(rules.why_not_write_synthesis(row, number, by))
    given = {family.id: (families or {}).get(family.id, "").strip()[:LONG] for family in library()}
    words = {
        "title": on_one_line(title)[:160],
        "introduction": introduction.strip()[:LONG],
        "families": {id: said for id, said in given.items() if said},
        "unknown": unknown.strip()[:LONG],
    }
    if all(getattr(row, part) == said for part, said in words.items()):
        return row
    for part, said in words.items():
        setattr(row, part, said)
    row.number, row.written_at = row.number + 1, clock.now()
    row.save()
    SynthesisSignature.objects.filter(synthesis=row).delete()
    circles.seal_entries([row.entry_id], by=None)
    record(SynthesisWritten(synthesis=row.pk, number=row.number), by=by, topic=topic_of(row))
    return row


@command
def sign_synthesis(synthesis: Synthesis, *, number: int, by: Person) -> None:
    """Sign the text that one read; the circle reads it once all have. Records `SynthesisSigned`, then `SynthesisShown`."""
    row = _held(synthesis)
    check(rules.why_not_sign_synthesis(row, number, by))
    SynthesisSignature.objects.update_or_create(synthesis=row, person=by, defaults={"signed_at": clock.now()})
    record(SynthesisSigned(synthesis=row.pk, number=row.number), by=by, topic=topic_of(row))
    show_if_all_signed(row, by)


def show_if_all_signed(row: Synthesis, by: Person | None) -> None:
    """Once every author signed, the circle reads it, and those who will join."""
    signed = SynthesisSignature.objects.filter(synthesis=row).exists()
    if signed and row.entry.shown_at is None and not queries.kept_awaits(row.pk):
        circles.show_entries([row.entry_id], by=by)
        record(SynthesisShown(synthesis=row.pk, circle=row.circle_id), by=by, topic=topic_of(row))


@command
def join_synthesis(synthesis: Synthesis, *, person: Person, by: Person) -> None:
    """One more author, who reads it from now on and signs too; until then it is shown no more. Records `SynthesisJoined`."""
    row = _held(synthesis)
    check(rules.why_not_join_synthesis(row, person, by))
    circles.add_authors(row.entry, persons=[person.pk], by=by)
    circles.seal_entries([row.entry_id], by=by)
    record(SynthesisJoined(synthesis=row.pk, person=person.pk), by=by, topic=topic_of(row))


@command
def leave_synthesis(synthesis: Synthesis, *, by: Person) -> None:
    """Be an author no longer; the others keep it. Records `SynthesisLeft`."""
    row = _held(synthesis)
    check(rules.why_not_leave_synthesis(row, by))
    circles.remove_author(row.entry, person=by, by=by)
    SynthesisSignature.objects.filter(synthesis=row, person=by).delete()
    record(SynthesisLeft(synthesis=row.pk, person=by.pk), by=by, topic=topic_of(row))
    show_if_all_signed(row, by)
