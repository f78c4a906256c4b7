"""May this person do this now? `None`, or a refusal with a sentence."""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Charge, Circle
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.gatherings.models import Gathering, StepRun
from polyphonie.gatherings.queries import people_in
from polyphonie.guides.contract.format import Guide
from polyphonie.people.queries import Person

MOST_WORDS = 20_000


def why_not_plan(circle: Circle, guide: Guide | None, mode: str, by: Person) -> Refusal | None:
    """Any member of a circle may call a gathering in it."""
    if circles.membership(circle, by) is None:
        return NOT_FOUND
    if guide is None:
        return Refusal("Choisissez un guide dans la bibliothèque.", "Choose a guide from the library.")
    if mode not in guide.modes:
        return Refusal(
            "Ce guide ne se vit pas ainsi. Choisissez l’autre manière.",
            "This guide is not run that way. Choose the other one.",
        )
    return None


def why_not_facilitate(gathering: Gathering, by: Person) -> Refusal | None:
    """Opening steps, closing them, giving roles: those who facilitate this gathering."""
    membership = circles.membership(gathering.assembly_id, by)
    if membership is None:
        return NOT_FOUND
    if membership.charge not in (Charge.FACILITATOR, Charge.COFACILITATOR):
        return Refusal(
            "Seules les personnes qui animent cette séance peuvent faire cela.",
            "Only those who facilitate this gathering can do this.",
        )
    return None


def why_not_go_on(gathering: Gathering) -> Refusal | None:
    if gathering.closed_at is not None:
        return Refusal(
            "Cette séance est finie. Son relevé est là pour la lire.",
            "This gathering is over. Its record is there to read.",
        )
    if gathering.opened_at is None:
        return Refusal(
            "Cette séance n’est pas encore ouverte.",
            "This gathering is not open yet.",
        )
    return None


def why_not_enter(gathering: Gathering, guide: Guide) -> Refusal | None:
    """People come in while it is open and there is room."""
    if gathering.closed_at is not None:
        return Refusal(
            "Cette séance est finie : on n’y entre plus.",
            "This gathering is over: nobody can come in any more.",
        )
    if gathering.opened_at is None:
        return Refusal(
            "Cette séance n’est pas encore ouverte. Essayez à l’heure prévue.",
            "This gathering is not open yet. Try again when it is due.",
        )
    most = guide.group[1]
    if people_in(gathering).count() >= most:
        return Refusal(
            f"Cette séance est complète : ce guide va jusqu’à {most} personnes. Dites-le à la personne qui anime.",
            f"This gathering is full: this guide takes up to {most} people. Tell the person who facilitates.",
        )
    return None


def why_not_answer(run: StepRun, by: Person) -> Refusal | None:
    """While the step is open, from those who take part."""
    if circles.membership(run.gathering.assembly_id, by) is None:
        return NOT_FOUND
    if refusal := why_not_go_on(run.gathering):
        return refusal
    if run.closed_at is not None:
        return Refusal(
            "Cette étape est close. Votre texte est resté ici : vous pouvez le copier et le dire à voix haute.",
            "This step is closed. Your text is still here: you can copy it and say it aloud.",
        )
    return None


def why_not_write_for(gathering: Gathering, scribe: Person) -> Refusal | None:
    """Whoever facilitates or keeps the record writes for those who have no device."""
    membership = circles.membership(gathering.assembly_id, scribe)
    if membership is None:
        return NOT_FOUND
    if membership.charge == Charge.NONE:
        return Refusal(
            "Écrire pour quelqu’un est le rôle des personnes qui animent ou du secrétaire.",
            "Writing for somebody is for those who facilitate, or the secretary.",
        )
    return None


def why_not_take_over(gathering: Gathering, by: Person) -> Refusal | None:
    """A co-facilitator takes over at any time; where nobody facilitates any more, anybody present does."""
    membership = circles.membership(gathering.assembly_id, by)
    if membership is None:
        return NOT_FOUND
    somebody = people_in(gathering).filter(charge=Charge.FACILITATOR).exists()
    if membership.charge == Charge.COFACILITATOR or not somebody:
        return None
    return Refusal(
        "Quelqu’un anime déjà. Demandez-lui de vous passer la main.",
        "Somebody already facilitates. Ask them to hand over to you.",
    )
