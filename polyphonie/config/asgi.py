"""One process: pages in a few threads that keep their connections, streams in the loop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")

from django.core.wsgi import get_wsgi_application

_django = get_wsgi_application()

from a2wsgi import WSGIMiddleware  # noqa: E402 -- Django first
from django.conf import settings  # noqa: E402 -- Django first

from polyphonie.base import beats  # noqa: E402 -- Django first
from polyphonie.web import live  # noqa: E402 -- Django first
from polyphonie.web.hub import hub, look_around, pump  # noqa: E402 -- Django first

_pages = WSGIMiddleware(cast(Any, _django), workers=settings.THREADS)
_tasks: set[asyncio.Task[None]] = set()


def _close_streams_on_signal() -> None:
    """Servers wait for open responses before they tell us to stop: the streams end on the signal itself."""
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def handler(received: int, frame: Any, before: Any = before) -> None:
            hub.close()
            if callable(before):
                before(received, frame)

        signal.signal(number, handler)


def _start() -> None:
    if threading.current_thread() is threading.main_thread():
        _close_streams_on_signal()
    loop = asyncio.get_running_loop()
    _tasks.update({loop.create_task(pump()), loop.create_task(look_around())})
    if settings.EMBEDDED_WORKER:
        beats.start_in_a_thread()


async def _live_and_die(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _start()
            await send({"type": "lifespan.startup.complete"})
        else:
            hub.close()
            for task in _tasks:
                task.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Pages, streams, and the beginning and end of the process."""
    if scope["type"] == "lifespan":
        await _live_and_die(receive, send)
    elif scope["type"] == "http" and live.PATH.match(scope["path"]):
        await live.app(scope, receive, send)
    elif scope["type"] == "http":
        await _pages(scope, receive, send)
