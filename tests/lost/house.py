"""A real server process that restarts quickly, somebody who speaks HTTP to it, and its rows read from outside."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.server import ROOT, Server

ON_POSTGRES = bool(os.environ.get("POLYPHONIE_DATABASE_URL"))


class House(Server):
    """A furnished house, served by uvicorn itself: the verb `serve` would migrate again at each start."""

    def __init__(self, folder: Path, *, processes: int = 1, **env: str) -> None:
        self.processes, self.made = processes, None
        super().__init__(folder, POLYPHONIE_EMBEDDED_WORKER="0", POLYPHONIE_PROCESSES=str(processes), **env)

    def start(self) -> None:
        if self.made is None:
            self.made = json.loads(
                self.python("from tests.lost import prepared; prepared.write_step()", migrate=True)
            )
        self.begin()
        self.wait_until_it_answers()

    def begin(self) -> None:
        words = [
            sys.executable,
            "-m",
            "uvicorn",
            "polyphonie.config.asgi:application",
            "--port",
            str(self.port),
        ]
        words += [
            "--workers",
            str(self.processes),
            "--log-level",
            "warning",
            "--no-access-log",
            "--ws",
            "none",
        ]
        words += ["--timeout-graceful-shutdown", "5"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(words, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    def wait_until_it_answers(self) -> None:
        for _ in range(3000):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError("the server did not start:\n" + self.log.read_text()[-3000:])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database from outside, without the house."""
        if ON_POSTGRES:
            import psycopg

            with psycopg.connect(self.env["POLYPHONIE_DATABASE_URL"]) as connection:
                return connection.execute(sql).fetchall()
        with closing(sqlite3.connect(self.folder / "polyphonie.sqlite3", timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def count(self, table: str, where: str = "1=1") -> int:
        return self.rows(f"SELECT count(*) FROM {table} WHERE {where}")[0][0]

    def log_of(self, topic: str) -> list[tuple[int, str]]:
        return self.rows(f"SELECT seq, name FROM base_fact WHERE topic = '{topic}' ORDER BY seq")


class KilledHouse(House):
    """Killed and started again many times: each server is forked from one that is loaded and has opened nothing."""

    def begin(self) -> None:
        if not hasattr(self, "loaded"):
            with self.log.open("ab") as log:
                self.loaded = subprocess.Popen(
                    [sys.executable, "-m", "tests.lost.forking", str(self.port)], cwd=ROOT, text=True,
                    env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                )  # fmt: skip
        self.loaded.stdin.write("start\n")
        self.loaded.stdin.flush()
        self.server = int(self.loaded.stdout.readline())
        self.process = self.loaded

    def kill(self) -> None:
        os.kill(self.server, signal.SIGKILL)

    def stop(self) -> None:
        self.kill()
        self.loaded.stdin.close()
        self.loaded.wait(10)
        self.loaded.stdout.close()


class Visitor:
    """Somebody's browser, without the screen: one kept connection, its cookies, the forms it was given."""

    def __init__(self, house: House, session: str = "") -> None:
        self.house = house
        self.cookies = {"sessionid": session} if session else {}
        self.connection: http.client.HTTPConnection | None = None

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("localhost", self.house.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except BaseException:
            self.close()
            raise
        for kept in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = kept.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def read_form(self, path: str) -> dict[str, str]:
        """The token of the page, and a fresh key for one sending."""
        status, text = self.get(path)
        assert status == 200, (path, status)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        assert token is not None, path
        return {"csrfmiddlewaretoken": token[1], "once": new_key()}

    def post(self, path: str, fields: dict[str, str]) -> int:
        return self._ask("POST", path, urlencode(fields))[0]

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def new_key() -> str:
    return str(uuid.uuid4())
