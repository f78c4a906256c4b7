"""Reads of needs: on the page of a call, without whoever carries them; for whoever carries one, or answers one; and who
answers what, for those who coordinate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.models import Application, Call, Need, NeedAnswer, PairProposal
from polyphonie.programmes.queries.applying import side
from polyphonie.programmes.queries.calls import is_open
from polyphonie.programmes.queries.cohorts import coordinated


@dataclass(frozen=True)
class NeedSeen:
    """A need in front of anybody: words of the team, and of nobody. `seeks`: 0 is somebody who lives with care, 1 somebody
    who works in it."""

    pk: int
    team: str
    what: str
    whom: str
    time: str
    seeks: int


@dataclass(frozen=True)
class NeedCarried:
    """A need in front of whoever carries it. `state`: draft (their application is not sent), shown, withheld, met, over
    (the call is)."""

    row: Need
    state: str


@dataclass(frozen=True)
class NeedAnswered:
    """What somebody answers, in front of them. `looks`: the team still looks for somebody."""

    need: NeedSeen
    words: str
    looks: bool


@dataclass(frozen=True)
class NeedRead:
    """A need in front of those who coordinate: who carries it, who answers it."""

    row: Need
    state: str
    answers: tuple[NeedAnswer, ...] = ()

    @property
    def seeks(self) -> int:
        return 1 - side(self.row.application.voice)


@reading
def open_needs(call: Call) -> list[NeedSeen]:
    """What teams look for, for whoever holds the link of the call: until its last day, or until somebody is found."""
    return [_seen(row) for row in _looking(call)]


@reading
def open_need(call: Call, pk: int) -> NeedSeen | None:
    """One of them; None once it is there no longer, or was never there."""
    row = next((row for row in _looking(call) if row.pk == pk), None)
    return _seen(row) if row is not None else None


@reading
def need_of(application: Application) -> NeedCarried | None:
    """What this person carries for a team."""
    row = _rows().filter(application=application).first()
    return NeedCarried(row, _state(row)) if row is not None else None


@reading
def answered_by(application: Application) -> NeedAnswered | None:
    """What this person answers."""
    row = NeedAnswer.objects.filter(application=application).first()
    if row is None:
        return None
    need = _rows().get(pk=row.need_id)
    return NeedAnswered(_seen(need), row.words, _state(need) in ("shown", "over"))


@reading
def needs_for(application: Application) -> list[NeedSeen]:
    """What this person may answer: needs of somebody of the other side."""
    return [need for need in open_needs(application.call) if need.seeks == side(application.voice)]


@reading
def needs_of(call: Call, *, to: Person) -> list[NeedRead]:
    """Every need of a call and who answers it, for those who coordinate: in the order they were written."""
    rows = _rows().filter(**coordinated(to, "application__call__cohort__"))
    return _read(call, rows)


@reading
def needs_in(call: Call) -> list[NeedRead]:
    """The same, for the pairing of a call, which is itself for those who coordinate."""
    return _read(call, _rows())


@reading
def need(pk: int, *, to: Person) -> Need | None:
    """One need, for those who coordinate; None as if it did not exist."""
    rows = _rows().filter(pk=pk, **coordinated(to, "application__call__cohort__"))
    return rows.exclude(application__sent_at=None).first()


def _rows() -> QuerySet[Any]:
    """Needs, with whether somebody was found since they were written. A pair that ended does not put them back: its end is
    told to nobody outside."""
    theirs = PairProposal.objects.filter(Q(first=OuterRef("application")) | Q(second=OuterRef("application")))
    formed = theirs.filter(circle__isnull=False).filter(
        Q(parting=None) | Q(parting__parted_at__gte=OuterRef("written_at"))
    )
    both_sent = theirs.exclude(first__sent_at=None).exclude(second__sent_at=None)
    together = both_sent.filter(by_themselves=True, circle=None, ended_at=None)
    return Need.objects.annotate(met=Exists(formed), together=Exists(together)).select_related(
        "application__call__cohort__circle"
    )


def _looking(call: Call) -> list[Need]:
    if not is_open(call):
        return []
    rows = _rows().filter(application__call=call, application__withdrawn_at=None, withheld_at=None)
    found = rows.filter(met=False, together=False).exclude(application__sent_at=None)
    return list(found.order_by("written_at", "pk"))


def _read(call: Call, rows: QuerySet[Any]) -> list[NeedRead]:
    sent = rows.filter(application__call=call, application__withdrawn_at=None)
    given: dict[int, list[NeedAnswer]] = {}
    answers = NeedAnswer.objects.filter(need__application__call=call, application__withdrawn_at=None)
    for row in answers.exclude(application__sent_at=None).select_related("application").order_by("pk"):
        given.setdefault(row.need_id, []).append(row)
    found = sent.exclude(application__sent_at=None).order_by("written_at", "pk")
    return [NeedRead(row, _state(row), tuple(given.get(row.pk, ()))) for row in found]


def _state(row: Any) -> str:
    """Of a need as `_rows` gives it."""
    if row.met or row.together:
        return "met"
    if row.withheld_at is not None:
        return "withheld"
    if not is_open(row.application.call):
        return "over"
    return "draft" if row.application.sent_at is None else "shown"


def _seen(row: Need) -> NeedSeen:
    return NeedSeen(row.pk, row.team, row.what, row.whom, row.time, 1 - side(row.application.voice))
