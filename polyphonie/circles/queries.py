"""Reads that pages and other rooms need. Whoever reads is always named: `to=`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles.contract.taken_back import TakenBack
from polyphonie.circles.contract.visibility import (
    FACILITATING,
    Consent,
    Doors,
    Opening,
    Reader,
    Stay,
    Writing,
    doors,
    places_opened,
    visible,
)
from polyphonie.circles.models import (
    Authorship,
    Charge,
    CharterVersion,
    Circle,
    Entry,
    Invitation,
    Kind,
    Link,
    Membership,
    SecondReading,
    Widening,
    WideningConsent,
)
from polyphonie.people.queries import Person

KEPT_TOGETHER = ("charter", "decision", "proposal")
BETWEEN_EQUALS = (Kind.PAIR, Kind.CONVERSATION)  # nobody has a charge there

__all__ = [
    "BETWEEN_EQUALS",
    "FACILITATING",
    "Authorship",
    "Charge",
    "Circle",
    "Doors",
    "Entry",
    "Invitation",
    "Kind",
    "Link",
    "Membership",
    "Reader",
    "Widening",
    "room_of",
]


def reader(person: Person) -> Reader:
    """Somebody, with every circle they belong to now."""
    stays = Membership.objects.filter(person=person, left_at__isnull=True)
    return Reader(
        person=person.pk,
        stays=tuple(Stay(m.circle_id, m.joined_at, m.left_at, m.charge) for m in stays),
    )


def room_of(circle: Circle) -> Reader:
    """A screen that a whole circle looks at: it is nobody, and was there from the start."""
    return Reader(person=None, stays=(Stay(circle.pk, circle.founded_at),))


@reading
def readable(entries: Iterable[int], *, to: Person | Reader, at: datetime | None = None) -> set[int]:
    """Of these entries (numbers), those that `to` may read."""
    who = to if isinstance(to, Reader) else reader(to)
    moment = at or clock.now()
    rows = Entry.objects.filter(_may_concern(who), pk__in=set(entries))
    return {pk for pk, writing in _writings(rows).items() if visible(who, writing, moment)}


def _may_concern(who: Reader) -> Q:
    """More than what `who` may read: it spares the work, so that what is hidden costs what does not exist costs."""
    mine = [stay.circle for stay in who.stays]
    widened = Widening.objects.filter(entry=OuterRef("pk"), circle__in=mine)
    wrote = Authorship.objects.filter(entry=OuterRef("pk"), person=who.person)
    return Q(circle__in=mine) | Q(Exists(widened)) | Q(Exists(wrote))


@reading
def entries(circle: Circle, *kinds: str, to: Person, most: int = 200) -> list[Entry]:
    """The entries of these kinds that live in the circle or were widened to it, newest first, that `to` may read."""
    found = Entry.objects.filter(
        Q(circle=circle) | Q(widenings__circle=circle), kind__in=kinds, ended_at=None
    )
    rows = list(found.distinct().order_by("-written_at", "-pk")[:most])
    may = readable([e.pk for e in rows], to=to) if rows else set()
    return [e for e in rows if e.pk in may]


def may_read(entry: int, *, to: Person | Reader) -> bool:
    return bool(readable([entry], to=to))


@reading
def open_to(entry: int, circle: Circle) -> bool:
    """Is it widened to this circle, with the living consent of each of its authors?"""
    return circle.pk in opened_to([entry]).get(entry, ())


def _writings(rows: QuerySet[Entry]) -> dict[int, Writing]:
    """What visibility needs to know of each of these entries, in their order, in four questions at most."""
    said = rows.values_list(
        "pk", "circle", "written_at", "shown_at", "reach", "open_to_future", "ended_at", "until"
    )
    found = list(said)
    numbers = [pk for pk, *_ in found]
    authors, openings = defaultdict[int, set[int]](set), _openings(numbers)
    for entry, person in Authorship.objects.filter(entry__in=numbers).values_list("entry", "person"):
        authors[entry].add(person)
    return {
        pk: Writing(
            home=home,
            authors=frozenset(authors[pk]),
            written_at=written_at,
            shown_at=shown_at,
            reach=reach,
            open_to_future=open_to_future,
            ended_at=ended_at or until,  # the hour counts, not the passage of whoever sweeps
            openings=tuple(openings[pk]),
        )
        for pk, home, written_at, shown_at, reach, open_to_future, ended_at, until in found
    }


def _openings(entries: Iterable[int]) -> dict[int, list[Opening]]:
    """To where each entry was widened, with the last word of each author, where that word is yes."""
    openings = defaultdict[int, list[Opening]](list)
    widenings = Widening.objects.filter(entry__in=entries).order_by("pk")
    places = {pk: (entry, circle) for pk, entry, circle in widenings.values_list("pk", "entry", "circle")}
    last: dict[int, dict[int, Consent | None]] = {pk: {} for pk in places}
    words = WideningConsent.objects.filter(widening__in=places).order_by("said_at", "pk")
    said = words.values_list("widening", "author", "yes", "said_at", "future_members") if places else ()
    for widening, author, yes, at, future in said:
        last[widening][author] = Consent(author, at, future) if yes else None
    for pk, (entry, circle) in places.items():
        openings[entry].append(Opening(circle, tuple(filter(None, last[pk].values()))))
    return openings


def _living(widening: Widening) -> tuple[Consent, ...]:
    """The last word of each author, where that word is yes."""
    last = {c.author_id: c for c in widening.consents.all()}
    return tuple(Consent(c.author_id, c.said_at, c.future_members) for c in last.values() if c.yes)


def circle_for(pk: int, *, to: Person) -> Circle | None:
    """The circle, if `to` belongs to it; None otherwise, as if it did not exist."""
    return Circle.objects.filter(pk=pk, memberships__person=to, memberships__left_at=None).first()


def circles_of(person: Person) -> QuerySet[Circle]:
    """The circles somebody belongs to, with how many belong; séances apart."""
    mine = Membership.objects.filter(person=person, left_at=None).values("circle")
    return (
        Circle.objects.filter(pk__in=mine)
        .exclude(kind=Kind.GATHERING)
        .annotate(people=Count("memberships", filter=Q(memberships__left_at=None)))
        .order_by("name", "pk")
    )


def circles_inside(circle: Circle, *, to: Person) -> QuerySet[Circle]:
    """The circles nested in this one that `to` belongs to. The others do not exist for them."""
    return circles_of(to).filter(parent=circle)


def membership(circle: Circle | int, person: Person | int) -> Membership | None:
    return (
        Membership.objects.filter(circle=circle, person=person, left_at=None)
        .select_related("circle", "person")
        .first()
    )


def members(circle: Circle | int) -> QuerySet[Membership]:
    """Who belongs now. Asked by rooms for a circle that the reader has already entered."""
    return (
        Membership.objects.filter(circle=circle, left_at=None)
        .select_related("person")
        .order_by("joined_at", "pk")
    )


def facilitates(circle: Circle | int, person: Person | int) -> bool:
    here = Membership.objects.filter(circle=circle, person=person, left_at=None)
    return here.filter(charge__in=FACILITATING).exists()


def live_invitations(circle: Circle) -> QuerySet[Invitation]:
    return Invitation.objects.filter(circle=circle, revoked_at=None, expires_at__gt=clock.now()).order_by(
        "-made_at"
    )


def invitation(token_digest: str) -> Invitation | None:
    return Invitation.objects.filter(digest=token_digest).select_related("circle", "made_by").first()


@reading
def charter(circle: Circle, *, to: Person) -> tuple[CharterVersion, list[str], bool] | None:
    """The circle's charter in force, the names of those who signed it, and whether `to` did."""
    version = CharterVersion.objects.filter(circle=circle).order_by("-number").first()
    if version is None or not may_read(version.entry_id, to=to):
        return None
    signatures = list(version.signatures.select_related("person").order_by("signed_at", "pk"))
    return version, [s.person.shown for s in signatures], any(s.person_id == to.pk for s in signatures)


