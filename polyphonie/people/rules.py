"""May this person do this now?"""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.people.contract import zones
from polyphonie.people.models import Person

LONGEST_NAME = 60


def why_not_call_oneself(name: str) -> Refusal | None:
    """A name is what others say to call you: something, and not a paragraph."""
    if not name.strip():
        return Refusal(
            "Écrivez un prénom, ou le nom que vous voulez qu’on lise.",
            "Write a first name, or the name you want others to read.",
        )
    if len(name.strip()) > LONGEST_NAME:
        return Refusal(
            f"Ce nom est trop long : {LONGEST_NAME} lettres au plus.",
            f"This name is too long: {LONGEST_NAME} letters at most.",
        )
    return None


def why_not_attach(guest: Person, person: Person) -> Refusal | None:
    """A guest's words go to an account only when the guest has none."""
    if not guest.is_guest or guest.erased_at or not guest.is_active:
        return Refusal(
            "Ces contributions ont déjà un compte. Entrez avec l’adresse de ce compte.",
            "These contributions already have an account. Sign in with that account’s address.",
        )
    if person.is_guest:
        return Refusal(
            "Entrez d’abord avec votre adresse électronique.",
            "Sign in first with your e-mail address.",
        )
    return None


def why_not_live_in(zone: str) -> Refusal | None:
    """A time zone that exists, or none: the installation's."""
    if zone and zone not in zones.known():
        return Refusal("Choisissez un lieu dans la liste.", "Choose a place from the list.")
    return None
