"""Reads of applications: by those who coordinate once it is sent, and by whoever applies, through their own link."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.people.queries import Cadence, Person
from polyphonie.programmes.contract.templates import Question, Template
from polyphonie.programmes.models import Application, Call, NeedAnswer, PairAnswer, PairProposal
from polyphonie.programmes.queries.calls import CallSeen
from polyphonie.programmes.queries.cohorts import Day, calendar, coordinated, frozen
from polyphonie.programmes.queries.pairs import has_parted

SALT = "polyphonie.programmes.application"
TOGETHER = "polyphonie.programmes.together"


@dataclass(frozen=True)
class Half:
    """What one half of a pair sees of it: the other's first name and voice; how to reach them once both said yes."""

    row: PairProposal
    other: Application
    said: bool | None
    both: bool
    may_reread: bool = False  # it has ended, and this half still belongs to its circle
    answers: NeedAnswer | None = None  # one of the two answers the need that the other carries

    @property
    def is_over(self) -> bool:
        return self.row.ended_at is not None or self.has_parted

    @property
    def has_parted(self) -> bool:
        """It was a pair, and has ended."""
        return has_parted(self.row)

    @property
    def answers_me(self) -> bool:
        """It is the other who answers, and I who carry the need."""
        return self.answers is not None and self.answers.application_id == self.other.pk

    @property
    def waits_for_me(self) -> bool:
        return not self.is_over and self.said is None

    @property
    def reach(self) -> list[str]:
        if not self.both or self.is_over or self.other.withdrawn_at is not None:
            return []
        return [given for given in (self.other.email, self.other.contact) if given]


