"""May this circle have a programme of its own, and this person change it?"""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.circles import rules as of_circles
from polyphonie.circles.queries import BETWEEN_EQUALS, Circle, Kind
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.programmes.models import OwnTemplate

MOST_OWN, LONGEST_TEMPLATE = 50, 60_000


def why_not_adapt(circle: Circle, by: Person) -> Refusal | None:
    """Those who look after a circle make programmes its own; so many at most."""
    if circle.kind in (Kind.GATHERING, *BETWEEN_EQUALS):
        return NOT_FOUND
    if refusal := of_circles.why_not_look_after(circle, by):
        return refusal
    if OwnTemplate.objects.filter(circle=circle).count() >= MOST_OWN:
        return Refusal(
            f"Ce cercle a déjà {MOST_OWN} programmes. Supprimez-en un d’abord.",
            f"This circle has {MOST_OWN} programmes already. Delete one first.",
        )
    return None


def why_not_keep_template(toml: str) -> Refusal | None:
    """A text that one page shows; its mistakes are said beside it, and stop nobody from keeping it."""
    if not toml.strip() or len(toml) > LONGEST_TEMPLATE or "\x00" in toml:
        return Refusal(
            f"Un programme est un texte de 1 à {LONGEST_TEMPLATE} signes.",
            f"A programme is a text of 1 to {LONGEST_TEMPLATE} characters.",
        )
    return None


def why_not_change_template(own: OwnTemplate, edition: int, by: Person) -> Refusal | None:
    """Nobody writes over what somebody else kept in the meantime."""
    if refusal := of_circles.why_not_look_after(own.circle, by):
        return refusal
    if own.edition != edition:
        return Refusal(
            "Ce programme a changé pendant que vous écriviez. Vos mots sont ci-dessous : recopiez-les dans celui d’aujourd’hui.",
            "This programme changed while you were writing. Your words are below: copy them into today’s.",
        )
    return None
