"""What people announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GuestWelcomed(Fact):
    """Somebody came in with a first name and no account."""

    person: int


@dataclass(frozen=True, kw_only=True)
class PersonRenamed(Fact):
    """Somebody changed the name others see."""

    person: int


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(Fact):
    """Somebody chose a language, plain words, how often mail reaches them, or their time zone."""

    person: int


@dataclass(frozen=True, kw_only=True)
class GuestAttached(Fact):
    """A guest turned out to be somebody who has an account: what they wrote is theirs."""

    guest: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PersonErased(Fact):
    """Somebody asked to be forgotten. Rooms above forget in the same transaction."""

    person: int
