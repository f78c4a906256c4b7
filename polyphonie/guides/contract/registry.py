"""The kinds there are. The floor above (`steps`) hands them over once, at start: one inverted line, no cycle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from polyphonie.guides.contract.kind import Said, StepKind


@dataclass(frozen=True)
class Furnished:
    """A kind with what surrounds it: the form that reads an answer, what opening begins and what closing leaves in
    other rooms; what other rooms bring to it, for one reader (`brings(gathering, step, to=reader)` → answers);
    how somebody of a rehearsal answers where nothing is kept here (`plays`)."""

    kind: StepKind
    form: Callable[..., Any]
    opens: Callable[..., None] | None = None
    leave: Callable[..., dict[str, Any]] | None = None
    plays: Callable[..., None] | None = None
    brings: Callable[..., tuple[Said, ...]] | None = None


@dataclass
class _Shelf:
    kinds: dict[str, Furnished] = field(default_factory=dict)


_shelf = _Shelf()


def furnish(kinds: Mapping[str, Furnished]) -> None:
    _shelf.kinds = dict(kinds)


def furnished(name: str) -> Furnished:
    return _shelf.kinds[name]


def kinds() -> dict[str, StepKind]:
    """Name → kind, in the order of the dictionary."""
    return {name: f.kind for name, f in _shelf.kinds.items()}
