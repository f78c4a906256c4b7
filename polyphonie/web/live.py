"""The event stream, as a bare ASGI application: no request cycle of Django's is held open.

It sends the *name* of what changed and its number; each browser asks again for its own fragment. What was missed is
replayed from the log, whose numbers have no holes and come in the order of commits. Whoever loses the right to be here
hears `gone` within seconds, and nothing more.
"""

from __future__ import annotations

import asyncio
import random
import re
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from polyphonie.base import facts
from polyphonie.web.hub import GONE, LEFT, Subscription, hub, in_db

PATH = re.compile(r"^/gatherings/(\d{1,18})/events$")
PING_SECONDS = 20.0
MOST_REPLAYED = 500


def _listener(cookies: str, gathering: int) -> int | None:
    """Whose browser this is, if they may follow this gathering."""
    from polyphonie.gatherings import queries
    from polyphonie.people.queries import person

    jar = SimpleCookie(cookies)
    if settings.SESSION_COOKIE_NAME not in jar:
        return None
    store = import_module(settings.SESSION_ENGINE).SessionStore(jar[settings.SESSION_COOKIE_NAME].value)
    number = store.get("_auth_user_id")
    somebody = person(int(number)) if number else None
    may = somebody is not None and queries.gathering_for(gathering, to=somebody) is not None
    return somebody.pk if somebody and may else None


def _told(topic: str, since: int) -> list[tuple[int, str]]:
    return [(fact.seq, fact.name) for fact in facts.log(topic, since=since, at_most=MOST_REPLAYED)]


def _frame(seq: int, name: str) -> bytes:
    return f"id: {seq}\nevent: fact\ndata: {name}\n\n".encode()


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Serve one stream until its listener goes, loses the right to listen, or the house closes."""
    headers = {key.decode("latin1"): value.decode("latin1") for key, value in scope["headers"]}
    match = PATH.match(scope["path"])
    gathering = int(match.group(1)) if match else 0
    person = await in_db(_listener, headers.get("cookie", ""), gathering)
    if person is None or scope["method"] != "GET":
        await _not_found(send)
        return
    subscription = hub.subscribe(f"gathering:{gathering}", person)  # before the replay: nothing falls between
    left = asyncio.ensure_future(_disconnected(receive))
    left.add_done_callback(lambda _: subscription.put(LEFT))
    try:
        await _open(send)
        await _follow(subscription, _last_seen(scope, headers), left, send)
    finally:
        left.cancel()
        hub.unsubscribe(subscription)


def _last_seen(scope: Any, headers: dict[str, str]) -> int:
    asked = parse_qs(scope["query_string"].decode("latin1")).get("since", ["0"])[0]
    given = headers.get("last-event-id") or asked
    return int(given) if given.isdecimal() and len(given) < 18 else 0


async def _not_found(send: Any) -> None:
    await send(
        {"type": "http.response.start", "status": 404, "headers": [(b"cache-control", b"no-store, private")]}
    )
    await send({"type": "http.response.body", "body": b""})


async def _open(send: Any) -> None:
    kept = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store, no-transform, private"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": kept})
    # Each browser comes back at its own moment: after a restart there is no herd.
    await _write(send, f"retry: {random.randint(1000, 5000)}\n\n".encode())  # noqa: S311 -- it spreads, it hides nothing


async def _follow(subscription: Subscription, last: int, left: asyncio.Future[Any], send: Any) -> None:
    last = await _catch_up(subscription.topic, last, send)
    while not hub.closing:
        try:
            async with asyncio.timeout(PING_SECONDS):
                seq, name = await subscription.queue.get()
        except TimeoutError:
            await _write(send, b"event: ping\ndata: \n\n")
            continue
        if left.done():
            return
        if (seq, name) == GONE:
            break
        if name and seq == last + 1:
            await _write(send, _frame(seq, name))
            last = seq
        elif seq > last:  # a hole: something was dropped, or said elsewhere; the log knows
            last = await _catch_up(subscription.topic, last, send)
    # Whoever hears `gone` loads the page again. When the house itself closes, streams just end: browsers come back later.
    await send({"type": "http.response.body", "body": b"" if hub.closing else b"event: gone\ndata: \n\n"})


async def _catch_up(topic: str, last: int, send: Any) -> int:
    for seq, name in await in_db(_told, topic, last):
        await _write(send, _frame(seq, name))
        last = seq
    return last


async def _write(send: Any, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _disconnected(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
