"""What a sheet or a synthesis makes known; and that somebody's consent is asked."""

from __future__ import annotations

from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.circles import queries as circles
from polyphonie.circles.events import WideningAsked
from polyphonie.notices import commands
from polyphonie.practices import queries as practices
from polyphonie.practices.events import (
    AuthorAdded,
    PeerRead,
    PracticeAdapted,
    PracticeSigned,
    PublicAgreed,
    SynthesisJoined,
    SynthesisSigned,
    TrialTold,
)


@hears(WideningAsked)
@command
def ask_authors(fact: WideningAsked, by: int | None) -> None:
    persons = circles.authors_of(fact.entry) - {by}
    commands.tell(persons, kind="widening", key=f"widening:{fact.widening}", path="/")


@hears(PracticeSigned)
@command
def ask_for_signatures(fact: PracticeSigned, by: int | None) -> None:
    """Once one author signed, the others hear that the text waits for them: while it is being written, nobody does."""
    key = f"sign:{fact.practice}:{fact.number}"
    _tell_authors(fact.practice, practices.awaited(fact.practice) - {by}, kind="sheet_to_sign", key=key)


@hears(AuthorAdded)
@command
def ask_a_new_author(fact: AuthorAdded, by: int | None) -> None:
    key = f"author:{fact.practice}:{fact.person}"
    _tell_authors(fact.practice, {fact.person} - {by}, kind="sheet_to_sign", key=key)


@hears(PracticeAdapted)
@command
def say_that_it_is_adapted(fact: PracticeAdapted, by: int | None) -> None:
    """That it is, not where: the other circle is not theirs to know."""
    key = f"adapted:{fact.adaptation}"
    _tell_authors(fact.practice, practices.authors(fact.practice) - {by}, kind="sheet_adapted", key=key)


@hears(TrialTold)
@command
def say_that_it_was_tried(fact: TrialTold, by: int | None) -> None:
    key = f"trial:{fact.trial}"
    _tell_authors(fact.practice, practices.authors(fact.practice) - {by}, kind="sheet_tried", key=key)


@hears(SynthesisSigned)
@command
def ask_to_sign_a_synthesis(fact: SynthesisSigned, by: int | None) -> None:
    key, persons = f"synthesis:{fact.synthesis}:{fact.number}", practices.kept_awaits(fact.synthesis) - {by}
    commands.tell(persons, kind="synthesis_to_sign", key=key, path=f"/syntheses/{fact.synthesis}/")


@hears(SynthesisJoined)
@command
def ask_a_new_author_of_a_synthesis(fact: SynthesisJoined, by: int | None) -> None:
    key, path = f"synthesis-author:{fact.synthesis}:{fact.person}", f"/syntheses/{fact.synthesis}/"
    commands.tell({fact.person} - {by}, kind="synthesis_to_sign", key=key, path=path)


@hears(PublicAgreed)
@command
def ask_to_make_public(fact: PublicAgreed, by: int | None) -> None:
    """Each author's yes is awaited, for this text."""
    key = f"public:{fact.practice}:{fact.number}"
    awaited = practices.not_agreed(fact.practice) - {by}
    commands.tell(awaited, kind="sheet_public", key=key, path=f"/practices/{fact.practice}/public/")


@hears(PeerRead)
@command
def say_that_it_was_read(fact: PeerRead, by: int | None) -> None:
    """That it was, not what was found: the reasons are on the authors' page."""
    key = f"peer:{fact.practice}:{fact.number}:{by}"
    persons = practices.authors(fact.practice) - {by}
    commands.tell(persons, kind="sheet_peer_read", key=key, path=f"/practices/{fact.practice}/public/")


def _tell_authors(practice: int, persons: set[int], *, kind: str, key: str) -> None:
    commands.tell(persons, kind=kind, key=key, path=f"/practices/{practice}/")
