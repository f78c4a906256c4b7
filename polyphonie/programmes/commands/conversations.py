"""Conversations of a pair with those who facilitate: a date, a gathering, notes that the two read."""

from __future__ import annotations

from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.circles import commands as circles
from polyphonie.circles import queries as circle_queries
from polyphonie.circles.queries import FACILITATING, Circle, Kind, Membership
from polyphonie.gatherings import commands as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides import queries as guides
from polyphonie.people.queries import Person
from polyphonie.programmes import queries, rules
from polyphonie.programmes.events import ConversationNoted, ConversationPlanned
from polyphonie.programmes.models import ConversationCircle, ConversationNote
from polyphonie.programmes.queries import Conversations


def topic(circle: Circle | int) -> str:
    """The log this belongs to."""
    return f"circle:{circle if isinstance(circle, int) else circle.pk}"


@command
def plan_conversation(seen: Conversations, *, at: datetime | None, by: Person) -> Gathering:
    """Give a pair and whoever facilitates a date to talk for half an hour. Records `ConversationPlanned`."""
    check(rules.why_not_plan_conversation(seen, at, by))
    place = _place(seen, by)
    guide = guides.guide(queries.CONVERSATION)
    made = gatherings.call_gathering(place, guide=guide, mode="live", by=by, planned_at=at)
    fact = ConversationPlanned(proposal=seen.row.pk, gathering=made.pk)
    record(fact, by=by, topic=topic(place))
    return made


def _place(seen: Conversations, by: Person) -> Circle:
    """The circle of the two and of those who coordinate now; those who began since then come in."""
    helpers = [m for m in circle_queries.members(seen.cohort) if m.charge in FACILITATING]
    known = ConversationCircle.objects.filter(proposal=seen.row).select_related("circle").first()
    if known is None:
        halves = circle_queries.members(seen.row.circle_id or 0)
        everybody = [(m.person, m.voice) for m in (*halves, *helpers)]
        name = f"{'Conversations' if by.language == 'en' else 'Entretiens'} · {clock.today():%m/%Y}"
        circle = circles.found_pair(seen.cohort, name=name, halves=everybody, kind=Kind.CONVERSATION)
        known = ConversationCircle.objects.create(proposal=seen.row, circle=circle)
    for member in helpers:
        circles.enter(known.circle, person=member.person, voice=member.voice, by=by)
    place: Circle = known.circle
    return place


@command
def note_conversation(seen: Conversations, *, text: str, by: Person) -> ConversationNote:
    """Note something of a conversation, which the two read. Records `ConversationNoted`."""
    check(rules.why_not_note_conversation(seen, text, by))
    place = ConversationCircle.objects.select_related("circle").get(proposal=seen.row).circle
    entry = circles.write_entry(place, kind="pair_note", authors=[by], shown=True, by=by)
    made = ConversationNote.objects.create(
        entry=entry, proposal=seen.row, author=by, text=text.strip()[:20_000], written_at=clock.now()
    )
    record(ConversationNoted(proposal=seen.row.pk, note=made.pk), by=by, topic=topic(place))
    return made


@command
def come_in(cohort: Circle | int, *, person: int, by: None = None) -> None:
    """Whoever begins to look after a cohort enters the conversations of its pairs that are not over: they are to be there."""
    member: Membership | None = circle_queries.membership(cohort, person)
    if member is None or member.charge not in FACILITATING:
        return
    for place in queries.conversations_to_come(cohort):
        circles.enter(place.circle, person=member.person, voice=member.voice, by=member.person)


@command
def stand_back(cohort: Circle | int, *, person: int, by: None = None) -> None:
    """Whoever no longer looks after a cohort is no longer in the conversations of its pairs."""
    if circle_queries.facilitates(cohort, person):
        return
    here = ConversationCircle.objects.filter(proposal__call__cohort__circle=cohort).select_related("circle")
    for place in here.order_by("pk"):
        member: Membership | None = circle_queries.membership(place.circle, person)
        if member is not None and circle_queries.membership(place.proposal.circle_id or 0, person) is None:
            circles.leave(place.circle, person=member.person, by=member.person)