@reading
def widenings_waiting(person: Person) -> list[Widening]:
    """Widenings of what this person wrote, on which they have not said a word yet."""
    asked = (
        Widening.objects.filter(entry__authorships__person=person, entry__ended_at=None)
        .exclude(consents__author=person)
        .select_related("entry", "circle", "asked_by")
        .order_by("asked_at")
    )
    return list(asked)


@reading
def widenings_of(entry: int, *, to: Person) -> list[tuple[Widening, int, int]]:
    """How far an entry goes: each widening, how many authors said yes, out of how many. For its authors alone."""
    if not Authorship.objects.filter(entry=entry, person=to).exists():
        return []
    authors = Authorship.objects.filter(entry=entry).count()
    consents = Prefetch("consents", queryset=WideningConsent.objects.order_by("said_at", "pk"))
    told = []
    for widening in (
        Widening.objects.filter(entry=entry)
        .select_related("circle")
        .prefetch_related(consents)
        .order_by("pk")
    ):
        living = _living(widening)
        widening.i_said_yes = any(consent.author == to.pk for consent in living)  # type: ignore[attr-defined]
        told.append((widening, len(living), authors))
    return told


@reading
def entry_of_mine(pk: int, *, to: Person) -> Entry | None:
    """Something this person wrote and has not withdrawn; None as if it did not exist."""
    return Entry.objects.filter(pk=pk, authorships__person=to, ended_at=None).select_related("circle").first()


