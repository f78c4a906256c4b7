"""The event stream is bare ASGI, outside Django's addresses: it is walked here, by everybody, as the pages are."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings

from polyphonie.circles import commands as circles
from polyphonie.config.asgi import application
from polyphonie.gatherings import queries as gatherings
from polyphonie.web import live
from polyphonie.web.hub import GONE, _look, hub
from tests.trust import asking
from tests.trust import place as places
from tests.trust.place import ACTORS, canary

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place_committed(transactional_db):
    """The stream reads with connections of its own: here the place is really written."""
    return places.build()


class Listener:
    """A browser that listens: it keeps what it was sent, and hangs up after the first frames."""

    def __init__(self, cookie: str, gathering: int, *, method: str = "GET", since: int = 0) -> None:
        headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())] if cookie else []
        self.scope = {
            "type": "http", "method": method, "path": f"/gatherings/{gathering}/events", "headers": headers,
            "query_string": f"since={since}".encode(),
        }  # fmt: skip
        self.status, self.headers, self.body = 0, [], b""
        self.heard, self.began = asyncio.Event(), asyncio.Event()

    async def receive(self) -> dict[str, str]:
        await asyncio.wait_for(self.heard.wait(), 10)
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
        else:
            self.body += message["body"]
            self.began.set()
        if self.status == 404 or self.body.count(b"event: fact") >= 3 or b"event: gone" in self.body:
            self.heard.set()

    async def listen(self) -> Listener:
        await asyncio.wait_for(application(self.scope, self.receive, self.send), 15)
        return self


def in_a_loop(asked):
    """Run it in a loop of its own, in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def cookie(place: Any, actor: str) -> str:
    client = asking.browser(place, actor)
    morsel = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def heard(place: Any, gathering: int, actors: tuple[str, ...] = ACTORS, **more: Any) -> dict[str, Listener]:
    cookies = {actor: cookie(place, actor) for actor in actors}

    async def all_of_them() -> list[Listener]:
        return [await Listener(cookies[actor], gathering, **more).listen() for actor in actors]

    return dict(zip(actors, in_a_loop(all_of_them()), strict=True))


def test_the_stream_answers_those_who_may_know_of_the_gathering_and_tells_names_and_numbers_only(
    place_committed,
):
    place = place_committed
    told = heard(place, place["open"].pk)
    may = {"guest", "member", "participant", "author", "facilitator"}
    assert {actor: one.status for actor, one in told.items()} == {
        actor: 200 if actor in may else 404 for actor in ACTORS
    }
    for actor in ACTORS:
        frames = [
            line
            for line in told[actor].body.decode().splitlines()
            if line.startswith(("id", "data", "event"))
        ]
        assert bool(frames) == (actor in may)
        assert [word for name in place.said if (word := canary(name)) in told[actor].body.decode()] == []
    names = {line[6:] for line in told["member"].body.decode().splitlines() if line.startswith("data: ")}
    assert names
    assert names <= {kind.__name__ for kind in live.facts.Fact.__subclasses__()}
    hidden = told["elsewhere"]
    absent = heard(place, 987654321, ("elsewhere",))["elsewhere"]
    assert (hidden.headers, hidden.body) == (absent.headers, absent.body)
    closed = heard(place, place["closed"].pk)
    assert {actor for actor, one in closed.items() if one.status == 200} == may - {"guest"}
    for method in ("HEAD", "POST", "PUT", "DELETE"):
        assert heard(place, place["open"].pk, ("member",), method=method)["member"].status == 404


def test_whoever_leaves_hears_gone_and_nothing_after_it(place_committed):
    """I7: the hub looks around every few seconds; here the look is taken at once, with the same question."""
    place = place_committed
    bruno, seance = place.actors["participant"], place["open"]
    last = live.facts.last(gatherings.topic(seance))
    key = cookie(place, "participant")

    async def leave_while_listening() -> Listener:
        listener = Listener(key, seance.pk, since=last)
        listening = asyncio.ensure_future(listener.listen())
        await listener.began.wait()
        await asyncio.get_running_loop().run_in_executor(None, _leaves, place, bruno)
        allowed, number = await live.in_db(_look, gatherings.topic(seance))
        for subscription in hub.listeners(gatherings.topic(seance)):
            subscription.put((number, "") if subscription.person in allowed else GONE)
        return await listening

    listener = in_a_loop(leave_while_listening())
    assert listener.body.decode().rstrip().endswith("event: gone\ndata:")
    assert heard(place, seance.pk, ("participant",))["participant"].status == 404


def _leaves(place: Any, person: Any) -> None:
    from django.db import connections

    circles.leave(place["circle"], person=person, by=person)
    connections.close_all()
