"""Reads of sheets: those somebody may read, one of them with its authors and quotes, what waits for a signature."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Authorship, Circle, Kind, Link, Membership
from polyphonie.people.queries import Person
from polyphonie.practices.contract.full import Part, parts
from polyphonie.practices.contract.ingredients import Ingredient, ingredients
from polyphonie.practices.models import Adaptation, Borrowing, Origin, Practice, Signature
from polyphonie.practices.queries.words import ADAPTED

MOST = 500  # sheets compared or listed at once: lists are filtered after loading


@dataclass(frozen=True)
class Author:
    """One author of a sheet, where that person speaks from, and when they signed the present text."""

    person: int
    name: str
    voice: str
    signed_at: datetime | None = None
    me: bool = False
    lends: bool = False  # signing, they let other circles take up their lines


@dataclass(frozen=True)
class Quote:
    """What somebody said, as they said it. Before they release it, those who heard it and wrote the sheet see it."""

    number: int
    words: str
    name: str
    voice: str
    released: bool
    mine: bool


@dataclass(frozen=True)
class SheetSeen:
    """A sheet in front of somebody who may read it."""

    row: Practice
    authors: tuple[Author, ...]
    quotes: tuple[Quote, ...] = ()
    may_be_taken_up: bool = False

    @property
    def mine(self) -> bool:
        return any(author.me for author in self.authors)

    @property
    def i_signed(self) -> bool:
        return any(author.me and author.signed_at for author in self.authors)

    @property
    def i_lend(self) -> bool:
        return any(author.me and author.lends for author in self.authors)

    @property
    def shown(self) -> bool:
        """Did all sign this text, so that its circle reads it?"""
        return self.row.entry.shown_at is not None

    @property
    def origin(self) -> Origin | None:
        """Where it comes from, where it came from another house: nobody here wrote it, nobody here changes it."""
        return getattr(self.row, "origin", None)

    @property
    def adaptation(self) -> Adaptation | None:
        """What its circle says that it keeps and changes of another sheet, where it adapts one."""
        return getattr(self.row, "adaptation", None)

    @property
    def awaited(self) -> tuple[Author, ...]:
        return tuple(author for author in self.authors if author.signed_at is None)

    @property
    def ingredients(self) -> list[Ingredient]:
        return [ingredients()[id] for id in self.row.ingredients if id in ingredients()]

    @property
    def parts(self) -> list[tuple[Part, str]]:
        """The parts of a full sheet that say something, in their order."""
        return [(part, said) for part in parts() if (said := self.row.parts.get(part.id))]

    @property
    def families(self) -> set[str]:
        return {one.family for one in self.ingredients}

    @property
    def my_quotes(self) -> tuple[Quote, ...]:
        return tuple(quote for quote in self.quotes if quote.mine and not quote.released)

    @property
    def text(self) -> str:
        """All the words that this reader sees of it: what the guard reads."""
        row = self.row
        parts = [row.title, row.for_whom, row.with_whom, row.context, *row.tried, row.means, row.changed]
        said = [quote.words for quote in self.quotes if quote.released]
        of_itself = [getattr(self.adaptation, part, "") for part in ADAPTED]
        named = [words for one in self.ingredients for words in (one.title.fr, one.title.en)]
        return "\n".join(
            filter(
                None,
                [
                    *parts,
                    row.surprised,
                    row.advice,
                    *row.own_words,
                    *row.parts.values(),
                    *said,
                    *of_itself,
                    *named,
                ],
            )
        )


@reading
def sheets_for(to: Person) -> list[SheetSeen]:
    """Every sheet that `to` may read, one's own drafts among them, the newest first."""
    mine = list(circles.circles_of(to).values_list("pk", flat=True))
    may_concern = Q(circle__in=mine) | Q(entry__widenings__circle__in=mine) | Q(entry__authorships__person=to)
    alive = Practice.objects.filter(may_concern, entry__ended_at=None).order_by("-pk")
    pks = list(dict.fromkeys(alive.values_list("pk", flat=True)))[:MOST]
    return readable(Practice.objects.filter(pk__in=pks).order_by("-written_at", "-pk"), to)


