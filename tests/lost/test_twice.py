"""Fifty parallel identical sendings of one form have one effect, and nobody is shown an error."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from tests.lost.house import House, Visitor

pytestmark = pytest.mark.server
TIMES = 50


def fifty_times(house: House, session: str, address: str, fields: dict[str, str]) -> Counter[int]:
    """Send the same thing from fifty connections at once; how many answers of each status."""
    together, statuses = threading.Barrier(TIMES), []

    def send(cookies: dict[str, str]) -> None:
        visitor = Visitor(house)
        visitor.cookies = dict(cookies)
        together.wait()
        statuses.append(visitor.post(address, fields))
        visitor.close()

    cookies = {"csrftoken": fields.pop("cookie")} | ({"sessionid": session} if session else {})
    threads = [threading.Thread(target=send, args=(cookies,)) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(statuses)


def form(house: House, session: str, page: str, **words: str) -> dict[str, str]:
    visitor = Visitor(house, session)
    fields = visitor.read_form(page) | words
    visitor.close()
    return fields | {"cookie": visitor.cookies["csrftoken"]}


def test_answering_fifty_times_is_answering_once(house):
    at, run, guest = house.made["gathering"], house.made["run"], house.made["guests"][0]
    fields = form(house, guest["session"], f"/gatherings/{at}/", text_="Le brancard du mardi.")
    assert fifty_times(house, guest["session"], f"/gatherings/{at}/answers/{run}/", fields) == {302: TIMES}
    assert house.count("base_fact", f"name = 'AnswerGiven' AND by = {guest['person']}") == 1
    assert house.count("gatherings_contribution", f"person_id = {guest['person']}") == 1


def test_calling_a_gathering_fifty_times_is_calling_it_once(house):
    address = f"/circles/{house.made['circle']}/gatherings/new/"
    words = {"guide": "tour", "adaptation": "", "subject": "Une seule fois", "mode": "live", "planned_at": ""}
    fields = form(house, house.made["driss"], f"{address}?guide=tour", **words)
    assert fifty_times(house, house.made["driss"], address, fields) == {302: TIMES}
    assert house.count("gatherings_gathering", "subject = 'Une seule fois'") == 1
    assert house.count("circles_circle", "name = 'Une seule fois'") == 1


def test_inviting_fifty_times_makes_one_link(house):
    circle = house.made["circle"]
    words = {"charge": "", "most_uses": "3", "days": "7"}
    fields = form(house, house.made["driss"], f"/circles/{circle}/people/", **words)
    sent = fifty_times(house, house.made["driss"], f"/circles/{circle}/invitations/", fields)
    assert sent == {302: TIMES}
    assert house.count("circles_invitation") == 1
    assert house.count("base_fact", "name = 'InvitationMade'") == 1


def test_opening_the_next_step_fifty_times_opens_one(house):
    at = house.made["waiting"]
    fields = form(house, house.made["driss"], f"/gatherings/{at}/console/")
    assert fifty_times(house, house.made["driss"], f"/gatherings/{at}/steps/", fields) == {302: TIMES}
    assert house.rows(f"SELECT step, turn FROM gatherings_steprun WHERE gathering_id = {at}") == [
        ("cadre", 0)
    ]
    assert house.count("base_fact", f"name = 'StepOpened' AND topic = 'gathering:{at}'") == 1


def test_founding_a_circle_fifty_times_founds_one(house):
    words = {"name": "Cercle unique", "kind": "team", "purpose": "", "voice": "patient", "inside": ""}
    fields = form(house, house.made["farid"], "/circles/new/", **words)
    assert fifty_times(house, house.made["farid"], "/circles/new/", fields) == {302: TIMES}
    assert house.count("circles_circle", "name = 'Cercle unique'") == 1


def test_coming_in_by_the_link_fifty_times_brings_one_person(house):
    address = f"/g/{house.made['secret']}/"
    fields = form(house, "", address, name="Nour", voice="patient")
    assert fifty_times(house, "", address, fields) == {302: TIMES}
    assert house.count("people_person", "name = 'Nour'") == 1


def test_two_people_may_carry_the_same_key_without_hiding_each_other(house):
    """A key belongs to the one who sent it: somebody else's identical key never swallows a sending."""
    at, run = house.made["gathering"], house.made["run"]
    for guest in house.made["guests"][1:3]:
        visitor = Visitor(house, guest["session"])
        fields = visitor.read_form(f"/gatherings/{at}/") | {"text_": "Pareil.", "once": "7" * 32}
        assert visitor.post(f"/gatherings/{at}/answers/{run}/", fields) == 302
        visitor.close()
        assert house.count("gatherings_contribution", f"person_id = {guest['person']}") == 1
