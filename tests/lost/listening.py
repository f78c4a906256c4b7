"""A browser's event stream, cut and come back; and the one that only polls."""

from __future__ import annotations

import http.client
import json
import random
import threading

from tests.lost.house import House, Visitor

PATIENCE = 45.0  # seconds without one byte before a listener gives up: the house pings every twenty


class Listener:
    """Follows a gathering as `EventSource` does: where it was cut, it comes back with the last number it heard."""

    def __init__(self, house: House, session: str, gathering: int, *, since: int = 0) -> None:
        self.house, self.session, self.gathering = house, session, gathering
        self.heard: list[tuple[int, str]] = []
        self.since, self.gone, self.status, self.cuts = since, False, 0, 0
        self._connection: http.client.HTTPConnection | None = None

    @property
    def last(self) -> int:
        return self.heard[-1][0] if self.heard else self.since

    def listen_once(
        self, *, until: int | None = None, events: int | None = None, stop: threading.Event | None = None
    ) -> None:
        """Follow one stream until the fact number `until`, for so many events, until told to stop, or to its end."""
        self._connection = http.client.HTTPConnection("localhost", self.house.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={self.session}", "Last-Event-ID": str(self.last)}
        try:
            self._connection.request("GET", f"/gatherings/{self.gathering}/events", headers=headers)
            answer = self._connection.getresponse()
            self.status = answer.status
            if answer.status == 200:
                self._read(answer, until, events, stop)
        finally:
            self._connection.close()

    def _read(
        self,
        answer: http.client.HTTPResponse,
        until: int | None,
        events: int | None,
        stop: threading.Event | None,
    ) -> None:
        frame: dict[str, str] = {}
        while line := answer.readline().decode():
            if line != "\n":
                name, _, value = line.rstrip("\n").partition(": ")
                frame[name] = value
                continue
            if frame.get("event") == "fact":
                self.heard.append((int(frame["id"]), frame["data"]))
                events = events - 1 if events is not None else None
            elif frame.get("event") == "gone":
                self.gone = True
            frame = {}
            if (
                events == 0
                or (until is not None and self.last >= until)
                or (stop is not None and stop.is_set())
            ):
                return

    def follow_with_cuts(self, dice: random.Random, stop: threading.Event) -> None:
        """Cut after a few events, a moment away, and back, until told to stop."""
        while not stop.is_set():
            self.listen_once(events=dice.randint(1, 6), stop=stop)
            self.cuts += 1
            stop.wait(dice.uniform(0.0, 0.4))


class Poller:
    """Whom streams do not reach: asks what came since its number."""

    def __init__(self, house: House, session: str, gathering: int) -> None:
        self.visitor, self.gathering = Visitor(house, session), gathering
        self.heard: list[tuple[int, str]] = []

    def ask(self) -> None:
        last = self.heard[-1][0] if self.heard else 0
        status, text = self.visitor.get(f"/gatherings/{self.gathering}/since/?n={last}")
        assert status == 200, status
        self.heard += [(seq, name) for seq, name in json.loads(text)["facts"]]

    def follow(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.ask()
            stop.wait(0.2)
        self.ask()
