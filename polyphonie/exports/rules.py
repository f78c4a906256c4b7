"""May this person take this away now?"""

from __future__ import annotations

from polyphonie.base import clock
from polyphonie.base.refusals import Refusal
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.exports import queries
from polyphonie.exports.queries import Export, State
from polyphonie.people.queries import Person

TOO_EARLY = Refusal(
    "Ce fichier n’est pas encore prêt. Revenez dans un instant.",
    "This file is not ready yet. Come back in a moment.",
)
TOO_LATE = Refusal(
    "Ce fichier n’est plus là : il est gardé un jour. Demandez-le à nouveau.",
    "This file is no longer here: it is kept for one day. Ask for it again.",
)


def why_not_export(circle: Circle, what: str, by: Person) -> Refusal | None:
    """Members take their circle's registers away: asked when they ask, and again when the file is made."""
    known = what in queries.REGISTERS and by.is_active
    return None if known and circles.membership(circle, by) is not None else NOT_FOUND


def why_not_fetch(export: Export, by: Person) -> Refusal | None:
    """Its asker alone, as long as they belong to the circle and the file is there."""
    if export.person_id != by.pk or why_not_export(export.circle, export.what, by) is not None:
        return NOT_FOUND
    if export.state != State.DONE:
        return TOO_EARLY
    late = export.expires_at <= clock.now() or not queries.path_of(export).is_file()
    return TOO_LATE if late else None