@dataclass(frozen=True)
class ApplicationSeen:
    """An application, in front of its author or of somebody who coordinates."""

    row: Application
    template: Template
    halves: tuple[Half, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def call(self) -> CallSeen:
        return CallSeen(self.row.call, self.template)

    @property
    def pair(self) -> Half | None:
        """The pair that was formed."""
        return next((half for half in self.halves if half.row.circle_id and not half.is_over), None)

    @property
    def parted(self) -> tuple[Half, ...]:
        """The pairs that were formed and have ended."""
        return tuple(half for half in self.halves if half.has_parted)

    @property
    def live(self) -> tuple[Half, ...]:
        return tuple(half for half in self.halves if not half.is_over)

    def told(self) -> Iterator[tuple[Question, str, list[Text]]]:
        """Each question with what was written, or chosen."""
        for question in self.template.questions:
            given = self.row.answers.get(question.id) or ""
            chosen = given if isinstance(given, list) else [given]
            words = [option.text for option in question.options if option.id in chosen]
            yield question, given if question.kind == "text" else "", words


def side(voice: str) -> int:
    """0 for those who live with care, 1 for those who work in it. A pair goes from one side to the other."""
    return 0 if Voice(voice).lives_with_care else 1


@reading
def applications_of(call: Call, *, to: Person) -> list[Application]:
    """Those that were sent, for those who coordinate: in the order they came."""
    rows = Application.objects.filter(call=call, withdrawn_at=None, **coordinated(to, "call__cohort__"))
    return list(rows.exclude(sent_at=None).order_by("sent_at", "pk"))


@reading
def application(pk: int, *, to: Person) -> ApplicationSeen | None:
    """One that was sent, for those who coordinate; None as if it did not exist."""
    rows = Application.objects.filter(pk=pk, withdrawn_at=None, **coordinated(to, "call__cohort__"))
    row = rows.exclude(sent_at=None).select_related("call__cohort__circle").first()
    return ApplicationSeen(row, frozen(row.call.cohort)) if row is not None else None


def application_link(application: int) -> str:
    """The secret part of the link by which somebody comes back to their own application."""
    return signing.dumps(application, salt=SALT)


@reading
def application_by_link(given: str) -> ApplicationSeen | None:
    """The application behind its author's link; None when it is not one of ours, or was emptied."""
    row = _behind(given, SALT)
    if row is None:
        return None
    chosen = frozen(row.call.cohort)
    halves = tuple(_half(proposal, row) for proposal in _proposals(row))
    paired = any(half.row.circle_id and not half.is_over for half in halves)
    days = tuple(calendar(row.call.cohort, chosen)) if paired else ()
    return ApplicationSeen(row, chosen, halves, days)


def together_link(application: int) -> str:
    """The secret part of the link that somebody gives to the person they come with."""
    return signing.dumps(application, salt=TOGETHER)


@reading
def together_by_link(given: str) -> Application | None:
    """Who invites one to come together."""
    row = _behind(given, TOGETHER)
    return row if row is not None and row.withdrawn_at is None else None


def _behind(given: str, salt: str) -> Application | None:
    try:
        pk = signing.loads(given, salt=salt)
    except signing.BadSignature:
        return None
    return _kept().filter(pk=pk).select_related("call__cohort__circle", "person").first()


def _kept() -> QuerySet[Any]:
    """Applications of which something is left: not taken back, or taken back while their pair lives."""
    return Application.objects.exclude(withdrawn_at__isnull=False, name="")


def _proposals(row: Application) -> list[PairProposal]:
    mine = PairProposal.objects.filter(Q(first=row) | Q(second=row)).select_related(
        "first", "second", "circle", "parting"
    )
    return list(mine.order_by("-proposed_at", "-pk"))


def _half(proposal: PairProposal, mine: Application) -> Half:
    other = proposal.second if proposal.first_id == mine.pk else proposal.first
    said = dict(PairAnswer.objects.filter(proposal=proposal).values_list("application", "yes"))
    rereads = bool(
        has_parted(proposal)
        and mine.person_id
        and circles.membership(proposal.circle_id or 0, mine.person_id)
    )
    both = both_said_yes(said, proposal)
    return Half(proposal, other, said.get(mine.pk), both, rereads, _answer_between(mine, other))


def _answer_between(one: Application, other: Application) -> NeedAnswer | None:
    """Where one of two who are proposed to each other answers the need that the other carries."""
    ways = Q(application=one, need__application=other) | Q(application=other, need__application=one)
    sent = NeedAnswer.objects.filter(ways).exclude(application__sent_at=None)
    return sent.exclude(need__application__sent_at=None).select_related("need").first()


def is_told(proposal: PairProposal) -> bool:
    """May those who coordinate know of it? Two who come together are theirs to read once both have sent their application."""
    both = proposal.first.sent_at and proposal.second.sent_at
    return not proposal.by_themselves or both is not None


def both_said_yes(said: dict[int, bool], proposal: PairProposal) -> bool:
    return bool(said.get(proposal.first_id) and said.get(proposal.second_id))


@reading
def live_proposals(application: Application) -> list[PairProposal]:
    """Pairs that are asked for, or formed, with this person in them."""
    return [row for row in _proposals(application) if row.ended_at is None and not has_parted(row)]


@reading
def proposals_awaiting(application: int) -> set[int]:
    """The pairs that are proposed to this half and await their answer, by number; for whoever carries the mail."""
    mine = Q(first=application) | Q(second=application)
    rows = PairProposal.objects.filter(mine, ended_at=None).exclude(answers__application=application)
    return set(rows.values_list("pk", flat=True))


@reading
def in_living_pairs(applications: Collection[int], *, or_ended_since: datetime) -> set[int]:
    """Which of these are halves of a pair that was formed and lives, or has ended since."""
    here = Q(first__in=applications) | Q(second__in=applications)
    lives = Q(parting=None) | Q(parting__parted_at__gt=or_ended_since)
    living = PairProposal.objects.filter(here, lives, circle__isnull=False)
    return {pk for pair in living.values_list("first", "second") for pk in pair} & set(applications)


@reading
def proposal(pk: int, *, to: Person) -> PairProposal | None:
    """A pair that was asked for, for those who coordinate; None as if it did not exist."""
    rows = PairProposal.objects.filter(pk=pk, **coordinated(to, "call__cohort__"))
    row = rows.select_related("call__cohort__circle", "first", "second").first()
    return row if row is not None and is_told(row) else None


@reading
def reach_of(application: int) -> tuple[str, str, str] | None:
    """For whoever carries the mail: an address, a language, the secret of this person's own link. None without address.

    The address that they left with their application; else that of their account, unless it wants no mail.
    """
    row = _kept().filter(pk=application).select_related("person").first()
    address = row and (row.email or _of_account(row.person))
    return (address, row.language, application_link(row.pk)) if row is not None and address else None


def _of_account(person: Person | None) -> str | None:
    wanted = person is not None and person.is_active and person.cadence != Cadence.NEVER
    return person.email if person is not None and wanted else None


@reading
def left_behind(proposal: int) -> tuple[set[int], list[int]]:
    """When a pair ends: whoever still belongs to its circle; of these, the applications of those who have no account.
    Numbers, for whoever tells."""
    row = PairProposal.objects.get(pk=proposal)
    here = halves_of(proposal)
    halves = Application.objects.filter(
        pk__in=(row.first_id, row.second_id), person__in=here, person__email=None
    )
    return here, list(halves.order_by("pk").values_list("pk", flat=True))


@reading
def halves_of(proposal: int) -> set[int]:
    """Who belongs to the circle of a pair now, by number."""
    row = PairProposal.objects.get(pk=proposal)
    return {m.person_id for m in circles.members(row.circle_id)} if row.circle_id else set()
