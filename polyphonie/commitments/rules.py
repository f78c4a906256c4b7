"""May this person do this now?"""

from __future__ import annotations

from datetime import date, timedelta

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.commitments import queries
from polyphonie.commitments.models import STANCES, Commitment, Request
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


LATEST_DAYS = 90


def why_not_ask(
    where: Circle, text: str, to_name: str, due_on: date | None, by: Person, *, from_answer: bool
) -> Refusal | None:
    """A request has words, somebody it is for, and a date within three months."""
    if circles.membership(where, by) is None or (by.is_guest and not from_answer):
        return NOT_FOUND
    if not text.strip():
        return Refusal("Dites en une phrase ce que vous demandez.", "Say in one sentence what you ask.")
    if not to_name.strip():
        return Refusal("Dites à qui vous le demandez.", "Say whom you ask.")
    latest = clock.today() + timedelta(days=LATEST_DAYS)
    if due_on is None or not clock.today() <= due_on <= latest:
        return Refusal(
            f"Choisissez une date d’ici au {latest:%d/%m/%Y} : au-delà, une demande s’oublie.",
            f"Choose a date by {latest:%d/%m/%Y}: later than that, a request is forgotten.",
        )
    return None


def why_not_reply(request: Request, stance: str, reason: str) -> Refusal | None:
    """Any answer is welcome; “no” and “partly” say why."""
    if queries.live_request(request.pk) is None:
        return NOT_FOUND
    if stance not in dict(STANCES):
        return Refusal(
            "Choisissez une réponse : oui, non, en partie, reçu ou fait.",
            "Choose an answer: yes, no, partly, received or done.",
        )
    if stance in ("no", "partly") and not reason.strip():
        return Refusal(
            "Dites en une phrase pourquoi : c’est cela qui permet au groupe d’avancer.",
            "Say why in one sentence: that is what lets the group go on.",
        )
    return None


def why_not_note_reply(request: Request, by: Person) -> Refusal | None:
    """Whoever asked, or those who facilitate the circle, note what the person said."""
    if queries.request(request.pk, to=by) is None or not queries.belongs(request, by):
        return NOT_FOUND
    if request.asker_id == by.pk or circles.facilitates(request.circle, by):
        return None
    return Refusal(
        "Seules la personne qui a demandé et celles qui animent le cercle notent une réponse.",
        "Only the person who asked and those who facilitate the circle note an answer.",
    )
