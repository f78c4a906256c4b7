"""The real server, as a process of its own, on an empty house or on Valmont."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def own_database(folder: Path) -> dict[str, str]:
    """A database of its own on the PostgreSQL of the tests, where they run on one; else SQLite in the folder."""
    given = os.environ.get("POLYPHONIE_DATABASE_URL")
    if not given:
        return {}
    import psycopg

    name = f"polyphonie_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return {"POLYPHONIE_DATABASE_URL": given.rsplit("/", 1)[0] + "/" + name}


class Server:
    """Starts, answers, can be killed and started again on the same data."""

    def __init__(self, folder: Path, *, demo: bool = False, **env: str) -> None:
        self.folder, self.port, self.demo = folder, free_port(), demo
        self.url = f"http://localhost:{self.port}"
        self.env = {
            **os.environ,
            "POLYPHONIE_DATA": str(folder),
            "POLYPHONIE_ADDRESS": self.url,
            "POLYPHONIE_MAIL_FOLDER": str(folder / "mail"),
            "POLYPHONIE_OPENSEARCH_URL": "",
            **own_database(folder),
            **env,
        }
        if demo:
            self.env["POLYPHONIE_DEMO"] = "1"
        self.env.pop("DJANGO_SETTINGS_MODULE", None)
        self.log, self.typed = folder / "server.log", set[str]()
        self.start()

    def start(self) -> None:
        words = [sys.executable, "-m", "polyphonie", "serve", "--port", str(self.port)]
        if self.demo and not (self.folder / "furnished").exists():
            self.python("from polyphonie.cli import valmont; valmont.furnish()", migrate=True)
            (self.folder / "furnished").touch()
        self.process = subprocess.Popen(
            words, cwd=ROOT, env=self.env, stdout=self.log.open("ab"), stderr=subprocess.STDOUT
        )
        for _ in range(2400):  # a slow machine is no reason to fail
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/promises/", timeout=2)
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise RuntimeError("the server did not start:\n" + self.log.read_text()[-3000:])

    def python(self, code: str, *, migrate: bool = False) -> str:
        """Run a few lines inside the house of this server, and return what they print."""
        prelude = "import django; django.setup()\n"
        if migrate:
            prelude += (
                "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
            )
        env = {**self.env, "DJANGO_SETTINGS_MODULE": "polyphonie.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", prelude + code],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def mails(self) -> list[str]:
        """The oldest first, by when they were written: of two of one second, names say nothing."""
        paths = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text() for path in paths]

    def last_code(self, address: str) -> str:
        """The code in the newest mail to this address, once: where a second one is asked for, the first is not it."""
        for _ in range(400):
            for mail in reversed(self.mails()):
                found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail, re.M)
                if address in mail and found and found[1] not in self.typed:
                    self.typed.add(found[1])
                    return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no code was mailed to {address}")
