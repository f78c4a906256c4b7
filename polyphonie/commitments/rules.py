"""May this person do this now?"""

from __future__ import annotations

from datetime import date, timedelta

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.commitments import queries
from polyphonie.commitments.models import Commitment
from polyphonie.people.queries import Person


def why_not_step(text: str, due_on: date | None) -> Refusal | None:
    """A small step has words and a near date: further than three weeks, it is a project."""
    if not text.strip():
        return Refusal(
            "Dites en une phrase ce que vous allez essayer.", "Say in one sentence what you will try."
        )
    latest = clock.today() + timedelta(days=queries.LONGEST_DAYS)
    if due_on is None or not clock.today() <= due_on <= latest:
        return Refusal(
            f"Choisissez une date d’ici au {latest:%d/%m/%Y} : un petit pas tient en trois semaines.",
            f"Choose a date by {latest:%d/%m/%Y}: a small step fits in three weeks.",
        )
    return None


def why_not_tell(commitment: Commitment, by: Person) -> Refusal | None:
    """Only its owner tells the news of a small step, until it is concluded."""
    if queries.commitment(commitment.pk, to=by) is None:
        return NOT_FOUND
    if commitment.owner_id != by.pk:
        return Refusal(
            "Seule la personne qui a choisi ce petit pas en donne des nouvelles.",
            "Only the person who chose this small step tells its news.",
        )
    if queries.concluded(commitment):
        return Refusal("Ce petit pas est terminé.", "This small step is over.")
    return None
