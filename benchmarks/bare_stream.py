"""The floor of `live_fanout`: a bare ASGI stream fed by queues in memory. POST /<number> tells everybody."""

from __future__ import annotations

import asyncio
from typing import Any

_listening: set[asyncio.Queue[int]] = set()


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    if scope["method"] == "POST":
        for queue in _listening:
            queue.put_nowait(int(scope["path"].strip("/")))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    queue: asyncio.Queue[int] = asyncio.Queue()
    _listening.add(queue)
    try:
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"text/event-stream")],
            }
        )
        await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
        while True:
            frame = f"id: {await queue.get()}\nevent: fact\ndata: AnswerGiven\n\n".encode()
            await send({"type": "http.response.body", "body": frame, "more_body": True})
    finally:
        _listening.discard(queue)
