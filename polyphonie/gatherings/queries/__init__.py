"""Reads of gatherings: finding them, seeing where they stand as one reader may, their record."""

from polyphonie.gatherings.models import Contribution, Gathering, StepRun
from polyphonie.gatherings.queries.finding import (
    by_code,
    by_secret,
    gathering_for,
    held_about,
    may_follow,
    of_circle,
    of_circles,
    people_in,
    topic,
    under_way_for,
)
from polyphonie.gatherings.queries.record import Record, record_of
from polyphonie.gatherings.queries.seeing import (
    Seen,
    Somebody,
    awaited_now,
    moment,
    next_step,
    speakers_of,
    why_wait,
)

__all__ = [
    "Contribution",
    "Gathering",
    "Record",
    "Seen",
    "Somebody",
    "StepRun",
    "awaited_now",
    "by_code",
    "by_secret",
    "gathering_for",
    "held_about",
    "may_follow",
    "moment",
    "next_step",
    "of_circle",
    "of_circles",
    "people_in",
    "record_of",
    "speakers_of",
    "topic",
    "under_way_for",
    "why_wait",
]
