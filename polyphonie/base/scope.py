"""People's words are read inside a door, for somebody, or not at all.

A model whose rows hold words uses `Scoped` as its manager. Outside a scope, a query on it raises `OutOfScope`:
a template or a view that wanders along a relation fails in the tests instead of leaking in a hospital.
Scopes are opened by `queries.py` (`@reading`) and by `commands.py` (`@command`), nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

P = ParamSpec("P")
R = TypeVar("R")

_depth: ContextVar[int] = ContextVar("scope_depth", default=0)


class OutOfScope(RuntimeError):
    """Somebody's words were asked for outside a room's door."""


@contextmanager
def open_door() -> Iterator[None]:
    token = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(token)


def reading(query: Callable[P, R]) -> Callable[P, R]:
    """A read that a room offers. It takes `to=` and filters by it, or it counts without words."""

    @wraps(query)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with open_door():
            return query(*args, **kwargs)

    return inside


def command(verb: Callable[P, R]) -> Callable[P, R]:
    """A verb: one transaction, checked, changed and recorded, or nothing at all."""

    @wraps(verb)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), open_door():
            return verb(*args, **kwargs)

    return inside


class Scoped(models.Manager[Any]):
    """The manager of a model that holds people's words."""

    def get_queryset(self) -> models.QuerySet[Any]:
        if not _depth.get():
            raise OutOfScope(
                f"{self.model.__name__} was asked for outside a door (queries.py or commands.py)"
            )
        return super().get_queryset()
