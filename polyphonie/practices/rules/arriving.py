"""May this come in from another house, be accepted, be removed? `None`, or a refusal with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Kind
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.practices import queries
from polyphonie.practices.contract.catalogue import MOST_FILES
from polyphonie.practices.models import Arrival, Practice


def why_not_bring(circle: Circle, files: Sequence[bytes], by: Person) -> Refusal | None:
    """A member of the circle brings a catalogue, in a few files at most."""
    if circle.kind == Kind.GATHERING or circles.membership(circle, by) is None:
        return NOT_FOUND
    if not files:
        return Refusal(
            "Choisissez un fichier de catalogue, ou collez son texte.",
            "Choose a catalogue file, or paste its text.",
        )
    if len(files) > MOST_FILES:
        return Refusal(
            f"Apportez {MOST_FILES} fichiers au plus à la fois.",
            f"Bring {MOST_FILES} files at most at a time.",
        )
    return None


def why_not_one_house(houses: set[str], ours: str) -> Refusal | None:
    if len(houses) > 1:
        return Refusal(
            "Ces fichiers viennent de plusieurs maisons. Apportez-les une maison à la fois.",
            "These files come from several houses. Bring them one house at a time.",
        )
    if ours in houses:
        return Refusal(
            "Ce catalogue est celui de cette maison : ses fiches sont déjà ici.",
            "This catalogue is this house’s own: its sheets are here already.",
        )
    return None


def why_not_decide(arrival: Arrival | None, by: Person) -> Refusal | None:
    """Whoever belongs to the circle decides of what waits there, once; what came again meanwhile is read again."""
    if arrival is None or circles.membership(arrival.circle_id, by) is None:
        return NOT_FOUND
    if arrival.decided_at is not None:
        return Refusal("Quelqu’un l’a déjà lue et a décidé.", "Somebody has already read it and decided.")
    return None


def why_not_remove(practice: Practice, by: Person) -> Refusal | None:
    """What came from elsewhere has no author here: whoever belongs to the circle that took it in may remove it."""
    if circles.membership(practice.circle_id, by) is None or queries.origin_of(practice.pk) is None:
        return NOT_FOUND
    return None
