"""Reads of requests: the register, one of them, and what the person asked sees through their link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from polyphonie.base import clock
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.commitments.models import Reply, Request
from polyphonie.people.queries import Person

SALT = "polyphonie.request"
LINK_LASTS = timedelta(days=180)
ENDED = ("done", "no")


@dataclass(frozen=True)
class RequestSeen:
    """A request with its answers, in front of somebody who may read it."""

    row: Request
    replies: tuple[Reply, ...]

    @property
    def last(self) -> Reply | None:
        return self.replies[-1] if self.replies else None

    @property
    def answered(self) -> bool:
        """Did the person asked say more than that it reached them?"""
        return any(r.stance != "received" for r in self.replies)

    @property
    def over(self) -> bool:
        return self.last is not None and self.last.stance in ENDED

    @property
    def overdue(self) -> bool:
        return not self.answered and self.row.due_on < clock.today()


@reading
def requests_of(circle: Circle, *, to: Person) -> list[RequestSeen]:
    """The register of a circle, as `to` may read it: what waits first, the oldest date before the others."""
    return sorted(
        _readable(_registered(circle), to), key=lambda r: (r.over, r.answered, r.row.due_on, r.row.pk)
    )


@reading
def requests_slice(
    circle: Circle, *, to: Person, after: int, most: int
) -> tuple[list[RequestSeen], list[int]]:
    """A register too long for one page, in the order it was written: what `to` may read of the next `most` requests
    after number `after`, and the numbers looked at."""
    pks = list(_registered(circle).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])
    return _readable(Request.objects.filter(pk__in=pks).order_by("pk"), to), pks


@reading
def requests_size(circle: Circle) -> int:
    """How many requests a register has, read or not."""
    return _registered(circle).count()


@reading
def request_registers(entry: int) -> set[int]:
    """The circles whose own register holds this entry."""
    return set(Request.objects.filter(entry=entry).values_list("circle", flat=True))


def _registered(circle: Circle) -> QuerySet[Request]:
    return Request.objects.filter(Q(circle=circle) | Q(entry__widenings__circle=circle)).distinct()


@reading
def open_requests(circles_: Iterable[Circle | int], *, to: Person) -> list[RequestSeen]:
    """Requests under way, and answers of the last weeks: they open the next gathering."""
    rows = Request.objects.filter(circle__in=list(circles_)).order_by("due_on", "pk")
    recent = clock.now() - timedelta(days=30)
    return [r for r in _readable(rows, to) if not r.over or (r.last and r.last.replied_at >= recent)]


@reading
def request(pk: int, *, to: Person) -> RequestSeen | None:
    """One request, or None as if it did not exist: found out with the same work."""
    entry = Request.objects.filter(pk=pk).values_list("entry", flat=True).first()
    if not circles.may_read(entry or 0, to=to):
        return None
    found = _readable(Request.objects.filter(pk=pk), to)
    if found and not belongs(found[0].row, to):
        return RequestSeen(found[0].row, ())  # whoever left keeps their own words, and nobody's answer
    return found[0] if found else None


@reading
def belongs(request: Request, person: Person) -> bool:
    """Does this person still belong where the request is read, or where it has been opened to?"""
    widened = request.entry.widenings.values_list("circle", flat=True)
    return any(circles.membership(circle, person) for circle in (request.entry.circle_id, *widened))


def link_of(request: int) -> str:
    """The secret part of the link by which the person asked reads and answers, and does nothing else."""
    return signing.dumps(request, salt=SALT)


@reading
def by_link(given: str) -> RequestSeen | None:
    """The request behind a link; None when it is not one of ours, is too old, or its words were taken back."""
    try:
        pk = signing.loads(given, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    found = _seen(Request.objects.filter(pk=pk, entry__ended_at=None))
    return found[0] if found else None


@reading
def request_dates(days: int = 3) -> list[tuple[int, date]]:
    """Requests without an answer whose date is near or past: which one, and its date."""
    near = clock.today() + timedelta(days=days)
    waiting = Request.objects.filter(due_on__lte=near, entry__ended_at=None)
    waiting = waiting.exclude(replies__stance__in=("yes", "no", "partly", "done"))
    return list(waiting.values_list("pk", "due_on"))


@reading
def live_request(request: int) -> Request | None:
    """The bare row of a live request, for whoever carries the mail."""
    return Request.objects.filter(pk=request, entry__ended_at=None).select_related("asker", "entry").first()


def _readable(rows: QuerySet[Request], to: Person) -> list[RequestSeen]:
    found = _seen(rows)
    readable = circles.readable([r.row.entry_id for r in found], to=to) if found else set()
    return [r for r in found if r.row.entry_id in readable]


def _seen(rows: QuerySet[Request]) -> list[RequestSeen]:
    whole = rows.select_related("asker", "circle", "entry").prefetch_related("replies__noted_by")
    return [RequestSeen(r, tuple(sorted(r.replies.all(), key=lambda x: x.pk))) for r in whole]


@reading
def asked_by(of: Person) -> list[dict[str, Any]]:
    mine = _seen(Request.objects.filter(asker=of).order_by("pk"))
    noted = Reply.objects.filter(noted_by=of).order_by("pk")
    return [
        {"asked": r.row.text, "why": r.row.why, "asked of": r.row.to_name, "due": r.row.due_on.isoformat()}
        for r in mine
    ] + [{"noted": n.stance, "reason": n.reason} for n in noted]
