"""Whether the same sentence was told lately of some of the same people, by another wave.

Circles nest and overlap; answers have no names, so nothing finer can be proved: two figures of groups that share people, whoever
answered among them, may by their difference speak for one person. Only one of the two is told, the first.
"""

from __future__ import annotations

from polyphonie.listening.contract.rests import LATELY
from polyphonie.listening.contract.sets import sentence
from polyphonie.listening.models import Wave
from polyphonie.listening.queries.rooms import calling, sentences_told
from polyphonie.listening.queries.sets import from_data
from polyphonie.listening.queries.waves import eligible

MOST_SHARED = 2  # below every floor by five people at least, on either side


def told_elsewhere(wave: Wave) -> set[str]:
    """Of a wave that ends: which of its questions were told by another, less than four weeks before it opened, of people who
    could answer both. Of those of one circle its rests decided when it opened (`rules.why_not_again`)."""
    asked = {q.id: sentence(q.text) for q in from_data(wave.asked).questions}
    lately = Wave.objects.filter(closed_at__gte=wave.opened_at - LATELY, stopped=False).exclude(pk=wave.pk)
    if wave.during_id is None:
        lately = lately.exclude(circle=wave.circle_id)
    mine, elsewhere = eligible(wave), set[str]()
    for other in lately.select_related("circle"):
        told = sentences_told(other)
        if told & set(asked.values()) and _near(wave, other, mine):
            elsewhere |= told
    return {question for question, said in asked.items() if said in elsewhere}


def _near(wave: Wave, other: Wave, mine: set[int]) -> bool:
    """They share people. A room of guests may be the same people under other numbers: there, the circle that called counts."""
    in_rooms = wave.during_id is not None or other.during_id is not None
    if in_rooms and calling(wave.circle) == calling(other.circle):
        return True
    return len(mine & eligible(other)) > MOST_SHARED
