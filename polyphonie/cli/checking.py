"""What `polyphonie check` finds: contradictions, dangers, and what this installation promises."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Finding:
    """`level` is error (it contradicts itself) or warning (it works, and you should know)."""

    level: str
    what: str


def findings() -> list[Finding]:
    found: list[Finding] = []
    if settings.PROCESSES > 1 and settings.LIVE_TRANSPORT == "memory":
        found.append(
            Finding("error", "Several processes and live pages in memory: name a PostgreSQL or a Redis.")
        )
    if settings.DEMO and settings.SECURE:
        found.append(
            Finding("error", "A demo lets anybody in as anybody: never serve it over a public address.")
        )
    if settings.DEBUG:
        found.append(Finding("error", "POLYPHONIE_DEBUG shows people's words on error pages: turn it off."))
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 51, 3):
        found.append(
            Finding(
                "warning",
                f"SQLite {sqlite3.sqlite_version} has a rare fault that can damage a WAL database written by several "
                "processes (mended in 3.51.3). One Polyphonie process is safe; for several, use PostgreSQL.",
            )
        )
    if not settings.SECURE and not settings.DEMO:
        found.append(
            Finding("warning", "POLYPHONIE_ADDRESS is not https: cookies and words travel in clear.")
        )
    if "console" in settings.EMAIL_BACKEND:
        found.append(Finding("warning", "Mail goes to the console: name a server with POLYPHONIE_SMTP_HOST."))
    return found


def promises() -> list[str]:
    """What holds here, in a sentence each; `docs/threat-model.md` says which test proves it."""
    return [
        "Nothing leaves its circle without the living consent of each author.",
        "No role reads content: not a facilitator, not a manager, not an administrator.",
        "What was acknowledged is on the disk"
        + (" (SQLite, synchronous=FULL)." if connection.vendor == "sqlite" else " (PostgreSQL)."),
        "No page asks anything of another site.",
        "Mail holds links, never words, never the name of a circle.",
    ]
