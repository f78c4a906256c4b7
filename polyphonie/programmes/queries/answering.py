"""Where each answer to a need stands in the pairing of its call, for those who coordinate."""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.programmes.models import Application, NeedAnswer
from polyphonie.programmes.queries.needs import NeedRead
from polyphonie.programmes.queries.pairing import Pairing

OVER = ("over", "parted")


@dataclass(frozen=True)
class AnswerHere:
    """One answer. `state`: waiting, agreed, formed (the two were asked), together or apart (a coordinator said so), computed
    (the calculation puts them together), free (it does not), held (nor does it, and nothing more is said), taken (one of the
    two is in another pair)."""

    row: NeedAnswer
    state: str

    @property
    def application(self) -> Application:
        return self.row.application


@dataclass(frozen=True)
class NeedHere:
    need: NeedRead
    answers: tuple[AnswerHere, ...]


def needs_here(seen: Pairing) -> list[NeedHere]:
    """Each need of the call with where its answers stand."""
    states = _states(seen)
    found = []
    for need in seen.needs:
        carrier = need.row.application_id
        here = tuple(AnswerHere(row, _stands(seen, states, carrier, row)) for row in need.answers)
        found.append(NeedHere(need, here))
    return found


def _states(seen: Pairing) -> dict[frozenset[int], str]:
    """Of two people by their numbers: what was computed, over it what was said, over it what was asked."""
    found = {frozenset({pair.first.pk, pair.second.pk}): "computed" for pair in seen.pairs}
    found |= {frozenset({word.first_id, word.second_id}): word.kind for word in seen.words}
    asked = ((frozenset({a.row.first_id, a.row.second_id}), a.state) for a in seen.asked)
    return found | {two: state for two, state in asked if state not in OVER}


def _stands(seen: Pairing, states: dict[frozenset[int], str], carrier: int, row: NeedAnswer) -> str:
    two = frozenset({carrier, row.application_id})
    otherwise = "free" if two <= seen.people.keys() else "held" if two & seen.held else "taken"
    return states.get(two, otherwise)
