"""Reads of notices, and calendar files (RFC 5545). Instants are told in UTC: each calendar shows them where it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event

from polyphonie.base import clock, tokens
from polyphonie.base.text import Text
from polyphonie.circles import queries as circles
from polyphonie.decisions import queries as decisions
from polyphonie.decisions.queries import DecisionSeen
from polyphonie.gatherings import queries as gatherings
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides.contract.thaw import thaw
from polyphonie.notices.models import Agenda, Notice
from polyphonie.notices.sentences import AGENDA, GATHERING, KINDS, REVIEW, ROAD
from polyphonie.people.queries import Person
from polyphonie.programmes import queries as programmes
from polyphonie.programmes.queries import Awaited

ASKED_AGAIN = timedelta(hours=1)
SEPARATOR = " · "


def held_about(of: Person) -> list[dict[str, Any]]:
    rows = Notice.objects.filter(person=of).order_by("made_at", "pk")
    return [
        {
            "what": KINDS[n.kind].to(of.language),
            "about": n.path,
            "at": n.made_at.isoformat(),
            "mailed": n.sent_at is not None,
        }
        for n in rows
    ] + [
        {"what": AGENDA.to(of.language), "says what it is about": a.says_what, "at": a.made_at.isoformat()}
        for a in Agenda.objects.filter(person=of)
    ]


def gathering_calendar(gathering: Gathering, *, address: str) -> bytes:
    """A planned gathering as an iCalendar file (RFC 5545)."""
    event = _gathering(gathering, address)
    event.add("summary", gathering.subject or thaw(gathering.guide).title.fr)
    return _calendar([event])


def review_calendar(decision: DecisionSeen, *, address: str) -> bytes:
    """The day a decision is to be reviewed, as an iCalendar file. It says where, not what."""
    event = _review(decision, address)
    event.add("summary", "Revue d’une décision / Decision review")
    return _calendar([event])


def agenda_of(person: Person) -> Agenda | None:
    """The link that somebody has to their agenda, without its secret, which nobody keeps."""
    return Agenda.objects.filter(person=person).first()


def agenda_by(secret: str) -> Agenda | None:
    """The agenda that a link opens, while its person is here."""
    rows = Agenda.objects.filter(digest=tokens.digest(secret), person__is_active=True)
    return rows.select_related("person").first()


def agenda_calendar(agenda: Agenda) -> bytes:
    """What awaits somebody: gatherings that have a date, reviews of their circles' decisions, workshops and weeks of
    conversations of the programmes they walk, as they may know of now.

    It is read by other software, on shared devices: it says when, and at which page; what it is about, and in which room,
    only on demand.
    """
    person = agenda.person
    circles_ = {circle.pk: circle.name for circle in circles.circles_of(person)}
    events = []
    for gathering in gatherings.planned_for(person):
        event = _gathering(gathering, f"{settings.ADDRESS}/gatherings/{gathering.pk}/")
        about = gathering.subject or thaw(gathering.guide).title.to(person.language)
        _say(event, agenda, GATHERING, about=about, circle=circles_.get(gathering.circle_id))
        events.append(event)
    for decision in decisions.reviews_ahead(circles_, to=person):
        event = _review(decision, f"{settings.ADDRESS}/decisions/{decision.pk}/")
        _say(event, agenda, REVIEW, circle=circles_[decision.circle])  # what was decided stays in the circle
        events.append(event)
    for day in programmes.days_ahead(person):
        event = _awaited(day)
        about, circle = day.title.to(person.language), circles_.get(day.circle)
        if agenda.says_what and day.place:
            event.add("location", day.place)  # it may name a ward, or be a link that opens a meeting (0038)
        _say(event, agenda, ROAD[day.kind], about=about if day.kind == "workshop" else "", circle=circle)
        events.append(event)
    return _calendar(events, name=settings.SITE_NAME)


def _say(event: Event, agenda: Agenda, what: Text, *, about: str = "", circle: str | None = None) -> None:
    said = what.to(agenda.person.language)
    if agenda.says_what:
        said = SEPARATOR.join(word for word in (said, about, circle) if word)
    event.add("summary", said)


def _gathering(gathering: Gathering, address: str) -> Event:
    moved = gathering.date_moved_at or gathering.called_at
    event = _event(f"gathering-{gathering.pk}", address, changes=gathering.date_moves, changed_at=moved)
    starts = (gathering.planned_at or gathering.opened_at or gathering.called_at).astimezone(UTC)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=thaw(gathering.guide).minutes))
    return event


def _review(decision: DecisionSeen, address: str) -> Event:
    reviews = decision.reviews
    moved = reviews[-1].reviewed_at if reviews else decision.adopted_at
    event = _event(f"review-{decision.pk}", address, changes=len(reviews), changed_at=moved)
    event.add("dtstart", decision.review_on)
    event.add("transp", "TRANSPARENT")  # a day to keep in mind, not a day that is taken
    return event


def _awaited(day: Awaited) -> Event:
    event = _event(day.uid, f"{settings.ADDRESS}{day.path}", changes=day.changes, changed_at=day.changed_at)
    event.add("dtstart", day.begins_at or day.on)
    event.add("dtend", day.ends_at or day.until)
    if day.kind == "conversation":
        event.add("transp", "TRANSPARENT")  # a week in which to find a moment, not a week that is taken
    return event


def _event(uid: str, address: str, *, changes: int, changed_at: datetime) -> Event:
    """Software that knows the event by its `uid` takes the one whose `sequence` is higher."""
    event = Event()
    event.add("uid", f"{uid}@polyphonie")
    event.add("dtstamp", clock.now())
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", changes)
    event.add("url", address)
    return event


def _calendar(events: list[Event], *, name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Polyphonie//polyphonie//")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