@reading
def entry_to_read_again(pk: int, *, to: Person) -> Entry | None:
    """Something that wants a second reading, for a reader who did not write it; with whether they confirmed it."""
    rows = Entry.objects.filter(pk=pk, kind="case", ended_at=None).exclude(authorships__person=to)
    mine = SecondReading.objects.filter(entry=OuterRef("pk"), reader=to)
    entry = rows.annotate(read_by_me=Exists(mine)).first()
    return entry if may_read(pk, to=to) else None


@reading
def readings_of(entry: Entry) -> list[SecondReading]:
    """Who read it again, and when: for its authors."""
    return list(SecondReading.objects.filter(entry=entry).select_related("reader").order_by("read_at"))


@reading
def held_about(of: Person) -> dict[str, Any]:
    stays = Membership.objects.filter(person=of).select_related("circle").order_by("joined_at")
    consents = (
        WideningConsent.objects.filter(author=of).select_related("widening__circle").order_by("said_at")
    )
    return {
        "memberships": [
            {
                "circle": m.circle.name,
                "voice": m.voice,
                "charge": m.charge,
                "from": m.joined_at.isoformat(),
                "to": m.left_at.isoformat() if m.left_at else None,
            }
            for m in stays
        ],
        "charters": [
            {"circle": v.circle.name, "version": v.number, "text": v.text}
            for v in CharterVersion.objects.filter(entry__authorships__person=of).select_related("circle")
        ],
        "consents": [
            {
                "opened to": c.widening.circle.name,
                "yes": c.yes,
                "audience": c.audience,
                "at": c.said_at.isoformat(),
            }
            for c in consents
        ],
    }


@reading
def widening_of_mine(pk: int, *, to: Person) -> Widening | None:
    """A widening of something this person wrote; None as if it did not exist."""
    return Widening.objects.filter(pk=pk, entry__authorships__person=to).select_related("circle").first()


@reading
def authors_of(entry: int) -> set[int]:
    """The authors of an entry, by number."""
    return set(Authorship.objects.filter(entry=entry).values_list("person", flat=True))


@reading
def taken_back() -> TakenBack:
    """All that was taken back in this house, by numbers and moments alone: what a restored copy must not bring to life."""
    ended = Entry.objects.exclude(ended_at=None).values_list("pk", "written_at")
    left = Membership.objects.exclude(left_at=None).values_list("pk", "joined_at")
    uncharged = Membership.objects.filter(left_at=None).exclude(charge__in=FACILITATING)
    revoked = Invitation.objects.exclude(revoked_at=None).values_list("pk", "made_at", "revoked_by")
    words = WideningConsent.objects.order_by("pk").values_list(
        "widening", "widening__asked_at", "author", "yes"
    )
    last = {((pk, asked_at), author): yes for pk, asked_at, author, yes in words}
    return TakenBack(
        entries=frozenset(ended),
        stays=frozenset(left),
        invitations=frozenset(((pk, made_at), by) for pk, made_at, by in revoked),
        consents=frozenset(whose for whose, yes in last.items() if not yes),
        uncharged=frozenset(uncharged.values_list("pk", "joined_at")),
    )


@reading
def written_alone(circle: Circle, *, by: Person) -> list[int]:
    """What somebody wrote by themselves in a circle and in its gatherings, what the circle keeps apart. Numbers only."""
    here = Q(circle=circle) | Q(circle__parent=circle, circle__kind=Kind.GATHERING)
    mine = Entry.objects.filter(here, authorships__person=by, ended_at=None).exclude(kind__in=KEPT_TOGETHER)
    together = Authorship.objects.filter(entry=OuterRef("pk")).exclude(person=by)
    return list(mine.exclude(Exists(together)).order_by("pk").values_list("pk", flat=True))


@reading
def doors_of(entries: Iterable[int]) -> dict[int, Doors]:
    """From where each of these entries may be read, for an index; those that ended have none, and are left out."""
    rows = Entry.objects.filter(pk__in=set(entries), ended_at=None)
    return {pk: doors(writing) for pk, writing in _writings(rows).items()}


@reading
def inside(circle: Circle, *, to: Person) -> set[int]:
    """This circle and those nested in it, however deep, that `to` belongs to, by number."""
    parents = dict(circles_of(to).values_list("pk", "parent"))
    found = {circle.pk}
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return found


@reading
def opened_to(entries: Iterable[int]) -> dict[int, frozenset[int]]:
    """The circles to which all its authors opened each of these entries. Whether one reads it there is asked of `readable`."""
    rows = Entry.objects.filter(pk__in=set(entries))
    return {pk: places_opened(writing) for pk, writing in _writings(rows).items()}
