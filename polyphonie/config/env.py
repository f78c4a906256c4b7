"""Reading the environment. Every setting starts with a value that works: nothing has to be set to begin."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from uuid import UUID


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"POLYPHONIE_{name}", default)


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0") in ("1", "true", "yes", "oui")


def number(name: str, default: int) -> int:
    given = text(name)
    if given and not given.isdecimal():
        raise SystemExit(f"POLYPHONIE_{name} should be a whole number, not “{given}”.")
    return int(given) if given else default


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def secret_key(folder: Path) -> str:
    """The key given, or one made at the first start and kept beside the data, readable by its owner alone."""
    if given := text("SECRET_KEY"):
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        import secrets

        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()


def house_id(secret: str) -> str:
    """By what name other houses know this one, for ever: the one given, or one that is always the same for this key."""
    given = text("HOUSE_ID").removeprefix("urn:uuid:")
    try:
        made = (
            UUID(given) if given else UUID(bytes=sha256(f"house:{secret}".encode()).digest()[:16], version=4)
        )
    except ValueError:
        raise SystemExit("POLYPHONIE_HOUSE_ID should be a UUID, such as one that `uuidgen` gives.") from None
    return made.urn


def database(url: str, folder: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that `POLYPHONIE_DATABASE_URL` names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "polyphonie.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                # A transaction that will write takes the write lock at once: two readers never fight to become writers.
                "transaction_mode": "IMMEDIATE",
                # FULL: what was answered to a person is on the disk. NORMAL would lose it with the power.
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                    "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
                ),
            },
            # A file: the shared database in memory locks whole tables between threads.
            "TEST": {"NAME": folder / f"test-{os.getpid()}.sqlite3"},
        }
    parsed = urlparse(url)
    if parsed.scheme not in ("postgres", "postgresql"):
        raise SystemExit(
            "POLYPHONIE_DATABASE_URL should look like postgresql://name:password@host/base; leave it empty for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parsed.path[1:],
        "USER": unquote(parsed.username or ""),
        "PASSWORD": unquote(parsed.password or ""),
        "HOST": parsed.hostname or "",
        "PORT": parsed.port or "",
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django must not
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 16, "timeout": 10}},
    }


def opensearch() -> str:
    """Where the OpenSearch server is, if there is one."""
    url = text("OPENSEARCH_URL").rstrip("/")
    if url and not (urlparse(url).scheme in ("http", "https") and urlparse(url).hostname):
        raise SystemExit(
            "POLYPHONIE_OPENSEARCH_URL should look like https://name:password@host:9200; leave it empty for none."
        )
    if url and not find_spec("opensearchpy"):
        raise SystemExit("POLYPHONIE_OPENSEARCH_URL needs what requirements/opensearch.txt installs.")
    return url
