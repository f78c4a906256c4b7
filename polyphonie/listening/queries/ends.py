"""How far apart two people were at first, and are now: for the house itself, of pairs that both wished to be counted."""

from __future__ import annotations

from datetime import timedelta

from polyphonie.base.scope import reading
from polyphonie.circles.queries import Circle
from polyphonie.listening.contract.pulse import apart
from polyphonie.listening.models import Pulse, PulseAnswer, Unsealing
from polyphonie.listening.queries.pairs import halves_of

LONG_ENOUGH = timedelta(weeks=4)
Apart = dict[str, int]  # what is compared → how far apart the two are


@reading
def apart_at_both_ends(circle: Circle | int) -> tuple[Apart, Apart] | None:
    """At the first and at the last pulse whose envelope both opened: nothing is counted that the two do not see of one another.

    None where there are not two such pulses, four weeks apart. No person, nothing to show: only what is counted of several pairs.
    """
    halves = [half.person_id for half in halves_of(circle)]
    if len(halves) != 2:
        return None
    unsealed = Unsealing.objects.filter(pulse__circle=circle, taken_back_at=None)
    opened = set(unsealed.values_list("pulse", "person"))
    answered = PulseAnswer.objects.filter(pulse__circle=circle, entry__ended_at=None)
    marks = {
        (pulse, person): given for pulse, person, given in answered.values_list("pulse", "person", "marks")
    }
    found = []
    for pulse in Pulse.objects.filter(circle=circle).order_by("number"):
        first, second = ((pulse.pk, half) for half in halves)
        if {first, second} <= opened & marks.keys() and (
            far := apart(marks[first], marks[second])
        ) is not None:
            found.append((pulse.opened_at, far))
    if len(found) < 2 or found[-1][0] - found[0][0] < LONG_ENOUGH:
        return None
    return found[0][1], found[-1][1]
