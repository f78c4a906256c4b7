"""Who is in which of the groups a wave is told by, as they were when it opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from polyphonie.listening.contract.groups import VOICES, People, key_of
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.waves import voices_at


def groups_at(
    circle: int, then: datetime, *, by_voice: bool, services: Iterable[int] = ()
) -> dict[str, People]:
    """The voices there were, then each service: those of it who belonged to the circle that is asked too.

    Somebody of two services is in both.
    """
    could = voices_at(circle, then)
    voices = {
        name: frozenset(person for person, voice in could.items() if voice == name)
        for name in VOICES
        if by_voice and name in could.values()
    }
    inside = {key_of(pk): frozenset(voices_at(pk, then).keys() & could.keys()) for pk in services}
    return voices | inside


def groups_of(wave: Wave) -> dict[str, People]:
    """Those declared when a wave opened, whether or not they may be told."""
    services = [each["circle"] for each in wave.services]
    return groups_at(wave.circle_id, wave.opened_at, by_voice=wave.by_voice, services=services)
