"""Waking the streams of this process. What travels is a topic, a number and a name: never anybody's words.

Within one process facts come straight from the commit. Between processes they travel by PostgreSQL's NOTIFY or by
Redis. Every few seconds the hub looks at each topic that somebody listens to: who still may, and what its last number
is, so that a lost connection to the transport delays an event and never loses one.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, connections
from django.utils.crypto import salted_hmac

from polyphonie.base import facts

log = logging.getLogger(__name__)
CHANNEL = "polyphonie_live"
LOOK_SECONDS = 4.0
QUEUE = 256
# The streams' own few threads: one thread for each listener would not scale.
pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")

GONE = (-1, "")  # may no longer listen
LEFT = (-2, "")  # closed the page: only wakes the stream, which then ends


async def in_db(ask: Callable[..., Any], *args: Any) -> Any:
    """Ask the database from the loop, in a thread that gives its connection back."""

    def asked() -> Any:
        close_old_connections()
        try:
            return ask(*args)
        finally:
            for each in connections.all(initialized_only=True):
                each.close()

    return await asyncio.get_running_loop().run_in_executor(pool, asked)


class Subscription:
    """One stream, waiting for facts of one topic."""

    def __init__(self, topic: str, person: int) -> None:
        self.topic, self.person = topic, person
        self.loop = asyncio.get_running_loop()
        self.queue: asyncio.Queue[tuple[int, str]] = asyncio.Queue(QUEUE)

    def put(self, item: tuple[int, str]) -> None:
        """In the loop's thread. A full queue drops its oldest: the stream sees the hole and reads the log."""
        if self.queue.full():
            self.queue.get_nowait()
        self.queue.put_nowait(item)


class Hub:
    """Who listens to what, in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listening: dict[str, set[Subscription]] = defaultdict(set)
        self.closing = False

    def subscribe(self, topic: str, person: int) -> Subscription:
        subscription = Subscription(topic, person)
        with self._lock:
            self._listening[topic].add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        with self._lock:
            self._listening[subscription.topic].discard(subscription)
            if not self._listening[subscription.topic]:
                del self._listening[subscription.topic]

    def topics(self) -> list[str]:
        with self._lock:
            return list(self._listening)

    def listeners(self, topic: str) -> list[Subscription]:
        with self._lock:
            return list(self._listening.get(topic, ()))

    def deliver(self, topic: str, seq: int, name: str) -> None:
        """From any thread: wake every stream of the topic."""
        by_loop: dict[asyncio.AbstractEventLoop, list[Subscription]] = defaultdict(list)
        for subscription in self.listeners(topic):
            by_loop[subscription.loop].append(subscription)
        for loop, subscriptions in by_loop.items():
            loop.call_soon_threadsafe(partial(_put_all, subscriptions, (seq, name)))

    def close(self) -> None:
        """The house closes: streams end now, servers do not wait for them."""
        self.closing = True
        for topic in self.topics():
            self.deliver(topic, *GONE)


def _put_all(subscriptions: list[Subscription], item: tuple[int, str]) -> None:
    for subscription in subscriptions:
        subscription.put(item)


hub = Hub()


def tell(topic: str, seq: int, name: str) -> None:
    """After the commit of a fact: wake the streams, here and in the other processes."""
    if settings.LIVE_TRANSPORT == "redis":
        _redis().publish(_channel(), f"{topic}|{seq}|{name}")
    elif settings.LIVE_TRANSPORT == "postgres":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic}|{seq}|{name}"])
    else:
        hub.deliver(topic, seq, name)


_client: Any = None


def _redis() -> Any:
    global _client
    if _client is None:
        import redis

        _client = redis.Redis.from_url(settings.REDIS_URL)
    return _client


def _channel() -> str:
    """Redis shares its channels between its databases: two houses on one Redis must not wake each other."""
    return f"{CHANNEL}:{salted_hmac(CHANNEL, '').hexdigest()[:16]}"


def _heard(payload: str) -> None:
    topic, seq, name = payload.split("|")
    hub.deliver(topic, int(seq), name)


async def pump() -> None:
    """Bring here what happened in other processes, coming back for ever when the connection is lost."""
    while settings.LIVE_TRANSPORT != "memory":
        try:
            await (_from_postgres() if settings.LIVE_TRANSPORT == "postgres" else _from_redis())
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("live: the transport is lost, coming back")
            await asyncio.sleep(1)


async def _from_postgres() -> None:
    import psycopg

    base = settings.DATABASES["default"]
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given: dict[str, Any] = {word: str(base[name]) for word, name in names.items() if base.get(name)}
    async with await psycopg.AsyncConnection.connect(autocommit=True, **given) as listening:
        await listening.execute(f"LISTEN {CHANNEL}")
        async for note in listening.notifies():
            _heard(note.payload)


async def _from_redis() -> None:
    from redis import asyncio as async_redis

    client = async_redis.Redis.from_url(settings.REDIS_URL)
    async with client.pubsub() as channel:
        await channel.subscribe(_channel())
        async for message in channel.listen():
            if message["type"] == "message":
                _heard(message["data"].decode())


async def look_around() -> None:
    """Every few seconds, for each topic: let go of those who may no longer listen, wake those who missed something."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        for topic in hub.topics():
            try:
                allowed, last = await in_db(_look, topic)
            except Exception:
                log.exception("live: could not look at a topic")
                continue
            for subscription in hub.listeners(topic):
                subscription.put((last, "") if subscription.person in allowed else GONE)


def _look(topic: str) -> tuple[set[int], int]:
    from polyphonie.gatherings import queries

    return queries.may_follow(int(topic.partition(":")[2])), facts.last(topic)


facts.on_commit_tell(tell)
