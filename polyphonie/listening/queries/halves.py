"""Half of the key of each open wave: a file of its own, in the folder of data, in no database and in no backup of one."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

YOUNG = 3600  # seconds


def folder() -> Path:
    """Where they are, readable by the house alone; shared where several servers share one house."""
    place = Path(settings.DATA) / "waves"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def make() -> str:
    """A new half; returns its name."""
    name = secrets.token_hex(16)
    path = folder() / name
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(32))
    return name


def half(name: str) -> str:
    """The half of that name; empty where it was destroyed, and then nothing opens any more."""
    path = folder() / name
    return path.read_text() if path.exists() else ""


def destroy(name: str) -> None:
    path = folder() / name
    if path.exists():
        path.write_bytes(secrets.token_bytes(64))
        path.unlink()


def others(than: Iterable[str]) -> list[Path]:
    """The files that belong to none of these: left by an opening that was undone, or a crash after an end. A file of this
    hour may be of an opening that nobody sees yet."""
    kept, long_ago = set(than), time.time() - YOUNG
    return [path for path in folder().iterdir() if path.name not in kept and path.stat().st_mtime <= long_ago]
