"""What a pair says of itself in the place of the tests: one envelope that both opened, one that the other half alone opened, a
signal. As `place.py`, which calls this. Claire is one half; the other is somebody without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from polyphonie.base import clock
from polyphonie.base.scope import open_door
from polyphonie.listening import commands, queries
from polyphonie.listening.contract.pulse import ITEMS
from polyphonie.listening.models import Pulse

if TYPE_CHECKING:
    from tests.trust.place import Place


def hear_a_pair(place: Place) -> None:
    circle, claire = place["pair-circle"], place.world.claire
    other = next(half.person for half in queries.halves_of(circle) if half.person != claire)
    place.do(commands.choose_pace, circle, weeks=1, by=claire)
    for half, mark in ((claire, 2), (other, 5)):
        _answer(place, half, mark)
        _unseal(place, half)
    place.things["opened-pulse"] = _last(place, claire).row.pk
    _a_week_ago(place)
    place.do(commands.open_due_pulses)
    for half, mark in ((claire, 3), (other, 1)):
        _answer(place, half, mark)
    _unseal(place, other)
    with place.days.minute():
        made = commands.ask_to_talk(_last(place, other), by=other)
    pulse = _last(place, claire).row.pk
    place.things |= {
        "pulse": pulse,
        "signal": made.pk,
        "pulse-link": queries.pulse_link(pulse, claire.pk),
        "pulse-link-of-farid": queries.pulse_link(pulse, place.world.farid.pk),
    }


def _a_week_ago(place: Place) -> None:
    """The pulse that there is was a week ago: the next one comes, and waits for answers."""
    was = {"opened_at": place.days.now - timedelta(days=7), "closes_at": place.days.now}
    with open_door():
        Pulse.objects.filter(pk=place["opened-pulse"]).update(**was)


def _last(place: Place, half) -> queries.PulseSeen:
    with clock.at(place.days.now):
        return queries.pulses_of(place["pair-circle"], to=half)[-1]


def _answer(place: Place, half, mark: int) -> None:
    seen = _last(place, half)
    place.do(commands.answer_pulse, seen, marks=dict.fromkeys(ITEMS, mark), by=half)


def _unseal(place: Place, half) -> None:
    place.do(commands.unseal, _last(place, half), by=half)
