"""What is held about a person: each room that holds something says so here, once, at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_rooms: dict[str, Callable[[Any], Any]] = {}


def register(room: str, held_about: Callable[[Any], Any]) -> None:
    """`held_about(person)` returns plain values (lists, dicts, text) that a person can read."""
    _rooms[room] = held_about


def about(person: Any) -> dict[str, Any]:
    """All that the house holds about a person, room by room."""
    return {room: held(person) for room, held in sorted(_rooms.items())}
