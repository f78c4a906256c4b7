"""Care that goes on between two keeps them apart, unless the two and a coordinator have each agreed in writing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.crypto import salted_hmac

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.contract.naming import meant
from polyphonie.programmes.models import Application, Call, CareAgreement, PairProposal
from polyphonie.programmes.queries.applying import side
from polyphonie.programmes.queries.cohorts import coordinated

Two = frozenset[int]  # two applications, by their numbers


@dataclass(frozen=True)
class CareSeen:
    """Two people whom care keeps apart, and what was written so far."""

    first: Application
    second: Application
    written: tuple[CareAgreement, ...] = ()

    def of(self, half: Application | None) -> CareAgreement | None:
        """What one of the three wrote; None is the coordination."""
        pk = half.pk if half is not None else None
        return next((row for row in self.written if row.half_id == pk), None)

    @property
    def three(self) -> list[tuple[Application | None, CareAgreement | None]]:
        return [(half, self.of(half)) for half in (self.first, self.second, None)]

    @property
    def complete(self) -> bool:
        return all(row is not None for _, row in self.three)


@dataclass(frozen=True)
class CareAsked:
    """The same, in front of one half: the words of the other are there once all three have written."""

    row: CareSeen
    me: Application

    @property
    def other(self) -> Application:
        return self.row.second if self.row.first == self.me else self.row.first

    @property
    def mine(self) -> CareAgreement | None:
        return self.row.of(self.me)

    @property
    def coordination(self) -> CareAgreement | None:
        return self.row.of(None)

    @property
    def theirs(self) -> CareAgreement | None:
        return self.row.of(self.other) if self.row.complete else None


def declared(first: Application, second: Application) -> bool:
    """Did one of the two write that care goes on between them today?"""
    pair = ((first, second), (second, first))
    return any(bool(meant(one.care, {"other": other.name})) for one, other in pair)


@reading
def agreed_over_care(call: int, two: Two | None = None) -> set[Two]:
    """The pairs of a call over whom all three agreed in writing; of one pair only, where it is given."""
    rows = CareAgreement.objects.filter(call=call)
    if two is not None:
        rows = rows.filter(first__in=two, second__in=two)
    said: dict[Two, set[int | None]] = {}
    for first, second, half in rows.values_list("first", "second", "half"):
        said.setdefault(frozenset({first, second}), set()).add(half)
    return {pair for pair, halves in said.items() if halves == {None, *pair}}


@reading
def care_in(call: Call, *, to: Person) -> list[CareSeen]:
    """Everybody whom care keeps apart in a call, with what was written: for those who coordinate it."""
    sent = Application.objects.filter(call=call, withdrawn_at=None, **coordinated(to, "call__cohort__"))
    rows = list(sent.exclude(sent_at=None).order_by("pk"))
    one, other = ([row for row in rows if side(row.voice) == at] for at in (0, 1))
    apart = [(first, second) for first in one for second in other if declared(first, second)]
    return _with_words(call.pk, apart)


@reading
def care_between(call: int, first: int, second: int, *, to: Person) -> CareSeen | None:
    """Two people whom care keeps apart, for those who coordinate; None as if they did not exist."""
    rows = Application.objects.filter(
        call=call, pk__in=(first, second), withdrawn_at=None, **coordinated(to, "call__cohort__")
    )
    found = {row.pk: row for row in rows.exclude(sent_at=None).select_related("call__cohort")}
    if len(found) < 2 or not kept_apart(found[first], found[second]):
        return None
    return _with_words(call, [in_order(found[first], found[second])])[0]


def in_order(one: Application, other: Application) -> tuple[Application, Application]:
    """Who lives with care first, as everywhere."""
    return (one, other) if side(one.voice) == 0 else (other, one)


def kept_apart(one: Application, other: Application) -> bool:
    """Two of two sides between whom care was declared."""
    return side(one.voice) != side(other.voice) and declared(one, other)


@reading
def care_asked(application: Application) -> list[CareAsked]:
    """What one half is asked: where a coordinator has written first, or where the two came together by themselves; nothing
    more, once they took their application back."""
    if application.withdrawn_at is not None:
        return []
    here = Q(first=application) | Q(second=application)
    asked = CareAgreement.objects.filter(here, half=None).values_list("first", "second")
    together = PairProposal.objects.filter(here, by_themselves=True, ended_at=None).values_list(
        "first", "second"
    )
    others = {pk for pair in (*asked, *together) for pk in pair} - {application.pk}
    rows = Application.objects.filter(pk__in=others, call=application.call_id, withdrawn_at=None)
    apart = [in_order(application, row) for row in rows.order_by("pk") if kept_apart(application, row)]
    return [CareAsked(seen, application) for seen in _with_words(application.call_id, apart)]


@reading
def asked_in_writing(call: int) -> list[tuple[int, str]]:
    """The halves of whom a coordinator's words ask theirs, and who have not written them: for whoever tells these people.

    With each goes a key of this question, always the same, out of which nobody reads between whom care goes on.
    """
    asked = CareAgreement.objects.filter(call=call, half=None)
    here = Q(pk__in=asked.values("first")) | Q(pk__in=asked.values("second"))
    halves = Application.objects.filter(here, withdrawn_at=None).order_by("pk")
    return [(half.pk, _key(each)) for half in halves for each in care_asked(half) if _waits(each)]


@reading
def awaits_words(application: int) -> bool:
    """Is this half asked in writing, and has not written?"""
    row = Application.objects.filter(pk=application, withdrawn_at=None).first()
    return row is not None and any(_waits(each) for each in care_asked(row))


def _waits(asked: CareAsked) -> bool:
    return asked.coordination is not None and asked.mine is None


def _key(asked: CareAsked) -> str:
    return salted_hmac("asked in writing", f"{asked.me.pk}-{asked.other.pk}").hexdigest()


def _with_words(call: int, pairs: Iterable[tuple[Application, Application]]) -> list[CareSeen]:
    written: dict[Two, list[CareAgreement]] = {}
    for row in CareAgreement.objects.filter(call=call).select_related("written_by").order_by("pk"):
        written.setdefault(frozenset({row.first_id, row.second_id}), []).append(row)
    return [
        CareSeen(first, second, tuple(written.get(frozenset({first.pk, second.pk}), ())))
        for first, second in pairs
    ]
