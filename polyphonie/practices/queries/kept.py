"""Syntheses that were kept: the words of their authors, beside what is computed for each reader from the sheets they read.

No reader meets there a word of a sheet that they do not read: the sentences in which one still stands are left out, at reading.
So a synthesis is never more precise than the narrowest of its sheets, wherever it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Membership
from polyphonie.people.queries import Person
from polyphonie.practices.contract.ingredients import Family, families
from polyphonie.practices.contract.wording import without
from polyphonie.practices.models import Practice, SynthesisSignature
from polyphonie.practices.models import Synthesis as Kept
from polyphonie.practices.queries.sheets import Author, SheetSeen, readable
from polyphonie.practices.queries.synthesis import FamilyTold, Synthesis, synthesis
from polyphonie.practices.queries.words import rewrite, said_in, text_of


@dataclass(frozen=True)
class Paragraph:
    """What the authors say of one family, and what is counted in it; one of the two may be missing."""

    family: Family
    words: str
    counted: FamilyTold | None


@dataclass(frozen=True)
class KeptSeen:
    """A synthesis in front of somebody who may read it. `row` holds the words as they may read them; `thinner`: some
    sentences come from sheets that they do not read, and are left out."""

    row: Kept
    authors: tuple[Author, ...]
    told: Synthesis
    thinner: bool = False

    @property
    def mine(self) -> bool:
        return any(author.me for author in self.authors)

    @property
    def i_signed(self) -> bool:
        return any(author.me and author.signed_at for author in self.authors)

    @property
    def shown(self) -> bool:
        """Did all sign this text, so that its circle reads it?"""
        return self.row.entry.shown_at is not None

    @property
    def awaited(self) -> tuple[Author, ...]:
        return tuple(author for author in self.authors if author.signed_at is None)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        counted = {part.family.id: part for part in self.told.families}
        every = (Paragraph(f, self.row.families.get(f.id, ""), counted.get(f.id)) for f in families())
        return tuple(one for one in every if one.words or one.counted)

    @property
    def text(self) -> str:
        return text_of(self.row)


@reading
def kept(pk: int, *, to: Person) -> KeptSeen | None:
    """One synthesis, or None as if it did not exist."""
    entry = Kept.objects.filter(pk=pk).values_list("entry", flat=True).first()
    if not circles.may_read(entry or 0, to=to):
        return None
    return _seen(Kept.objects.select_related("entry", "circle").get(pk=pk), to)


@reading
def kept_for(to: Person, circle: Circle | None = None) -> list[Kept]:
    """The rows of every synthesis that `to` may read, the newest first, each with the words that they may read."""
    mine = [circle.pk] if circle else list(circles.circles_of(to).values_list("pk", flat=True))
    here = Kept.objects.filter(circle__in=mine) | Kept.objects.filter(entry__widenings__circle__in=mine)
    if circle is None:
        here |= Kept.objects.filter(entry__authorships__person=to)
    return _readable(
        Kept.objects.filter(pk__in=here.values("pk"), entry__ended_at=None).order_by("-written_at", "-pk"), to
    )


@reading
def kept_to_sign(person: Person) -> list[Kept]:
    """Syntheses that this person wrote with others, one of whom signed the present text."""
    signed = SynthesisSignature.objects.filter(person=person).values("synthesis")
    rows = Kept.objects.filter(entry__authorships__person=person, entry__ended_at=None)
    rows = rows.filter(pk__in=SynthesisSignature.objects.values("synthesis")).exclude(pk__in=signed)
    return _readable(rows.order_by("pk"), person)


def _readable(rows: QuerySet[Kept], to: Person) -> list[Kept]:
    found = list(rows.select_related("entry", "circle")[:100])
    may = circles.readable([row.entry_id for row in found], to=to) if found else set()
    return [_seen(row, to).row for row in found if row.entry_id in may]


def _seen(row: Kept, to: Person) -> KeptSeen:
    signed = dict(SynthesisSignature.objects.filter(synthesis=row).values_list("person", "signed_at"))
    wrote = row.entry.authorships.select_related("person").order_by("pk")
    stays = Membership.objects.filter(circle=row.circle_id, person__in=[a.person_id for a in wrote])
    voices = {stay.person_id: stay.voice for stay in stays.order_by("joined_at", "pk")}
    authors = tuple(
        Author(
            a.person_id,
            a.person.shown,
            voices.get(a.person_id, ""),
            signed.get(a.person_id),
            a.person_id == to.pk,
        )
        for a in wrote
    )
    sheets = readable(row.sheets.order_by("pk"), to)
    mine = any(author.me for author in authors)
    thinner = False if mine else rewrite(row, _without_sheets_unread(row, sheets))
    return KeptSeen(row, authors, synthesis(sheets), thinner)


def _without_sheets_unread(row: Kept, read: Iterable[SheetSeen]) -> Any:
    others = row.sheets.exclude(pk__in=[seen.row.pk for seen in read])
    whole = others.select_related("origin", "adaptation").prefetch_related("borrowings")
    said = [words for sheet in whole for words in said_in(sheet)]
    return lambda text: without(said, text)


@reading
def authors_of_kept(pk: int) -> set[int]:
    row = Kept.objects.filter(pk=pk, entry__ended_at=None).first()
    return circles.authors_of(row.entry_id) if row else set()


@reading
def kept_awaits(pk: int) -> set[int]:
    """The authors who have not signed the present text, by number."""
    return authors_of_kept(pk) - set(
        SynthesisSignature.objects.filter(synthesis=pk).values_list("person", flat=True)
    )


@reading
def possible_authors_of(seen: KeptSeen, *, to: Person) -> list[Membership]:
    """People of its circle who read every sheet it gathers, and do not sign it yet."""
    already = {author.person for author in seen.authors}
    members = circles.members(seen.row.circle_id) if circles.membership(seen.row.circle_id, to) else []
    others = [m for m in members if m.person_id not in already and reads_all(seen.row, m.person)]
    return sorted(others, key=lambda m: m.person.shown.casefold())


@reading
def reads_all(row: Kept, person: Person) -> bool:
    """Does this person read every sheet of it that still lives?"""
    alive = set(Practice.objects.filter(syntheses=row, entry__ended_at=None).values_list("entry", flat=True))
    return alive <= circles.readable(alive, to=person)


@reading
def kept_about(of: Person) -> list[dict[str, Any]]:
    """The syntheses somebody wrote, and when they signed."""
    signed = dict(SynthesisSignature.objects.filter(person=of).values_list("synthesis", "signed_at"))
    rows = Kept.objects.filter(entry__authorships__person=of).order_by("pk")
    return [
        {
            "synthesis": row.title,
            "introduction": row.introduction,
            "families": row.families,
            "unknown": row.unknown,
            "signed": signed[row.pk].isoformat() if row.pk in signed else None,
        }
        for row in rows
    ]