@reading
def sheets_of(circle: Circle, *, to: Person) -> list[SheetSeen]:
    """The sheets that live in the circle or were opened to it, as `to` may read them, the newest first."""
    rows = Practice.objects.filter(Q(circle=circle) | Q(entry__widenings__circle=circle))
    pks = set(rows.values_list("pk", flat=True))
    return readable(Practice.objects.filter(pk__in=pks).order_by("-written_at", "-pk"), to)


@reading
def sheets_born_in(places: Iterable[int], *, to: Person) -> list[SheetSeen]:
    """The shown sheets that live in one of these circles, as far as `to` may read them, the newest first."""
    rows = Practice.objects.filter(circle__in=list(places), entry__ended_at=None).exclude(
        entry__shown_at=None
    )
    return readable(rows.order_by("-written_at", "-pk"), to)


@reading
def sheet(pk: int, *, to: Person) -> SheetSeen | None:
    """One sheet, or None as if it did not exist: found out with the same work."""
    entry = Practice.objects.filter(pk=pk).values_list("entry", flat=True).first()
    if not circles.may_read(entry or 0, to=to):
        return None
    found = readable(Practice.objects.filter(pk=pk), to)
    return found[0] if found else None


@reading
def to_sign(person: Person) -> list[SheetSeen]:
    """Sheets that this person wrote with others, one of whom signed the present text: they wait for this signature."""
    signed = Signature.objects.filter(person=person).values("practice")
    rows = Practice.objects.filter(entry__authorships__person=person, entry__ended_at=None)
    rows = rows.filter(pk__in=Signature.objects.values("practice")).exclude(pk__in=signed)
    return readable(rows.order_by("pk"), person)


@reading
def awaited(practice: int) -> set[int]:
    """The authors who have not signed the present text, by number."""
    row = Practice.objects.filter(pk=practice, entry__ended_at=None).first()
    if row is None:
        return set()
    signed = set(Signature.objects.filter(practice=row).values_list("person", flat=True))
    return circles.authors_of(row.entry_id) - signed


@reading
def authors(practice: int) -> set[int]:
    """The authors of a live sheet, by number: for whoever tells them something."""
    row = Practice.objects.filter(pk=practice, entry__ended_at=None).first()
    return circles.authors_of(row.entry_id) if row else set()


@reading
def possible_authors(seen: SheetSeen, *, to: Person) -> list[Membership]:
    """Who could be an author too: people of the circle, and of the gathering it came from if `to` was there."""
    already = {author.person for author in seen.authors}
    places = [place for place in _places(seen.row) if circles.membership(place, to)]
    found = {m.person_id: m for place in reversed(places) for m in circles.members(place)}
    return sorted(
        (m for person, m in found.items() if person not in already), key=lambda m: m.person.shown.casefold()
    )


def readable(rows: QuerySet[Practice], to: Person, known: Collection[int] = ()) -> list[SheetSeen]:
    """Of these rows, those that `to` may read, whole, in a fixed number of queries. `known`: entries of which it was just said
    that `to` may read them."""
    found = list(whole(rows))
    entries = [row.entry_id for row in found]
    # A quote that waits is seen by those who heard it: what it comes from is asked in the same breath.
    waiting = [b.source_id for row in found for b in row.borrowings.all() if b.quoted and not b.released_at]
    unsaid = {*entries, *waiting}.difference(known)
    may = {*known, *(circles.readable(unsaid, to=to) if unsaid else ())}
    here = [row for row in found if row.entry_id in may]
    voices = voices_of(here)
    return [_seen(row, to, may, voices) for row in here]


