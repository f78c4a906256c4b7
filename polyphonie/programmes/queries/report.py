"""The report of a cohort: what pairs signed for it, and the words around, for those who walk; a pair’s own text, for the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.commitments import queries as commitments
from polyphonie.listening import queries as listening
from polyphonie.people.queries import Person
from polyphonie.practices import queries as practices
from polyphonie.practices.queries import SheetSeen
from polyphonie.programmes.contract.tally import FEWEST, Counted
from polyphonie.programmes.contract.templates import Template
from polyphonie.programmes.models import Cohort, PairShare, Parting, Report, Tally
from polyphonie.programmes.models.report import PARTS
from polyphonie.programmes.queries.cohorts import calendar, coordinates, frozen
from polyphonie.programmes.queries.pairs import project
from polyphonie.programmes.queries.walking import walked

Ends = tuple[dict[str, int], dict[str, int]]  # how far apart two were at first, and at last


@dataclass(frozen=True)
class ShareSeen:
    """What a pair would share, in front of one of the two."""

    row: PairShare
    signed: frozenset[int]
    awaited: frozenset[int]
    mine: bool  # I signed it

    @property
    def whole(self) -> bool:
        """Both signed it: it is in the report."""
        return not self.awaited


@dataclass(frozen=True)
class ReportSeen:
    """A report as somebody who walks reads it. `mine`: the circle of one’s own pair, while it lives."""

    cohort: Cohort
    template: Template
    row: Report | None
    shares: tuple[PairShare, ...]
    sheets: tuple[SheetSeen, ...]
    held: int  # workshops whose day has come
    counted: dict[str, Counted] | None  # None where nothing was counted; empty where a word was taken back
    coordinates: bool
    # For a coordinator, before they are counted: are there enough? Their number, beside the texts as they come one by one,
    # would tell which pair wished to be counted, and opened two envelopes.
    enough: bool = False
    mine: int | None = None

    @property
    def parts(self) -> dict[str, str]:
        """The five parts in their order, with what was written of each."""
        return {part: getattr(self.row, part) if self.row else "" for part in PARTS}

    @property
    def before(self) -> list[tuple[str, str]]:
        """What is written of the three first, before the pairs speak."""
        return self._written(PARTS[:3])

    @property
    def after(self) -> list[tuple[str, str]]:
        """And of the two last, once they have."""
        return self._written(PARTS[3:])

    def _written(self, parts: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(part, words) for part in parts if (words := self.parts[part])]

    @property
    def workshops(self) -> int:
        return len(self.template.workshops)


@reading
def share_of(circle: Circle, *, to: Person) -> ShareSeen | None:
    """What a pair would share with its cohort, for the two."""
    rows = PairShare.objects.filter(circle=circle, entry__ended_at=None).select_related("entry", "cohort")
    row = rows.order_by("-pk").first()
    if row is None or not circles.may_read(row.entry_id, to=to):
        return None
    return _share(row, to)


def _share(row: PairShare, to: Person) -> ShareSeen:
    signed = frozenset(row.signatures.values_list("person", flat=True))
    awaited = frozenset(circles.authors_of(row.entry_id)) - signed
    return ShareSeen(row, signed, awaited, to.pk in signed)


@reading
def share(pk: int, *, to: Person) -> ShareSeen | None:
    """One of them, for its two authors, in their pair or no longer; None as if it did not exist."""
    mine = PairShare.objects.filter(pk=pk, entry__ended_at=None, entry__authorships__person=to)
    row = mine.select_related("entry", "cohort").first()
    return _share(row, to) if row is not None else None


@reading
def first_words(circle: Circle, *, to: Person) -> dict[str, str]:
    """What the two have written already, to begin from: their project, the small steps that ended, what these taught."""
    ended = [one for one in commitments.of_circle(circle, to=to) if commitments.concluded(one)]
    now = project(circle, to=to)
    tried = [now.change if now else "", *(one.text for one in ended)]
    return {"tried": _lines(tried), "wins": _lines(one.conclusion.learnt for one in ended)}


def _lines(said: Iterable[str], most: int = 600) -> str:
    kept = [line.strip() for line in said if line.strip()]
    return "\n".join(kept)[:most]


@reading
def report(circle: int, *, to: Person) -> ReportSeen | None:
    """The report of a cohort, for those who walk it; None as if it did not exist."""
    cohort = Cohort.objects.filter(walked(to, ""), circle=circle).select_related("circle").first()
    if cohort is None:
        return None
    chosen, today = frozen(cohort), clock.today()
    counted, leads, shares = _counted(cohort), coordinates(cohort, to), signed_by_both(cohort)
    held = sum(day.on <= today for day in calendar(cohort, chosen) if day.kind == "workshop")
    pairs = Circle.objects.filter(kind=Kind.PAIR, parent=cohort.circle_id)
    return ReportSeen(
        cohort=cohort,
        template=chosen,
        row=Report.objects.filter(cohort=cohort, entry__ended_at=None).select_related("entry").first(),
        shares=tuple(shares),
        sheets=tuple(practices.sheets_born_in(pairs.values_list("pk", flat=True), to=to)),
        held=held,
        counted=counted,
        coordinates=leads,
        enough=leads and counted is None and len(to_count(shares)) >= FEWEST,
        mine=_living(pairs, to),
    )


def _living(pairs: QuerySet[Circle], to: Person) -> int | None:
    """The circle of the pair of which `to` is half now; one may stay in that of a pair that ended, to read it again."""
    over = Parting.objects.filter(proposal__circle=OuterRef("pk"))
    mine = pairs.filter(~Exists(over), memberships__person=to, memberships__left_at=None)
    return mine.values_list("pk", flat=True).first()


def signed_by_both(cohort: Cohort) -> list[PairShare]:
    """Those that live and that each author signed, in the order of their words: no other order says less of them."""
    rows = PairShare.objects.filter(cohort=cohort, entry__ended_at=None).prefetch_related(
        "signatures", "entry__authorships"
    )
    whole = [
        row
        for row in rows
        if {a.person_id for a in row.entry.authorships.all()} == {s.person_id for s in row.signatures.all()}
    ]
    return sorted(whole, key=lambda row: (row.tried, row.wins, row.changed, row.pk))


def _counted(cohort: Cohort) -> dict[str, Counted] | None:
    row = Tally.objects.filter(cohort=cohort).first()
    return {what: Counted(**counts) for what, counts in row.counts.items()} if row is not None else None


def to_count(shares: Iterable[PairShare]) -> list[tuple[PairShare, Ends]]:
    """Of these, those of pairs that wished to be counted, and that can be: each with how far apart the two were, and are."""
    wished = ((row, listening.apart_at_both_ends(row.circle_id)) for row in shares if row.counted)
    return [(row, ends) for row, ends in wished if ends is not None]


@reading
def shares_to_sign(person: Person) -> list[PairShare]:
    """Texts of one’s own pair that the other half signed, and oneself not yet."""
    rows = PairShare.objects.filter(entry__authorships__person=person, entry__ended_at=None)
    return list(rows.exclude(signatures__person=person).select_related("circle").order_by("pk"))


@reading
def halves_to_sign(share: int) -> set[int]:
    """Those whose signature is awaited, by number; for whoever tells them."""
    row = PairShare.objects.filter(pk=share, entry__ended_at=None).first()
    if row is None:
        return set()
    return circles.authors_of(row.entry_id) - set(row.signatures.values_list("person", flat=True))
