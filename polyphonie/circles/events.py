"""What circles announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CircleFounded(Fact):
    """A circle begins."""

    circle: int


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact):
    """Somebody belongs to a circle from now on."""

    circle: int
    person: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact):
    """Somebody no longer belongs, from this instant."""

    circle: int
    person: int


@dataclass(frozen=True, kw_only=True)
class ChargeGiven(Fact):
    """A member carries a charge, or puts it down."""

    circle: int
    person: int
    charge: str


@dataclass(frozen=True, kw_only=True)
class InvitationMade(Fact):
    """A link into a circle exists."""

    circle: int
    invitation: int


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(Fact):
    """The link opens nothing any more."""

    circle: int
    invitation: int


@dataclass(frozen=True, kw_only=True)
class CharterWritten(Fact):
    """A circle has a new version of its charter."""

    circle: int
    version: int


@dataclass(frozen=True, kw_only=True)
class CharterSigned(Fact):
    """A member signed a version of the charter."""

    circle: int
    version: int


@dataclass(frozen=True, kw_only=True)
class EntryWithdrawn(Fact):
    """A written thing is gone; whoever holds its words forgets them."""

    entry: int


@dataclass(frozen=True, kw_only=True)
class WideningAsked(Fact):
    """An author would like one more circle to read."""

    entry: int
    widening: int


@dataclass(frozen=True, kw_only=True)
class WideningConsented(Fact):
    """One author said yes to a widening."""

    entry: int
    widening: int


@dataclass(frozen=True, kw_only=True)
class WideningRefused(Fact):
    """One author took back, or never gave, their yes."""

    entry: int
    widening: int


@dataclass(frozen=True, kw_only=True)
class EntryReadAgain(Fact):
    """Somebody from another voice read a case again, before it leaves its circle."""

    entry: int
