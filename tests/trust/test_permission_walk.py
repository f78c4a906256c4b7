"""Every address of the house, asked by everybody, in every way: each answer is the one that `policy.toml` declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from tests.trust import asking, policy
from tests.trust.place import ACTORS

pytestmark = pytest.mark.django_db  # inside the transaction that holds the place


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Every route that the resolver knows, as it is written."""
    for one in (resolver or get_resolver()).url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, here)
        else:
            yield here or "/"


def test_every_pattern_has_a_row_and_every_row_a_pattern():
    known, rows = set(patterns()), {policy.route(row) for row in policy.ROWS}
    assert {"undeclared patterns": sorted(known - rows), "rows of nothing": sorted(rows - known)} == {
        "undeclared patterns": [],
        "rows of nothing": [],
    }


def test_every_row_says_what_each_actor_gets_and_names_nobody_else():
    for row in policy.ROWS:
        for method in policy.methods(row):
            assert tuple(policy.declared(row, method)) == ACTORS, (row, method)


@pytest.mark.parametrize("row", policy.ROWS)
def test_each_answers_each_as_declared(row, place):
    """Each cell starts from the same state: whatever it did is undone before the next."""
    said = policy.ROWS[row]
    address = asking.address(place, policy.route(row), said.get("with", {}))
    sent = asking.filled(place, said.get("send", {}))
    wrong = {}
    for method in policy.methods(row):
        for actor, status in policy.declared(row, method).items():
            cache.clear()
            with transaction.atomic():
                answer = asking.ask(place, actor, method, address, sent)
                transaction.set_rollback(True)
            if answer.status_code != status:
                wrong[method, actor] = f"{answer.status_code} instead of {status}{_why(answer)}"
    assert wrong == {}


def _why(answer: Any) -> str:
    return f" ({answer.exc_info[1]!r})" if getattr(answer, "exc_info", None) else ""


def test_the_walk_would_notice_a_door_left_open(place):
    """The same page, asked by somebody who belongs and by Farid: two different answers, so the walk can see one."""
    address = asking.address(place, "circles/<int:pk>/", {"pk": "circle"})
    seen = {name: asking.ask(place, name, "GET", address).status_code for name in ("member", "elsewhere")}
    assert seen == {"member": 200, "elsewhere": 404}


def test_a_superuser_gets_nothing_that_a_stranger_does_not_get():
    for row in policy.ROWS:
        for method in policy.methods(row):
            answers = policy.declared(row, method)
            assert answers["superuser"] == answers["stranger"], (row, method)


def test_somebody_who_left_gets_nothing_that_a_stranger_does_not_get():
    for row in policy.ROWS:
        for method in policy.methods(row):
            answers = policy.declared(row, method)
            assert answers["left"] == answers["stranger"], (row, method)
