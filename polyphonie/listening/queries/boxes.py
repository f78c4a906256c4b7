"""The box of a wave, opened for the house itself. What is in it goes to nobody: a person learns only of themselves."""

from __future__ import annotations

from django.conf import settings

from polyphonie.listening.contract.box import Box, Keys, Unsealable
from polyphonie.listening.models import Box as Row
from polyphonie.listening.models import Wave
from polyphonie.listening.queries import halves
from polyphonie.people.queries import Person


def keys_of(wave: Wave) -> Keys:
    """The keys with which a wave is sealed. Neither half is in the database.

    Raises `Unsealable` where its own half is lost: what the other alone would seal, a copy would open for ever.
    """
    half = halves.half(wave.half)
    if not half:
        raise Unsealable
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return Keys(tuple(map(str, secrets)), half)


def box_of(wave: Wave, *, to_change: bool = False) -> Box:
    """What waits in the box; empty once the wave is over. `to_change` holds it until the transaction ends.

    Raises `Unsealable` where a half of the key is lost: the answers are lost with it.
    """
    rows = Row.objects.select_for_update() if to_change else Row.objects.all()
    row = rows.filter(wave=wave).first()
    return Box.opened(row.sealed, keys_of(wave)) if row else Box()


def has_answered(wave: Wave, person: Person) -> bool:
    """For that person alone."""
    try:
        return person.pk in box_of(wave).who
    except Unsealable:
        return False
