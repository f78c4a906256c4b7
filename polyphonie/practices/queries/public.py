"""The sheets that anybody may read, as they are told outside; and, for those who write them or read them first, how far that is.

Who may read is decided by one pure function (`contract/public.py`). What the query keeps is more than that: it spares the
work, so that a sheet that is not public costs what one that does not exist costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, TruncSecond

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Membership, Widening
from polyphonie.people.queries import Person
from polyphonie.practices.contract.catalogue import PER_PAGE
from polyphonie.practices.contract.public import Read, Said, Standing, after_which, place_of, stands_alone
from polyphonie.practices.models import Origin, PeerReading, Practice, PublicWord
from polyphonie.practices.queries.authorship import stepped_out
from polyphonie.practices.queries.sheets import Author, Quote, SheetSeen, sheet, voice_in, voices_of, whole


@dataclass(frozen=True)
class Source:
    """The sheet that a public one adapts. Empty where it is not public, or no longer: nobody can tell which."""

    id: str = ""
    practice: int = 0  # where it is one of this house
    title: str = ""
    house: str = ""
    address: str = ""


@dataclass(frozen=True)
class PublicSheet:
    """A sheet as anybody reads it: signed as its authors chose, without its circle."""

    seen: SheetSeen
    since: datetime
    licence: str
    readers: tuple[Author, ...]
    source: Source | None

    @property
    def row(self) -> Practice:
        return self.seen.row


@dataclass(frozen=True)
class PublicLeaf:
    """One page of the public sheets. `after`: the place that the next page comes after; empty where this is the last."""

    found: tuple[PublicSheet, ...]
    after: str = ""


@dataclass(frozen=True)
class Peer:
    """A reading of the present text, for its authors: where it was read from, what was found, and by whom if they said so."""

    voice: str
    name: str
    yes: bool
    reasons: str
    read_at: datetime


@dataclass(frozen=True)
class Going:
    """How far a sheet is from its public page, for its authors."""

    standing: Standing
    authors: tuple[tuple[Author, bool], ...]
    peers: tuple[Peer, ...]
    mine: PublicWord | None
    alone: bool
    public: bool

    @property
    def against(self) -> bool:
        """Did somebody find that this text should not go out as it is?"""
        return any(not one.yes for one in self.standing.heard)


@reading
def public_leaf(after: str = "", most: int = PER_PAGE) -> PublicLeaf:
    """A page of the public sheets, the latest made public first. `after` is a moment and a number, not a sheet: it says as much
    where that sheet is public no longer, and nothing of one that never was."""
    found = list(islice(_newest(after_which(after), most + 1), most + 1))
    last = found[most - 1] if len(found) > most else None
    return PublicLeaf(tuple(found[:most]), place_of(last.since, last.row.pk) if last else "")


@reading
def public_sheets(after: int = 0, most: int = PER_PAGE) -> list[PublicSheet]:
    """The public sheets in the order of their numbers, from the one after `after`: so many where there are so many."""
    return list(islice(_by_number(after, most), most))


def _newest(after: tuple[datetime, int] | None, at_once: int) -> Iterator[PublicSheet]:
    rows = _dated(_likely(Practice.objects.all())).order_by("-told_since", "-pk")
    while True:
        left = rows
        if after:
            moment, number = after
            left = rows.filter(Q(told_since__lt=moment) | Q(told_since=moment, pk__lt=number))
        chunk = list(left.values_list("told_since", "pk")[:at_once])
        yield from _in_order([pk for _, pk in chunk])
        if len(chunk) < at_once:
            return
        after = chunk[-1]


def _by_number(after: int, at_once: int) -> Iterator[PublicSheet]:
    while True:
        left = _likely(Practice.objects.filter(pk__gt=after)).order_by("pk")
        chunk = list(left.values_list("pk", flat=True)[:at_once])
        yield from _in_order(chunk)
        if len(chunk) < at_once:
            return
        after = chunk[-1]


def _in_order(numbers: Sequence[int]) -> list[PublicSheet]:
    """Those of these that are public, in this order."""
    told = {one.row.pk: one for one in _public(Practice.objects.filter(pk__in=numbers))} if numbers else {}
    return [told[pk] for pk in numbers if pk in told]


def _dated(rows: QuerySet[Practice]) -> QuerySet[Any]:
    """With the second since when each is public, as the database can order by it: `PublicSheet.since`, where it is public."""
    said = PublicWord.objects.filter(practice=OuterRef("pk"), author__authorships__entry=OuterRef("entry"))
    read = PeerReading.objects.filter(practice=OuterRef("pk"), number=OuterRef("number"), yes=True)
    last = Greatest(
        "entry__shown_at",
        Subquery(said.order_by("-said_at").values("said_at")[:1]),
        Subquery(read.order_by("-read_at").values("read_at")[:1]),
    )
    return rows.annotate(told_since=TruncSecond(last, tzinfo=UTC))


@reading
def public_sheet(pk: int) -> PublicSheet | None:
    """One of them, or None as if it did not exist."""
    found = _public(Practice.objects.filter(pk=pk))
    return found[0] if found else None


def _public(rows: QuerySet[Practice]) -> list[PublicSheet]:
    granted = _granted(rows)
    if not granted:
        return []
    free = _free({*_lent_to(granted), *filter(None, map(_adapts, granted))})
    alone = [row for row in granted if stands_alone(_taken(row), _authors(row), free)]
    voices, sources = voices_of(alone), _sources(alone, free)
    return [_told(row, granted[row], voices, sources) for row in alone]


def _granted(rows: QuerySet[Practice]) -> dict[Practice, Standing]:
    """Those that their authors and their readers let go, whatever they take from elsewhere."""
    standings = _standings(list(_with_words(_likely(rows).order_by("pk"))))
    return {row: standing for row, standing in standings.items() if standing.public}


def _likely(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    """Signed, with a yes of its text, no author who took theirs back, and two readers of different voices."""
    words = PublicWord.objects.filter(practice=OuterRef("pk"), number=OuterRef("number"), yes=True)
    later = PublicWord.objects.filter(
        practice=OuterRef("practice"), author=OuterRef("author"), pk__gt=OuterRef("pk")
    )
    back = PublicWord.objects.filter(
        ~Q(Exists(later)), practice=OuterRef("pk"), yes=False, author__authorships__entry=OuterRef("entry")
    )
    read = PeerReading.objects.filter(yes=True)
    other = read.filter(practice=OuterRef("practice"), number=OuterRef("number")).exclude(
        voice=OuterRef("voice")
    )
    two = read.filter(Exists(other), practice=OuterRef("pk"), number=OuterRef("number"))
    alive = rows.filter(entry__ended_at=None, entry__shown_at__isnull=False)
    return alive.filter(Q(Exists(words)) & ~Q(Exists(back)) & Q(Exists(two)))


def _with_words(rows: QuerySet[Practice]) -> QuerySet[Practice]:
    return whole(rows).prefetch_related(
        "entry__links_out",
        Prefetch("public_words", queryset=PublicWord.objects.order_by("pk")),
        Prefetch(
            "peer_readings", queryset=PeerReading.objects.select_related("reader").order_by("read_at", "pk")
        ),
    )


def _authors(row: Practice) -> frozenset[int]:
    return frozenset(a.person_id for a in row.entry.authorships.all())


def _standing(row: Practice) -> Standing:
    return _standings([row])[row]


def _standings(rows: Sequence[Practice]) -> dict[Practice, Standing]:
    left = stepped_out(rows)
    return {
        row: Standing(
            number=row.number,
            signed=row.entry.ended_at is None and row.entry.shown_at is not None,
            authors=_authors(row),
            said=tuple(Said(w.author_id, w.number, w.yes) for w in row.public_words.all()),
            # Somebody who was forgotten is still one reader, and nobody else.
            readings=tuple(
                Read(r.reader_id or -r.pk, r.voice, r.number, r.yes) for r in row.peer_readings.all()
            ),
            stepped_out=left.get(row.pk, frozenset()),
        )
        for row in rows
    }


def _taken(row: Practice) -> list[tuple[int | None, int]]:
    return [(b.person_id, b.source_id) for b in row.borrowings.all() if not b.quoted or b.released_at]


def _lent_to(rows: Iterable[Practice]) -> set[int]:
    """The entries that these sheets take words from."""
    return {entry for row in rows for _, entry in _taken(row)}


def _free(entries: set[int]) -> set[int]:
    """Of these entries, those that are public, or came under a licence. A sheet takes words from sheets that were there before it:
    what those take in their turn is asked in the same way, and that ends."""
    if not entries:
        return set()
    came = Origin.objects.filter(practice__entry__in=entries, practice__entry__ended_at=None)
    here = _granted(Practice.objects.filter(entry__in=entries))
    free = _free(_lent_to(here))
    public = {row.entry_id for row in here if stands_alone(_taken(row), _authors(row), free)}
    return public.union(came.values_list("practice__entry", flat=True))


def _adapts(row: Practice) -> int:
    return next((link.target_id for link in row.entry.links_out.all() if link.kind == "adapted_from"), 0)


def _sources(rows: Sequence[Practice], free: set[int]) -> dict[int, Source]:
    """Practice → where it comes from."""
    adapts = {row.pk: entry for row in rows if (entry := _adapts(row))}
    known = Practice.objects.filter(entry__in=[e for e in adapts.values() if e in free]).select_related(
        "origin"
    )
    by_entry = {row.entry_id: _source(row) for row in known}
    return {pk: by_entry.get(entry, Source()) for pk, entry in adapts.items()}


def _source(row: Practice) -> Source:
    origin: Origin | None = getattr(row, "origin", None)
    if origin is None:
        return Source(practice=row.pk, title=row.title)
    return Source(origin.sheet, 0, row.title, origin.house.get("name", ""), origin.address)


def _told(
    row: Practice, standing: Standing, voices: dict[tuple[int, int], str], sources: dict[int, Source]
) -> PublicSheet:
    said = {w.author_id: w for w in row.public_words.all() if w.author_id in _authors(row)}
    # Their numbers stay inside: outside, an author is a first name and a voice, or somebody of the circle.
    signs = {
        a.person_id: Author(0, a.person.shown, voice_in(row, a.person_id, voices)) if said[a.person_id].named else Author(0, "", "")
        for a in sorted(row.entry.authorships.all(), key=lambda a: a.pk)
    }  # fmt: skip
    quotes = tuple(
        Quote(0, b.words, signs[b.person_id].name, signs[b.person_id].voice, released=True, mine=False)
        for b in row.borrowings.all()
        if b.quoted and b.released_at and b.person_id in signs
    )
    readings = [r for r in row.peer_readings.all() if r.number == row.number and r.yes]
    heard = {one.reader for one in standing.heard}
    readers = tuple(
        Author(0, r.reader.shown if r.named and r.reader else "", r.voice)
        for r in readings
        if (r.reader_id or -r.pk) in heard
    )
    since = max(
        row.entry.shown_at or row.written_at,
        *(w.said_at for w in said.values()),
        *(r.read_at for r in readings),
    )
    seen = SheetSeen(row, tuple(signs.values()), quotes, may_be_taken_up=True)
    licence = next(iter(said.values())).licence
    return PublicSheet(seen, since, licence, readers, sources.get(row.pk))


# -- before it is public


@reading
def going_public(seen: SheetSeen) -> Going:
    """Who agreed, who read it and what they found: for the authors, who are the only ones to ask."""
    row = _with_words(Practice.objects.filter(pk=seen.row.pk)).get()
    standing = _standing(row)
    peers = tuple(
        Peer(r.voice, r.reader.shown if r.named and r.reader else "", r.yes, r.reasons, r.read_at)
        for r in row.peer_readings.all()
        if r.number == row.number
    )
    agreed = tuple((author, author.person in standing.agreed) for author in seen.authors)
    me = next(author.person for author in seen.authors if author.me)
    mine = next((w for w in reversed(row.public_words.all()) if w.author_id == me and w.yes), None)
    alone = stands_alone(_taken(row), standing.authors, _free(_lent_to([row])))
    return Going(standing, agreed, peers, mine, alone, standing.public and alone)


@reading
def not_agreed(practice: int) -> set[int]:
    """The authors who have not said that everybody may read the present text, by number: for whoever asks them."""
    row = _with_words(Practice.objects.filter(pk=practice, entry__ended_at=None)).first()
    return set(_standing(row).authors - _standing(row).agreed) if row else set()


@reading
def is_public(practice: int) -> bool:
    return public_sheet(practice) is not None


@reading
def reader_voice(seen: SheetSeen, *, to: Person) -> str:
    """From where `to` would read it for others: their voice in its circle, else in a circle it was opened to."""
    opened = Widening.objects.filter(entry=seen.row.entry_id).select_related("circle")
    places = [seen.row.circle_id, *(w.circle_id for w in opened if circles.open_to(w.entry_id, w.circle))]
    stays = Membership.objects.filter(circle__in=places, person=to, left_at=None)
    by_place = {stay.circle_id: stay.voice for stay in stays}
    return next((by_place[place] for place in places if place in by_place), "")


@reading
def sheet_to_read(pk: int, *, to: Person) -> tuple[SheetSeen, PeerReading | None] | None:
    """A sheet whose authors all agree that everybody reads it, in front of somebody who reads it and never wrote it;
    with what they found in this text already. None for anybody else."""
    seen = sheet(pk, to=to)
    if seen is None or seen.mine or not seen.shown:
        return None
    row = _with_words(Practice.objects.filter(pk=pk)).get()
    standing = _standing(row)
    if not standing.all_agree or to.pk in standing.stepped_out:
        return None
    found = next(
        (r for r in row.peer_readings.all() if r.reader_id == to.pk and r.number == row.number), None
    )
    return seen, found


@reading
def waits_for_readers(seen: SheetSeen, *, to: Person) -> bool:
    """Is it still looking for a reader, whom `to` could be?"""
    asked = PublicWord.objects.filter(practice=seen.row, number=seen.row.number, yes=True)
    if seen.mine or not seen.shown or not asked.exists():
        return False
    standing = _standing(_with_words(Practice.objects.filter(pk=seen.row.pk)).get())
    wrote = to.pk in standing.stepped_out
    settled = wrote or standing.public or any(one.reader == to.pk or not one.yes for one in standing.heard)
    if settled or not standing.all_agree:
        return False
    voice = reader_voice(seen, to=to)
    return bool(voice) and voice not in standing.voices


@reading
def held_public(of: Person) -> list[dict[str, Any]]:
    """What somebody agreed to make public, what they found in the sheets of others, what they brought from elsewhere."""
    words = PublicWord.objects.filter(author=of).select_related("practice").order_by("pk")
    read = PeerReading.objects.filter(reader=of).order_by("pk")
    said = [
        {"public": w.yes, "sheet": w.practice.title if w.number == w.practice.number else "", "text": w.number,
         "signed with my name": w.named, "licence": w.licence, "at": w.said_at.isoformat()}
        for w in words
    ]  # fmt: skip
    found = [
        {"read for others": r.yes, "why": r.reasons, "with my name": r.named, "at": r.read_at.isoformat()}
        for r in read
    ]
    return [*said, *found]


@reading
def taken_back() -> frozenset[tuple[int, datetime, int]]:
    """Whose last word about a public page is no: the sheet, when it was begun, the author. For a house whose copy is put back."""
    words = PublicWord.objects.order_by("pk").values_list(
        "practice", "practice__entry__written_at", "author", "yes"
    )
    last = {(practice, begun, author): yes for practice, begun, author, yes in words}
    return frozenset(whose for whose, yes in last.items() if not yes)
