"""What integrating leaves: the next version, how it answers each objection, and the objections their authors lifted."""

from __future__ import annotations

from typing import Any

from polyphonie.decisions import commands as decisions
from polyphonie.decisions import queries
from polyphonie.decisions.contract.consent import Stage


def leave(leaving: Any) -> dict[str, Any]:
    proposal = leaving.left_before.get("proposal")
    carrier = next((g for g in reversed(leaving.given) if g.answer.text or g.answer.withdrawn), None)
    if proposal is None or queries.asked(proposal)[0] != Stage.INTEGRATING:
        return {}  # nothing to integrate into: it was taken back meanwhile
    outcome = leaving.run.outcome
    if outcome.withdrawn and carrier:
        decisions.withdraw(proposal, by=carrier.person)
        return {"stage": "withdrawn"}
    if outcome.changed and carrier:
        decisions.edit(proposal, text=outcome.text, by=carrier.person)
    standing = queries.standing(proposal)
    if carrier:
        for objector, how in _answers(leaving):
            if objector in standing:
                decisions.answer_objection(standing[objector], how=how, by=carrier.person)
    for given in leaving.given:
        if given.answer.lifted and given.person.pk in standing:
            decisions.lift(standing[given.person.pk], by=given.person)
    return {}


def _answers(leaving: Any) -> list[tuple[int, str]]:
    """Whose objection (person) is answered how: references are those of the gathering, numbers those of the room."""
    persons = leaving.persons_by_ref
    return [(persons[o.ref], o.how) for o in leaving.run.outcome.objections if o.how and o.ref in persons]
