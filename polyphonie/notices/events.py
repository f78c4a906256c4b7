"""What notices announce: that somebody's calendar is read elsewhere, or no longer. For the rest, facts end here."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AgendaOpened(Fact):
    """Somebody made a link to their agenda; the one before it opens nothing any more."""

    person: int


@dataclass(frozen=True, kw_only=True)
class AgendaChanged(Fact):
    """Somebody chose whether their agenda says what it is about."""

    person: int


@dataclass(frozen=True, kw_only=True)
class AgendaClosed(Fact):
    """The link to somebody's agenda opens nothing any more."""

    person: int
