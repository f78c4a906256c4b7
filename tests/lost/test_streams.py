"""What a live page hears is the log: no fact lost, none twice, in order, however often the line is cut."""

from __future__ import annotations

import http.client
import os
import random
import threading
from functools import partial

import pytest

from polyphonie.web.hub import LOOK_SECONDS
from tests.lost.house import House, Visitor, new_key
from tests.lost.listening import Listener, Poller
from tests.server import free_port

pytestmark = pytest.mark.server
LISTENERS, SECONDS_OF_WRITING = 8, 6


def ways() -> list[str]:
    """How the processes of a house wake each other, where what it takes is here."""
    given = {"postgres": "POLYPHONIE_DATABASE_URL", "redis": "POLYPHONIE_REDIS_URL"}
    return ["memory", *(way for way, name in given.items() if os.environ.get(name))]


@pytest.fixture(scope="module", params=ways())
def house(request, tmp_path_factory):
    """One process that tells itself, or two that tell each other."""
    way = request.param
    env = {"POLYPHONIE_LIVE": way} | ({} if way == "redis" else {"POLYPHONIE_REDIS_URL": ""})
    server = House(tmp_path_factory.mktemp(way), processes=1 if way == "memory" else 2, **env)
    yield server
    server.stop()


class Hand:
    """Somebody who answers and changes their answer."""

    def __init__(self, house: House, guest: dict) -> None:
        self.house, self.visitor = house, Visitor(house, guest["session"])
        self.at = f"/gatherings/{house.made['gathering']}/"
        self.form = self.visitor.read_form(self.at)

    def answer(self, words: str = "Encore.") -> None:
        fields = self.form | {"text_": words, "once": new_key()}
        assert self.visitor.post(f"{self.at}answers/{self.house.made['run']}/", fields) == 302

    def go_on_answering(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.answer()
            stop.wait(0.05)


def in_threads(*jobs) -> list[threading.Thread]:
    threads = [threading.Thread(target=job, args=args) for job, *args in jobs]
    for thread in threads:
        thread.start()
    return threads


def join(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join()


def test_streams_cut_at_random_end_with_exactly_the_log_and_so_does_one_that_polls(house):
    before = len(house.log_of(f"gathering:{house.made['gathering']}"))
    made, dice, enough = house.made, random.Random(7), threading.Event()
    at, sessions = made["gathering"], [guest["session"] for guest in made["guests"]]
    hands = [Hand(house, guest) for guest in made["guests"][:4]]
    listeners = [Listener(house, sessions[n % len(sessions)], at) for n in range(LISTENERS)]
    steady, poller = Listener(house, sessions[0], at), Poller(house, sessions[1], at)
    following = in_threads(
        *((listener.follow_with_cuts, random.Random(dice.random()), enough) for listener in listeners),
        (poller.follow, enough),
    )
    quiet = threading.Event()
    writing = in_threads(*((hand.go_on_answering, quiet) for hand in hands))
    quiet.wait(SECONDS_OF_WRITING / 2)
    late = in_threads((steady.listen_once,))  # comes late, hears all from the start, is never cut
    quiet.wait(SECONDS_OF_WRITING / 2)
    quiet.set()
    join(writing)
    enough.set()
    hands[0].answer("Le dernier mot.")  # wakes those who wait for one more event
    join(following)
    log = house.log_of(f"gathering:{at}")
    for listener in listeners:  # each comes back once more
        if listener.last < len(log):
            listener.listen_once(until=len(log))
    house.stop()  # ends the stream that was never cut
    join(late)
    house.start()
    poller.visitor.close()
    poller.ask()
    assert len(log) > before + 8  # there was something to lose
    assert min(listener.cuts for listener in listeners) > 2
    assert [listener.heard for listener in listeners] == [log] * LISTENERS
    assert steady.heard == log
    assert poller.heard == log


def test_a_browser_that_comes_back_is_told_only_what_it_missed(house):
    at, guest = house.made["gathering"], house.made["guests"][0]
    hand = Hand(house, guest)
    hand.answer()
    log = house.log_of(f"gathering:{at}")
    listener = Listener(house, guest["session"], at, since=len(log) - 2)
    listener.listen_once(until=len(log))
    assert listener.heard == log[-2:]


def test_a_stream_that_ends_with_the_house_does_not_say_gone(house):
    """Whoever is told `gone` loads the page again; a house that restarts would have everybody load it while it is down."""
    at, guest = house.made["gathering"], house.made["guests"][3]
    listener = Listener(house, guest["session"], at)
    threads = in_threads((listener.listen_once,))
    wait_until_it_hears(listener)
    house.stop()
    join(threads)
    house.start()
    assert not listener.gone


def wait_until_it_hears(listener: Listener) -> None:
    for _ in range(400):
        if listener.heard:
            return
        threading.Event().wait(0.05)
    raise AssertionError("nothing was heard")


def test_somebody_who_left_is_told_that_it_is_over_and_hears_nothing_after(house):
    made = house.made
    leaver, stayer = made["guests"][-1], made["guests"][0]
    made["guests"] = made["guests"][:-1]
    hand = Hand(house, stayer)
    listener = Listener(house, leaver["session"], made["gathering"])
    threads = in_threads((listener.listen_once,))
    wait_until_it_hears(listener)
    visitor = Visitor(house, leaver["session"])
    fields = visitor.read_form(f"/gatherings/{made['gathering']}/") | {"person": str(leaver["person"])}
    assert visitor.post(f"/circles/{made['assembly']}/departures/", fields) == 302
    threads[0].join(30)  # a slow machine may be late; the house looks every LOOK_SECONDS
    assert listener.gone
    assert LOOK_SECONDS < 6
    heard = list(listener.heard)
    hand.answer("Sans vous.")
    listener.listen_once()
    assert (listener.status, listener.heard) == (404, heard)
    assert visitor.get(f"/gatherings/{made['gathering']}/since/?n=0")[0] == 404


@pytest.mark.parametrize("who", ["farid", "a stranger"])
def test_a_stream_of_others_does_not_exist(house, who):
    listener = Listener(house, house.made.get(who, "nobody"), house.made["gathering"])
    listener.listen_once()
    absent = Listener(house, house.made.get(who, "nobody"), 999_999)
    absent.listen_once()
    assert (listener.status, listener.heard) == (absent.status, absent.heard) == (404, [])


def test_a_stream_is_only_read(house):
    connection = http.client.HTTPConnection("localhost", house.port, timeout=20)
    cookie = {"Cookie": f"sessionid={house.made['guests'][0]['session']}"}
    connection.request("POST", f"/gatherings/{house.made['gathering']}/events", "", cookie)
    assert connection.getresponse().status == 404
    connection.close()


def test_an_answer_is_acknowledged_and_heard_later_where_nobody_can_be_woken(tmp_path):
    """The push server is down: what is committed is kept and said to be, and the streams find it in the log."""
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    away = House(tmp_path, POLYPHONIE_LIVE="redis", POLYPHONIE_REDIS_URL=nowhere)
    try:
        at, guests = away.made["gathering"], away.made["guests"]
        listener = Listener(away, guests[1]["session"], at)
        before = len(away.log_of(f"gathering:{at}"))
        threads = in_threads((partial(listener.listen_once, until=before + 1),))
        wait_until_it_hears(listener)
        Hand(away, guests[0]).answer("Malgré tout.")
        join(threads)
        assert listener.heard == away.log_of(f"gathering:{at}")
        assert len(listener.heard) == before + 1
    finally:
        away.stop()
