"""Reads that pages and other rooms need."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from polyphonie.people.models import Cadence, Person

__all__ = ["Cadence", "Person", "by_email", "erased", "held_about", "person"]


def person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk, is_active=True).first()


def by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()


def erased() -> frozenset[tuple[int, datetime]]:
    """Who was erased: their numbers, and the moment each was welcomed. The ledger that a restored copy replays."""
    return frozenset(Person.objects.exclude(erased_at=None).values_list("pk", "welcomed_at"))


def held_about(of: Person) -> dict[str, Any]:
    return {
        "name": of.name,
        "email": of.email,
        "language": of.language,
        "plain": of.plain,
        "mail": of.cadence,
        "time zone": of.zone,
        "since": of.welcomed_at.isoformat(),
    }
