"""`polyphonie demo | serve | worker | check`."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from pathlib import Path

from polyphonie.cli.house import open_house, refuse, say


def demo(given: Namespace) -> int:
    """Prepare the fictional hospital on SQLite, and serve it."""
    home = Path(os.environ.get("POLYPHONIE_DATA") or Path(__file__).resolve().parents[3] / "var") / "demo"
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "POLYPHONIE_DATA": str(home),
        "POLYPHONIE_DEMO": "1",
        "POLYPHONIE_ADDRESS": f"http://localhost:{given.port}",
    }
    if given.reset:
        for path in home.glob("polyphonie.sqlite3*"):
            path.unlink()
    _prepare()
    from polyphonie.cli import valmont

    if valmont.is_empty():
        say("Valmont opens its doors (half a minute)…")
        valmont.furnish()
    if given.only_prepare:
        return 0
    say(f"Polyphonie, the demo: http://localhost:{given.port}/demo/   (Ctrl-C to stop)")
    return _uvicorn("127.0.0.1", given.port)


def serve(given: Namespace) -> int:
    """Bring the database up to date, gather the static files, serve."""
    _prepare()
    from django.conf import settings

    if settings.PROCESSES > 1 and settings.LIVE_TRANSPORT == "memory":
        return refuse(
            "More than one process needs POLYPHONIE_DATABASE_URL (PostgreSQL) or POLYPHONIE_REDIS_URL."
        )
    say(f"Polyphonie: {settings.ADDRESS}")
    return _uvicorn(given.host, given.port)


def _prepare() -> None:
    os.environ["POLYPHONIE_SERVED"] = "1"
    open_house()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)


def _uvicorn(host: str, port: int) -> int:
    from django.conf import settings

    words = ["-m", "uvicorn", "polyphonie.config.asgi:application", "--host", host, "--port", str(port)]
    words += ["--workers", str(settings.PROCESSES), "--ws", "none", "--lifespan", "on", "--no-server-header"]
    words += ["--timeout-graceful-shutdown", "5", "--log-level", "warning", "--no-access-log"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 -- our own interpreter, our own words


def worker(given: Namespace) -> int:
    """Tick for ever: mail, reminders, deadlines. For installations whose servers do not (POLYPHONIE_EMBEDDED_WORKER=0)."""
    open_house()
    from polyphonie.base import beats

    say("Polyphonie, the worker: " + ", ".join(sorted(beats.jobs())))
    beats.run_for_ever()
    return 0


def check(given: Namespace) -> int:
    """Look at the configuration: what would go wrong, and what this installation promises. Exit code 1 if it contradicts itself."""
    open_house()
    from polyphonie.cli.checking import findings, promises

    found = findings()
    bad = [f for f in found if f.level == "error"]
    if given.json:
        plain = [{"level": f.level, "what": f.what} for f in found]
        say(json.dumps({"findings": plain, "promises": promises()}, ensure_ascii=False, indent=2))
        return int(bool(bad))
    for finding in found:
        say(f"{'✗' if finding.level == 'error' else '!'} {finding.what}")
    for promise in promises():
        say(f"✓ {promise}")
    return int(bool(bad))
