"""Secrets that open a door: long, kept only as a digest; and short codes a person can type."""

from __future__ import annotations

import hashlib
import secrets


def secret() -> str:
    """A link's secret: 160 bits, safe in a URL."""
    return secrets.token_urlsafe(20)


def digest(token: str) -> str:
    """What we keep of a secret. A long random secret needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def nine_digits() -> str:
    """A code for a room: never starts with 0, so that nobody drops a digit."""
    return str(secrets.randbelow(900_000_000) + 100_000_000)
