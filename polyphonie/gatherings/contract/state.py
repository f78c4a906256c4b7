"""Where a gathering stands, rebuilt from its log of facts. The rows are a snapshot of this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol


class Happened(Protocol):
    """A fact as the log tells it."""

    @property
    def name(self) -> str: ...
    @property
    def ids(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class State:
    """`phase` is planned, open or closed; `run` is the step under way or last closed."""

    phase: str = "planned"
    run: int | None = None
    step: str = ""
    turn: int = 0
    deadline: str = ""
    step_open: bool = False
    people: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    roles: tuple[tuple[str, int], ...] = ()


def apply(state: State, fact: Happened) -> State:
    """One fact further. Unknown facts change nothing; a fact told twice changes nothing more."""
    ids = fact.ids
    match fact.name:
        case "GatheringOpened":
            return replace(state, phase="open")
        case "PersonEntered":
            return replace(state, people=state.people | {_int(ids["person"])})
        case "PersonLeft":
            return replace(state, people=state.people - {_int(ids["person"])})
        case "RoleGiven":
            roles = dict(state.roles) | {str(ids["role"]): _int(ids["person"])}
            return replace(state, roles=tuple(sorted(roles.items())))
        case "StepOpened":
            return replace(
                state,
                run=_int(ids["run"]),
                step=str(ids["step"]),
                turn=_int(ids["turn"]),
                deadline=str(ids["deadline"]),
                step_open=True,
                answered=frozenset(),
            )
        case "TimeExtended" if ids["run"] == state.run:
            return replace(state, deadline=str(ids["deadline"]))
        case "AnswerGiven" if ids["run"] == state.run:
            return replace(state, answered=state.answered | {_int(ids["contribution"])})
        case "AnswerTakenBack":
            return replace(state, answered=state.answered - {_int(ids["contribution"])})
        case "StepClosed" if ids["run"] == state.run:
            return replace(state, step_open=False)
        case "GatheringClosed":
            return replace(state, phase="closed", step_open=False)
    return state


def replay(facts: Iterable[Happened]) -> State:
    """The state after all these facts, in order."""
    state = State()
    for fact in facts:
        state = apply(state, fact)
    return state


def _int(value: object) -> int:
    return int(str(value))
