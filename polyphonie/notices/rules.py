"""May this person do this now?"""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.notices.models import Agenda
from polyphonie.people.queries import Person


def why_not_open_agenda(person: Person) -> Refusal | None:
    """A link outlives a visit: it is for those who have an account."""
    if person.is_guest:
        return Refusal(
            "Pour avoir un agenda, laissez d’abord une adresse électronique : vous pourrez ainsi le refermer.",
            "To have a calendar, first leave an e-mail address, so that you can close it again.",
        )
    return None


def why_not_change_agenda(agenda: Agenda | None) -> Refusal | None:
    if agenda is None:
        return Refusal(
            "Vous n’avez plus de lien vers votre agenda. Préparez-en un.",
            "You no longer have a link to your calendar. Make one.",
        )
    return None
