"""Reads of proposals and decisions. Each is made for a reader: what their entries do not allow is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Reader
from polyphonie.decisions.contract.consent import Stage
from polyphonie.decisions.models import Concern, Decision, Objection, Position, Proposal
from polyphonie.people.queries import Person

OPEN_STAGES = ("adopted", "in_trial")


@dataclass(frozen=True)
class ObjectionSeen:
    """An objection as one reader may know it. `told` is False where its words are kept from this reader."""

    pk: int
    by: str
    voice: str
    ground: str
    reason: str
    would_help: str
    version: int
    lifted: bool
    withdrawn: bool
    told: bool
    mine: bool
    scribed: bool
    raised_by: int | None
    changes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class ConcernSeen:
    """A concern to watch, as one reader may know it."""

    by: str
    voice: str
    text: str


@dataclass(frozen=True)
class ProposalSeen:
    """A proposal with its versions, its objections and how each changed the text."""

    pk: int
    entry: int
    stage: str
    round: int
    proposer: str
    mine: bool
    review_on: date | None
    versions: tuple[tuple[int, str], ...]
    objections: tuple[ObjectionSeen, ...]
    concerns: tuple[ConcernSeen, ...]
    opened_at: datetime

    @property
    def text(self) -> str:
        return self.versions[-1][1] if self.versions else ""

    @property
    def version(self) -> int:
        return self.versions[-1][0] if self.versions else 0

    @property
    def standing(self) -> tuple[ObjectionSeen, ...]:
        return tuple(o for o in self.objections if not o.lifted)


@dataclass(frozen=True)
class DecisionSeen:
    """A decision in a circle's register."""

    pk: int
    entry: int
    circle: int
    adopted_at: datetime
    review_on: date
    due: bool
    version: int
    proposal: ProposalSeen
    reviews: tuple[Any, ...] = field(default=())

    @property
    def in_force(self) -> bool:
        return self.proposal.stage in OPEN_STAGES

    @property
    def text(self) -> str:
        return next(
            (text for number, text in self.proposal.versions if number == self.version), self.proposal.text
        )


@reading
def register(circle: Circle, *, to: Person) -> list[DecisionSeen]:
    """The decisions of a circle, newest first, as `to` may read them."""
    return _seen(_whole(_registered(circle).order_by("-adopted_at", "-pk")), to)


