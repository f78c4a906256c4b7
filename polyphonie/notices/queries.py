"""Reads of notices, and calendar files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from icalendar import Calendar, Event

from polyphonie.base import clock
from polyphonie.decisions.queries import DecisionSeen
from polyphonie.gatherings.queries import Gathering
from polyphonie.guides.contract.thaw import thaw
from polyphonie.notices.models import Notice
from polyphonie.people.queries import Person


def held_about(of: Person) -> list[dict[str, Any]]:
    rows = Notice.objects.filter(person=of).order_by("made_at", "pk")
    return [
        {"what": n.kind, "about": n.path, "at": n.made_at.isoformat(), "mailed": n.sent_at is not None}
        for n in rows
    ]


def gathering_calendar(gathering: Gathering, *, address: str) -> bytes:
    """A planned gathering as an iCalendar file (RFC 5545)."""
    guide = thaw(gathering.guide)
    event = _event(f"gathering-{gathering.pk}", gathering.subject or guide.title.fr, address)
    starts = gathering.planned_at or gathering.opened_at or gathering.called_at
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=guide.minutes))
    return _calendar(event)


def review_calendar(decision: DecisionSeen, *, address: str) -> bytes:
    """The day a decision is to be reviewed, as an iCalendar file. It says where, not what."""
    event = _event(f"review-{decision.pk}", "Revue d’une décision / Decision review", address)
    event.add("dtstart", decision.review_on)
    return _calendar(event)


def _event(uid: str, summary: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@polyphonie")
    event.add("dtstamp", clock.now())
    event.add("summary", summary)
    event.add("url", address)
    return event


def _calendar(event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Polyphonie//polyphonie//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
