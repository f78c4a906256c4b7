"""What becomes of two people makes known, in words that say nothing of a pair."""

from __future__ import annotations

from polyphonie.base.facts import hears
from polyphonie.base.scope import command
from polyphonie.notices import commands, letters
from polyphonie.programmes import queries as programmes
from polyphonie.programmes.events import (
    CareAgreementWritten,
    ConversationNoted,
    PairParted,
    PairProposed,
    ShareWritten,
)


@hears(PairProposed)
@command
def propose_a_pair(fact: PairProposed, by: int | None) -> None:
    for half in (fact.first, fact.second):
        letters.write_to_half(half, key=letters.key_of_pair(fact.proposal, half))


@hears(CareAgreementWritten)
@command
def say_that_words_are_asked(fact: CareAgreementWritten, by: int | None) -> None:
    """When somebody who coordinates has written, each of the two who has not hears that a question waits; not which. A half
    writes as nobody, and their words tell the other nothing."""
    for half, key in programmes.asked_in_writing(fact.call) if by is not None else ():
        letters.write_to_half(half, key=f"application:{key}", kind=letters.QUESTION)


@hears(PairParted)
@command
def say_that_a_pair_ended(fact: PairParted, by: int | None) -> None:
    """The half who is still there hears that there is news; whoever has no account finds it behind their own link."""
    persons, halves = programmes.left_behind(fact.proposal)
    key = f"parted:{fact.proposal}"
    commands.tell(persons, kind="pair_parted", key=key, path=f"/circles/{fact.circle}/pair/")
    for half in halves:
        letters.write_to_half(half, key=f"{key}:{half}", kind="pair_parted")


@hears(ConversationNoted)
@command
def say_that_something_was_noted(fact: ConversationNoted, by: int | None) -> None:
    persons = programmes.halves_of(fact.proposal) - {by}
    path = f"/pairs/{fact.proposal}/conversations/"
    commands.tell(persons, kind="pair_note", key=f"pair-note:{fact.note}", path=path)


@hears(ShareWritten)
@command
def ask_the_other_half_to_sign(fact: ShareWritten, by: int | None) -> None:
    persons = programmes.halves_to_sign(fact.share)
    commands.tell(
        persons, kind="share_to_sign", key=f"share:{fact.share}", path=f"/circles/{fact.circle}/pair/share/"
    )
