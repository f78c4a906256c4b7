"""I2: what is not for me and what does not exist are one and the same absence: same words, same headers, same work.

Whoever could tell them apart would learn that a circle, a gathering or a decision exists, and how many there are."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.trust import asking, policy

pytestmark = pytest.mark.django_db
NOBODY_HAS = "987654321"
# They belong or take part: they know that the gathering exists, and a console that is not theirs hides nothing from them.
KNOW_OF_IT = ("guest", "member", "participant", "author", "facilitator")
# allauth's numbers are of one's own passkeys; and Noor, who belongs elsewhere, knows of the gathering that is elsewhere.
OTHERS = ("accounts/", "gatherings/<int:pk>/console/ @elsewhere")
WITH_AN_OBJECT = [row for row in policy.ROWS if "<int:" in row and not row.startswith(OTHERS)]


def absences() -> list[tuple[str, str, list[str]]]:
    """Every row that answers 404 to somebody, with those who get it."""
    rows = []
    for row in WITH_AN_OBJECT:
        for method in ("GET", "POST"):
            if missing := [actor for actor, status in policy.declared(row, method).items() if status == 404]:
                rows.append((row, method, missing))
    return rows


def told(answer: Any, address: str) -> tuple[Any, ...]:
    """Everything an answer says, the address that was typed and the token of its form apart."""
    body = answer.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "TOKEN", body)
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length")
    return answer.status_code, headers, sorted(answer.cookies), body


def asked(
    place: Any, actor: str, method: str, address: str, sent: dict[str, str]
) -> tuple[tuple[Any, ...], int]:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        answer = asking.ask(place, actor, method, address, sent)
        transaction.set_rollback(True)
    return told(answer, address), len(queries)


@pytest.mark.parametrize(
    ("row", "method", "actors"), absences(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_not_for_me_is_told_as_what_does_not_exist(row, method, actors, place):
    said = policy.ROWS[row]
    there = asking.address(place, policy.route(row), said["with"])
    nowhere = asking.address(
        place, policy.route(row), {name: _nobodys(row, name, word) for name, word in said["with"].items()}
    )
    sent = asking.filled(place, said.get("send", {}))
    for actor in actors:
        hidden, work = asked(place, actor, method, there, sent)
        absent, less = asked(place, actor, method, nowhere, sent)
        assert hidden == absent, actor
        assert actor in KNOW_OF_IT or work == less, (
            f"{actor}: {work} queries for what is hidden, {less} for what does not exist"
        )


def _nobodys(row: str, name: str, word: str) -> str:
    """Numbers are those of nothing; a word of the library stays what it is."""
    return NOBODY_HAS if f"<int:{name}>" in row else word


def test_the_comparison_would_notice_a_page_that_exists(place):
    there = asking.address(place, "circles/<int:pk>/", {"pk": "circle"})
    nowhere = asking.address(place, "circles/<int:pk>/", {"pk": NOBODY_HAS})
    assert asked(place, "member", "GET", there, {}) != asked(place, "member", "GET", nowhere, {})


def test_the_absence_says_neither_what_nor_who(place):
    """The words of the 404, for somebody: no name of a circle, no number, no person but oneself."""
    there = asking.address(place, "circles/<int:pk>/", {"pk": "circle"})
    body = asking.ask(place, "elsewhere", "GET", there).content.decode()
    assert "Cette page n’existe pas, ou pas pour vous" in body
    assert [word for name in place.said if (word := f"canari{name}") in body] == []
