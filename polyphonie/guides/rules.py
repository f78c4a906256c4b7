"""May this person adapt a guide here?"""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.circles import rules as circles
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person


def why_not_adapt(circle: Circle, by: Person) -> Refusal | None:
    """Those who look after the circle adapt its guides."""
    return circles.why_not_look_after(circle, by)
