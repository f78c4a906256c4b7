"""The list of pages that the stories walk holds every page of the house; no browser is needed to know it."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import resolve

from tests.stories import everybody, moments
from tests.trust import policy

pytestmark = pytest.mark.django_db
DEMO = ("doors",)  # a door that the tests keep shut: the server of the stories opens it


@pytest.fixture
def at(capsys) -> dict:
    moments.furnish()
    return json.loads(capsys.readouterr().out)


def pages() -> set[str]:
    """The routes at which somebody gets something by asking."""
    return {
        policy.route(row).replace("^", "")
        for row in policy.ROWS
        if 200 in policy.declared(row, "GET").values()
    }


def test_every_address_that_answers_is_opened_or_says_why_not(at):
    opened = {
        resolve(place.address.partition("?")[0]).route or "/" for place in everybody.all_of(at) if place.found
    }
    left = {address for addresses in everybody.NOT_OPENED.values() for address in addresses}
    assert {"opened by nobody": pages() - opened - left, "opened after all": left & opened, "gone": left - pages()} == {
        "opened by nobody": set(), "opened after all": set(), "gone": set(),
    }  # fmt: skip


def test_every_place_of_the_list_is_there_for_whoever_opens_it(at):
    wrong = {}
    for place in everybody.all_of(at):
        client = Client()
        if place.who:
            client.cookies["sessionid"] = at["sessions"][place.who]
        answer = client.get(place.address)
        if answer.status_code != (200 if place.found else 404) and place.name not in DEMO:
            wrong[place.name] = f"{answer.status_code} {answer.get('Location', '')}"
    assert wrong == {}