@reading
def register_slice(
    circle: Circle, *, to: Person, after: int, most: int
) -> tuple[list[DecisionSeen], list[int]]:
    """A register too long for one page, in the order it was written: what `to` may read of the next `most` decisions
    after number `after`, and the numbers looked at."""
    pks = list(_registered(circle).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    return _seen(_whole(Decision.objects.filter(pk__in=pks).order_by("pk")), to), pks


@reading
def register_size(circle: Circle) -> int:
    """How many decisions a register has, read or not."""
    return _registered(circle).count()


@reading
def registers_of(entry: int) -> set[int]:
    """The circles whose own register holds this entry."""
    return set(Decision.objects.filter(entry=entry).values_list("circle", flat=True))


def _registered(circle: Circle) -> QuerySet[Decision]:
    return Decision.objects.filter(Q(circle=circle) | Q(entry__widenings__circle=circle)).distinct()


@reading
def decision(pk: int, *, to: Person) -> DecisionSeen | None:
    """One decision, or None as if it did not exist: found out with the same work."""
    entry = Decision.objects.filter(pk=pk).values_list("entry", flat=True).first()
    if not circles.may_read(entry or 0, to=to):
        return None
    seen = _seen(_whole(Decision.objects.filter(pk=pk)), to)
    return seen[0] if seen else None


@reading
def reviews_due(circles_: Iterable[Circle | int], *, to: Person) -> list[DecisionSeen]:
    """Decisions in trial whose review date has come, the oldest first."""
    rows = Decision.objects.filter(
        circle__in=list(circles_), review_on__lte=clock.today(), proposal__stage__in=OPEN_STAGES
    )
    return _seen(_whole(rows.order_by("review_on", "pk")), to)


@reading
def reviews_ahead(circles_: Iterable[Circle | int], *, to: Person) -> list[DecisionSeen]:
    """Decisions in force of these circles, the nearest review first."""
    rows = Decision.objects.filter(circle__in=list(circles_), proposal__stage__in=OPEN_STAGES)
    return _seen(_whole(rows.order_by("review_on", "pk")), to)


@reading
def due_now() -> list[tuple[int, int, date]]:
    """Decisions whose review date has come: decision, circle, date. Numbers only, for reminders."""
    rows = Decision.objects.filter(review_on__lte=clock.today(), proposal__stage__in=OPEN_STAGES)
    return list(rows.values_list("pk", "circle", "review_on"))


@reading
def dates_of(circle: int) -> list[tuple[int, datetime, datetime | None]]:
    """The decisions of a circle, oldest first: proposal, when it was adopted, when it was last reviewed. No words."""
    rows = Decision.objects.filter(circle=circle).annotate(reviewed=Max("reviews__reviewed_at"))
    return list(rows.order_by("adopted_at", "pk").values_list("proposal", "adopted_at", "reviewed"))


@reading
def proposals(pks: Iterable[int], *, to: Person | Reader) -> dict[int, ProposalSeen]:
    """Proposals by number, for whoever may read their entries."""
    rows = list(_furnished(Proposal.objects.filter(pk__in=list(pks))))
    return {p.pk: p for p in _proposals(rows, to).values()}


@reading
def standing(proposal: int) -> dict[int, int]:
    """The objections that still stand: person → objection. Numbers only."""
    rows = Objection.objects.filter(proposal=proposal, lifted_at=None).exclude(raised_by=None).order_by("pk")
    return dict(rows.values_list("raised_by", "pk"))


@reading
def asked(proposal: int) -> tuple[Stage, int]:
    """Where a proposal stands, and the number of its present text. No words."""
    row = Proposal.objects.get(pk=proposal)
    return Stage(row.stage), max(row.versions.values_list("number", flat=True), default=0)


def _whole(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("proposal__proposer").prefetch_related(
        "reviews",
        "proposal__versions",
        "proposal__concerned",
        "proposal__objections__raised_by",
        "proposal__objections__changes",
        "proposal__concerns__voiced_by",
    )


def _furnished(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return rows.select_related("proposer").prefetch_related(
        "versions", "concerned", "objections__raised_by", "objections__changes", "concerns__voiced_by"
    )


def _seen(rows: QuerySet[Decision], to: Person) -> list[DecisionSeen]:
    decisions = list(rows)
    readable = circles.readable([d.entry_id for d in decisions], to=to)
    kept = [d for d in decisions if d.entry_id in readable]
    by_proposal = _told([d.proposal for d in kept], to)
    return [
        DecisionSeen(
            pk=d.pk,
            entry=d.entry_id,
            circle=d.circle_id,
            adopted_at=d.adopted_at,
            review_on=d.review_on,
            due=d.review_on <= clock.today() and d.proposal.stage in OPEN_STAGES,
            version=d.version,
            proposal=by_proposal[d.proposal_id],
            reviews=tuple(sorted(d.reviews.all(), key=lambda r: r.pk)),
        )
        for d in kept
    ]


def _proposals(rows: list[Proposal], to: Person | Reader) -> dict[int, ProposalSeen]:
    readable = circles.readable([p.entry_id for p in rows], to=to)
    return _told([p for p in rows if p.entry_id in readable], to)


def _told(rows: list[Proposal], to: Person | Reader) -> dict[int, ProposalSeen]:
    """These proposals are readable; each objection and concern in them has an entry of its own."""
    entries = {o.entry_id for p in rows for o in p.objections.all()} | {
        c.entry_id for p in rows for c in p.concerns.all()
    }
    readable = circles.readable(entries, to=to) if entries else set()
    me = to.person if isinstance(to, Reader) else to.pk
    return {p.pk: _one(p, readable, me) for p in rows}


def _one(p: Proposal, readable: set[int], me: int | None) -> ProposalSeen:
    voices = {c.person_id: c.voice for c in p.concerned.all()}
    return ProposalSeen(
        pk=p.pk,
        entry=p.entry_id,
        stage=p.stage,
        round=p.round,
        proposer=p.proposer.shown if p.proposer else "—",
        mine=p.proposer_id is not None and p.proposer_id == me,
        review_on=p.review_on,
        versions=tuple((v.number, v.text) for v in p.versions.all()),
        opened_at=p.opened_at,
        concerns=tuple(
            ConcernSeen(
                c.voiced_by.shown if c.voiced_by else "—", voices.get(c.voiced_by_id or 0, ""), c.text
            )
            for c in sorted(p.concerns.all(), key=lambda c: c.pk)
            if c.entry_id in readable and c.text and c.round == p.round
        ),
        objections=tuple(
            _objection(o, o.entry_id in readable, voices, me)
            for o in sorted(p.objections.all(), key=lambda o: o.pk)
        ),
    )


def _objection(o: Any, told: bool, voices: dict[int, str], me: int | None) -> ObjectionSeen:
    return ObjectionSeen(
        pk=o.pk,
        by=(o.raised_by.shown if o.raised_by else "—") if told else "",
        voice=voices.get(o.raised_by_id, "") if told else "",
        ground=o.ground if told else "",
        reason=o.reason if told else "",
        would_help=o.would_help if told else "",
        version=o.version,
        lifted=o.lifted_at is not None,
        withdrawn=not o.reason,
        told=told,
        mine=o.raised_by_id is not None and o.raised_by_id == me,
        scribed=o.scribed,
        raised_by=o.raised_by_id if told else None,
        changes=tuple((c.version, c.how) for c in sorted(o.changes.all(), key=lambda c: c.pk))
        if told
        else (),
    )


@reading
def held_about(of: Person) -> dict[str, Any]:
    proposals = Proposal.objects.filter(proposer=of).prefetch_related("versions")
    return {
        "proposals": [
            {"stage": p.stage, "versions": [v.text for v in p.versions.all()], "at": p.opened_at.isoformat()}
            for p in proposals
        ],
        "positions": [
            {"stance": x.stance, "version": x.version, "at": x.taken_at.isoformat()}
            for x in Position.objects.filter(person=of)
        ],
        "objections": [
            {
                "ground": o.ground,
                "reason": o.reason,
                "would_help": o.would_help,
                "at": o.raised_at.isoformat(),
            }
            for o in Objection.objects.filter(raised_by=of)
        ],
        "concerns": [c.text for c in Concern.objects.filter(voiced_by=of)],
    }


__all__ = [
    "ConcernSeen",
    "DecisionSeen",
    "ObjectionSeen",
    "ProposalSeen",
    "Stage",
    "asked",
    "dates_of",
    "decision",
    "due_now",
    "held_about",
    "proposals",
    "register",
    "register_size",
    "register_slice",
    "registers_of",
    "reviews_ahead",
    "reviews_due",
    "standing",
]
