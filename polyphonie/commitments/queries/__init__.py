"""What may be read of small steps and of requests."""

from __future__ import annotations

from polyphonie.commitments.models import Commitment, Request
from polyphonie.commitments.queries.requests import (
    RequestSeen,
    asked_by,
    belongs,
    by_link,
    link_of,
    live_request,
    open_requests,
    request,
    request_dates,
    requests_of,
)
from polyphonie.commitments.queries.steps import (
    LONGEST_DAYS,
    commitment,
    concluded,
    due,
    due_soon,
    held_about,
    of_circle,
    of_person,
)

__all__ = [
    "LONGEST_DAYS",
    "Commitment",
    "Request",
    "RequestSeen",
    "asked_by",
    "belongs",
    "by_link",
    "commitment",
    "concluded",
    "due",
    "due_soon",
    "held_about",
    "link_of",
    "live_request",
    "of_circle",
    "of_person",
    "open_requests",
    "request",
    "request_dates",
    "requests_of",
]
