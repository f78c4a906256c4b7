"""Who may read a written thing, at a given moment. One function; every read of the house asks it.

`visible(reader, writing, at)` is true if and only if the writing is alive and
  - the reader is one of its authors, or
  - it has been shown, and the reader belongs to its home circle at that moment, within its reach, and
    belonged there before it was written or its authors opened it to those who come later, or
  - it has been shown, and the reader belongs to a circle it was widened to, where the consent of *every* author
    is alive, given after the reader came or given for future members too.

No role, no rank, no nesting appears below: what is not written here gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FACILITATING = frozenset({"facilitator", "cofacilitator"})
REACHES = ("authors", "facilitators", "members")


@dataclass(frozen=True)
class Stay:
    """The time one person belongs to one circle."""

    circle: int
    since: datetime
    until: datetime | None = None
    charge: str = ""

    def covers(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Reader:
    """Somebody who reads. `person` is None for a screen that the whole room looks at."""

    person: int | None
    stays: tuple[Stay, ...] = ()

    def present_in(self, circle: int, at: datetime) -> Iterable[Stay]:
        return (stay for stay in self.stays if stay.circle == circle and stay.covers(at))


@dataclass(frozen=True)
class Consent:
    """The living consent of one author to one widening."""

    author: int
    given_at: datetime
    future_members: bool = False


@dataclass(frozen=True)
class Opening:
    """A widening with the consents alive at this moment."""

    circle: int
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True)
class Writing:
    """What visibility needs to know of a written thing. Never its words."""

    home: int
    authors: frozenset[int]
    written_at: datetime
    shown_at: datetime | None
    reach: str = "members"
    open_to_future: bool = False
    ended_at: datetime | None = None
    openings: tuple[Opening, ...] = ()


def visible(reader: Reader, writing: Writing, at: datetime) -> bool:
    """May `reader` read `writing` at `at`? See the module's docstring; errors: none, total on its types."""
    if writing.ended_at is not None and writing.ended_at <= at:
        return False
    if reader.person is not None and reader.person in writing.authors:
        return True
    if writing.shown_at is None or writing.shown_at > at:
        return False
    return _by_home(reader, writing, at) or any(_by_opening(reader, writing, o, at) for o in writing.openings)


def _by_home(reader: Reader, writing: Writing, at: datetime) -> bool:
    if writing.reach == "authors":
        return False
    return any(
        (writing.reach == "members" or stay.charge in FACILITATING)
        and (stay.since <= writing.written_at or writing.open_to_future)
        for stay in reader.present_in(writing.home, at)
    )


def _by_opening(reader: Reader, writing: Writing, opening: Opening, at: datetime) -> bool:
    living = {c.author: c for c in opening.consents if c.given_at <= at}
    if not writing.authors or not writing.authors <= living.keys():
        return False
    return any(
        all(living[a].future_members or stay.since <= living[a].given_at for a in writing.authors)
        for stay in reader.present_in(opening.circle, at)
    )


def places_opened(writing: Writing) -> frozenset[int]:
    """The circles it was opened to: each of its authors said yes, and none took it back. What one of them only asked is not told."""
    living = {opening.circle: {c.author for c in opening.consents} for opening in writing.openings}
    return frozenset(at for at, said in living.items() if writing.authors and writing.authors <= said)


@dataclass(frozen=True)
class Doors:
    """Where a writing may be read from, for an index: its authors; the circles all of whose members read it (`sure`);
    those of which only some may, by when they came or what they look after (`perhaps`)."""

    authors: frozenset[int] = frozenset()
    sure: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()


def doors(writing: Writing) -> Doors:
    """At least as wide as `visible` at any moment from now until something of the writing changes: who is at none of its doors
    does not read it; who is at a door is still asked of `visible`, except at a sure one, where the answer is yes."""
    if writing.shown_at is None:
        return Doors(writing.authors)
    sure, perhaps = set[int](), set[int]()
    if writing.reach != "authors":
        (sure if writing.reach == "members" and writing.open_to_future else perhaps).add(writing.home)
    for opening in writing.openings:
        living = {c.author: c for c in opening.consents}
        if writing.authors and writing.authors <= living.keys():
            everybody = all(living[author].future_members for author in writing.authors)
            (sure if everybody else perhaps).add(opening.circle)
    return Doors(writing.authors, frozenset(sure), frozenset(perhaps - sure))
