"""People: the verbs."""

from __future__ import annotations

from datetime import datetime

from polyphonie.base import clock
from polyphonie.base.facts import record
from polyphonie.base.refusals import check
from polyphonie.base.scope import command
from polyphonie.people import rules
from polyphonie.people.events import (
    GuestAttached,
    GuestWelcomed,
    PersonErased,
    PersonRenamed,
    PreferencesChanged,
)
from polyphonie.people.models import Person


def topic(person: Person) -> str:
    """The log this belongs to."""
    return f"person:{person.pk}"


@command
def welcome_guest(*, name: str, language: str = "fr", plain: bool = False) -> Person:
    """Let somebody in with a first name. No account, no mail. Records `GuestWelcomed`."""
    check(rules.why_not_call_oneself(name))
    guest = Person.objects.create_user(name=name.strip(), language=language, plain=plain)
    record(GuestWelcomed(person=guest.pk), by=guest, topic=topic(guest))
    return guest


@command
def rename(person: Person, *, name: str, by: Person) -> Person:
    """Change the name others read. Records `PersonRenamed`."""
    check(rules.why_not_call_oneself(name))
    person.name = name.strip()
    person.save(update_fields=["name"])
    record(PersonRenamed(person=person.pk), by=by, topic=topic(person))
    return person


@command
def prefer(
    person: Person, *, language: str, plain: bool, cadence: str, by: Person, zone: str | None = None
) -> Person:
    """Choose a language, plain words, how often mail comes, and a time zone (None keeps it as it was).

    Records `PreferencesChanged`.
    """
    check(rules.why_not_live_in(zone or ""))
    person.language, person.plain, person.cadence = language, plain, cadence
    person.zone = person.zone if zone is None else zone
    person.save(update_fields=["language", "plain", "cadence", "zone"])
    record(PreferencesChanged(person=person.pk), by=by, topic=topic(person))
    return person


@command
def attach_guest(guest: Person, *, to: Person, by: Person) -> Person:
    """Give an account what somebody wrote as a guest. The guest's number is closed for ever. Records `GuestAttached`."""
    check(rules.why_not_attach(guest, to))
    record(GuestAttached(guest=guest.pk, person=to.pk), by=by, topic=topic(to))
    guest.is_active = False
    guest.name = ""
    guest.save(update_fields=["is_active", "name"])
    return to


@command
def erase(person: Person, *, by: Person) -> None:
    """Forget somebody: name, e-mail, sign-in; every room hears `PersonErased` and forgets with us.

    The number stays, empty, so that nobody ever inherits it; the fact is the ledger that a restored backup replays.
    """
    record(PersonErased(person=person.pk), by=by, topic=topic(person))
    person.name, person.email, person.is_active, person.erased_at = "", None, False, clock.now()
    person.zone = ""
    person.set_unusable_password()
    person.save()
    for relation in ("emailaddress_set", "authenticator_set", "socialaccount_set"):
        if hasattr(person, relation):
            getattr(person, relation).all().delete()


@command
def erase_again(former: frozenset[tuple[int, datetime]], *, by: None = None) -> int:
    """Erase anew those whom `former` (`queries.erased`) says were, where an older copy brought them back. Returns how many."""
    welcomed = dict(former)
    back = Person.objects.filter(pk__in=welcomed, erased_at=None)
    same = [person for person in back if person.welcomed_at == welcomed[person.pk]]
    for person in same:
        erase(person, by=person)
    return len(same)