def whole(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """With all that is read of them, in five queries: what each relation leads to comes with it."""
    borrowed = Borrowing.objects.select_related("person").order_by("pk")
    return rows.select_related("entry", "circle", "origin", "adaptation").prefetch_related(
        Prefetch("entry__authorships", queryset=Authorship.objects.select_related("person")),
        Prefetch("signatures", queryset=Signature.objects.all()),
        Prefetch("borrowings", queryset=borrowed),
        Prefetch("entry__links_in", queryset=Link.objects.select_related("source__circle")),
    )


def voices_of(rows: Iterable[Practice]) -> dict[tuple[int, int], str]:
    """Where each author speaks from, by (circle, person): in the sheet's circle, or in the gathering it came from."""
    places = {place for row in rows for place in _places(row)}
    people = {a.person_id for row in rows for a in row.entry.authorships.all()}
    stays = Membership.objects.filter(circle__in=places, person__in=people).order_by("joined_at", "pk")
    return {(stay.circle_id, stay.person_id): stay.voice for stay in stays} if places else {}


def _places(row: Practice) -> list[int]:
    """The sheet's circle, then the rooms of the gatherings it came from."""
    sources = [link.source.circle for link in row.entry.links_in.all() if link.kind == "led_to"]
    return [row.circle_id, *(circle.pk for circle in sources if circle.kind == Kind.GATHERING)]


def voice_in(row: Practice, person: int | None, voices: dict[tuple[int, int], str]) -> str:
    """Where somebody speaks from in this sheet: the voice they have elsewhere says nothing here, and is not told."""
    return next((voices[at, person] for at in _places(row) if person and (at, person) in voices), "")


def _seen(row: Practice, to: Person, may: set[int], voices: dict[tuple[int, int], str]) -> SheetSeen:
    origin = getattr(row, "origin", None)
    if origin is not None:
        return _from_elsewhere(row, origin)
    signed = {s.person_id: s for s in row.signatures.all()}
    wrote = sorted(row.entry.authorships.all(), key=lambda a: a.pk)
    people = tuple(
        Author(
            person=a.person_id,
            name=a.person.shown,
            voice=voice_in(row, a.person_id, voices),
            signed_at=signed[a.person_id].signed_at if a.person_id in signed else None,
            me=a.person_id == to.pk,
            lends=a.person_id in signed and signed[a.person_id].may_be_taken_up,
        )
        for a in wrote
    )
    quotes = tuple(
        Quote(
            number=b.pk,
            words=b.words,
            name=b.person.shown if b.person else "",
            voice=voice_in(row, b.person_id, voices),
            released=b.released_at is not None,
            mine=b.person_id == to.pk,
        )
        for b in row.borrowings.all()
        if b.quoted and (b.released_at or b.person_id == to.pk or b.source_id in may)
    )
    taken_up = bool(people) and all(a.lends for a in people)
    return SheetSeen(row, people, quotes, taken_up)


def _from_elsewhere(row: Practice, origin: Origin) -> SheetSeen:
    """Signed where it comes from, by people who are nobody here; its licence lets anybody take up its lines."""
    signs = tuple(Author(0, one["name"], one["voice"], origin.public_since) for one in origin.authors)
    quotes = tuple(Quote(0, one["words"], one["name"], one["voice"], True, False) for one in origin.quotes)
    return SheetSeen(row, signs, quotes, may_be_taken_up=True)


@reading
def lines_kept() -> frozenset[tuple[int, datetime, int]]:
    """Who signed without letting others take up their lines: the sheet, when it was begun, the author. For a house whose copy is
    put back."""
    kept = Signature.objects.filter(may_be_taken_up=False)
    return frozenset(kept.values_list("practice", "practice__entry__written_at", "person"))


@reading
def held_about(of: Person) -> list[dict[str, Any]]:
    """The sheets somebody wrote with others, what they signed, the words of theirs that sheets quote."""
    rows = Practice.objects.filter(entry__authorships__person=of).select_related("entry").order_by("pk")
    signed = {s.practice_id: s.signed_at.isoformat() for s in Signature.objects.filter(person=of)}
    wrote = [
        {
            "sheet": row.title,
            "situation": row.situation,
            "for": row.for_whom,
            "with": row.with_whom,
            "context": row.context,
            "tried": row.tried,
            "means": row.means,
            "changed": row.changed,
            "surprised": row.surprised,
            "advice": row.advice,
            "parts": row.parts,
            "signed": signed.get(row.pk),
        }
        for row in rows
    ]
    quoted = Borrowing.objects.filter(person=of).order_by("pk")
    ours = Adaptation.objects.filter(practice__entry__authorships__person=of).order_by("pk")
    adapted = [{"adapting": {"kept": a.kept, "changed": a.changed, "why": a.why}} for a in ours]
    return [*wrote, *adapted, *({"quoted or taken up": b.words} for b in quoted)]


def spoken_from(rows: Iterable[Practice]) -> dict[int, set[str]]:
    """The voices of the authors of these sheets (`whole`), by sheet."""
    found = list(rows)
    voices = voices_of(found)
    return {
        row.pk: {voice_in(row, a.person_id, voices) for a in row.entry.authorships.all()} - {""}
        for row in found
    }
