"""What two may do in their place, and those who coordinate in a conversation with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.programmes import queries
from polyphonie.programmes.models import ABOUT, PairPage, PairProject
from polyphonie.programmes.queries import Conversations, PairSeen

MOST_KEPT = 20
FURTHEST_CONVERSATION = timedelta(days=366)


def why_not_in_pair(pair: PairSeen, by: Person) -> Refusal | None:
    return NOT_FOUND if pair.me.person_id != by.pk else None


def why_not_between_two(pair: PairSeen, by: Person) -> Refusal | None:
    """What takes two, while the pair lives."""
    if pair.me.person_id != by.pk:
        return NOT_FOUND
    if pair.parted:
        return Refusal(
            "Ce binôme a pris fin. Ce qui a été gardé se relit encore, et rien ne s’y ajoute.",
            "This pair has ended. What was kept can still be read, and nothing is added to it.",
        )
    return None


def why_not_write_project(
    pair: PairSeen, now: PairProject | None, number: int, lines: Mapping[str, str], by: Person
) -> Refusal | None:
    """Either of the two, over the text they read; one line at least."""
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not any(line.strip() for line in lines.values()):
        return Refusal("Écrivez au moins une ligne.", "Write at least one line.")
    return None if (now.number if now else 0) == number else WRITTEN_MEANWHILE


def why_not_write_page(pair: PairSeen, text: str, about: str, by: Person) -> Refusal | None:
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not text.strip():
        return Refusal("Écrivez quelques mots.", "Write a few words.")
    return _why_not_about(about)


def _why_not_about(about: str) -> Refusal | None:
    if about in ("", *ABOUT):
        return None
    return Refusal(
        "Choisissez de quoi parle cette page, ou ne le dites pas.",
        "Choose what this page is about, or do not say.",
    )


def why_not_change_page(page: PairPage, about: str, by: Person) -> Refusal | None:
    """Its author alone, in a pair they belong to."""
    return NOT_FOUND if queries.page_of_mine(page.pk, to=by) is None else _why_not_about(about)


def why_not_keep_between(pair: PairSeen, text: str, by: Person) -> Refusal | None:
    """A short list: what is long belongs in the log."""
    if refusal := why_not_between_two(pair, by):
        return refusal
    if not text.strip():
        return Refusal(
            "Écrivez ce que vous voulez garder entre vous.", "Write what you want kept between you."
        )
    if len(queries.kept_between(pair.circle, to=by)) >= MOST_KEPT:
        return Refusal(
            f"Cette liste tient en {MOST_KEPT} lignes. Retirez-en une d’abord.",
            f"This list holds {MOST_KEPT} lines. Take one back first.",
        )
    return None


def why_not_plan_conversation(seen: Conversations, at: datetime | None, by: Person) -> Refusal | None:
    """A coordinator of the cohort, with a date ahead, while the pair lives."""
    if refusal := _why_not_converse(seen, by):
        return refusal
    if at is None or not clock.now() < at <= clock.now() + FURTHEST_CONVERSATION:
        return Refusal("Choisissez un jour et une heure à venir.", "Choose a day and an hour still to come.")
    return None


def why_not_note_conversation(seen: Conversations, text: str, by: Person) -> Refusal | None:
    """The same, once a conversation was planned: its notes are read by those who take part in it."""
    if refusal := _why_not_converse(seen, by):
        return refusal
    if not seen.held:
        return Refusal("Prévoyez d’abord un entretien.", "Plan a conversation first.")
    return None if text.strip() else Refusal("Écrivez quelques mots.", "Write a few words.")


def _why_not_converse(seen: Conversations, by: Person) -> Refusal | None:
    if not queries.coordinates(seen.row.call.cohort, by):
        return Refusal(
            "Les personnes qui animent prévoient les entretiens. Demandez-leur une date.",
            "Those who facilitate plan the conversations. Ask them for a date.",
        )
    return ENDED_PAIR if seen.parted else None


ENDED_PAIR = Refusal("Ce binôme a pris fin.", "This pair has ended.")
WRITTEN_MEANWHILE = Refusal(
    "L’autre moitié de votre binôme a écrit entre-temps. Relisez, puis écrivez à nouveau.",
    "The other half of your pair has written meanwhile. Read it again, then write anew.",
)
