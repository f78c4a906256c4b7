"""May this person do this now? The machine (`contract/consent.py`) knows the moment; here is who."""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.decisions.models import Decision
from polyphonie.people.queries import Person

LONGEST = 4000


def why_not_word(text: str) -> Refusal | None:
    """A proposal is a text one can read aloud."""
    if not text.strip():
        return Refusal(
            "Écrivez d’abord la proposition, en une ou deux phrases.",
            "Write the proposal first, in one or two sentences.",
        )
    if len(text) > LONGEST:
        return Refusal(
            f"Ce texte est trop long pour être lu à voix haute : {LONGEST} signes au plus.",
            f"This text is too long to be read aloud: {LONGEST} characters at most.",
        )
    return None


@reading
def why_not_review(decision: Decision, by: Person) -> Refusal | None:
    """Any member of the circle writes down what the circle said; nobody decides alone to change it."""
    if circles.membership(decision.circle_id, by) is None:
        return NOT_FOUND
    return None
