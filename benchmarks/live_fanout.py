"""From the commit of a fact to its receipt by everybody who listens, beside a bare SSE server in the same run.

    python -m benchmarks.live_fanout

Both are real uvicorn processes on loopback. Each event carries no time: the sender notes when its POST was answered
or, for the house, asks the row of the fact when it was committed (same clock, same machine).
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from typing import Any

from benchmarks.measuring import ms, own_folder, p50, p95, show
from tests.lost.house import House, Visitor, new_key
from tests.server import ROOT, free_port

EVENTS = 20


class Ears:
    """Many listeners of one address, in this one loop; when each heard each number."""

    def __init__(self) -> None:
        self.heard: dict[int, list[float]] = {}
        self.open = 0
        self.opened = asyncio.Condition()
        self.tasks: list[asyncio.Task[None]] = []

    async def listen(self, port: int, path: str, cookie: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"retry:"):
                    async with self.opened:
                        self.open += 1
                        self.opened.notify_all()
                elif line.startswith(b"id: "):
                    self.heard.setdefault(int(line[4:]), []).append(time.time())
        finally:
            writer.close()

    async def begin(self, port: int, path: str, cookies: list[str], many: int) -> None:
        for n in range(many):
            self.tasks.append(asyncio.create_task(self.listen(port, path, cookies[n % len(cookies)])))
            if n % 25 == 24:
                await asyncio.sleep(0.05)
        async with self.opened:
            await self.opened.wait_for(lambda: self.open == many)

    async def end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def of_house(house: House, many: int) -> tuple[list[float], int]:
    made = house.made
    at, ears, hand = made["gathering"], Ears(), Visitor(house, made["guests"][0]["session"])
    form = await asyncio.to_thread(hand.read_form, f"/gatherings/{at}/")
    before = house.log_of(f"gathering:{at}")[-1][0]
    cookies = [f"sessionid={guest['session']}" for guest in made["guests"]]
    await ears.begin(house.port, f"/gatherings/{at}/events?since={before}", cookies, many)
    for _ in range(EVENTS):
        fields = form | {"text_": "Encore.", "once": new_key()}
        assert await asyncio.to_thread(hand.post, f"/gatherings/{at}/answers/{made['run']}/", fields) == 302
        await asyncio.sleep(0.15)
    await asyncio.sleep(1)
    await ears.end()
    # The row is stamped just before the commit: the delay counts the commit itself too.
    moment = (
        "extract(epoch from at)"
        if "POLYPHONIE_DATABASE_URL" in house.env
        else "(julianday(at) - 2440587.5) * 86400"
    )
    stamped = dict(
        house.rows(f"SELECT seq, {moment} FROM base_fact WHERE topic = 'gathering:{at}' AND seq > {before}")
    )
    delays = [heard - float(stamped[seq]) for seq, times in ears.heard.items() for heard in times]
    return delays, EVENTS * many - len(delays)


async def of_floor(port: int, many: int) -> tuple[list[float], int]:
    ears = Ears()
    await ears.begin(port, "/events", [""], many)
    sent: dict[int, float] = {}
    for number in range(1, EVENTS + 1):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        sent[number] = time.time()
        writer.write(f"POST /{number} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        await reader.read()
        writer.close()
        await asyncio.sleep(0.15)
    await asyncio.sleep(1)
    await ears.end()
    delays = [heard - sent[number] for number, times in ears.heard.items() for heard in times]
    return delays, EVENTS * many - len(delays)


async def measure() -> list[dict[str, Any]]:
    house = await asyncio.to_thread(House, own_folder())
    port = free_port()
    words = [
        sys.executable,
        "-m",
        "uvicorn",
        "benchmarks.bare_stream:app",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    bare = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stderr=subprocess.DEVNULL)
    await asyncio.sleep(1.5)
    rows = []
    try:
        for many in (100, 500):
            floor, floor_lost = await of_floor(port, many)
            ours, lost = await of_house(house, many)
            for name, delays, missing in (
                ("bare SSE (floor)", floor, floor_lost),
                ("a gathering", ours, lost),
            ):
                rows.append(
                    {
                        "listeners": many,
                        "server": name,
                        "p50 ms": ms(p50(delays)),
                        "p95 ms": ms(p95(delays)),
                        "p95 / floor": round(p95(delays) / p95(floor), 2),
                        "lost": missing,
                    }
                )
    finally:
        bare.kill()
        await bare.wait()
        await asyncio.to_thread(house.stop)
    return rows


if __name__ == "__main__":
    show("live_fanout", asyncio.run(measure()))
