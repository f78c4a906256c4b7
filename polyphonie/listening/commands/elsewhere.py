"""Whether the same sentence was told lately of some of the same people, in another circle.

Circles nest and overlap; answers have no names, so nothing finer can be proved: two figures of groups that share people, whoever
answered among them, may by their difference speak for one person. Only one of the two is told, the first.
"""

from __future__ import annotations

from datetime import timedelta

from polyphonie.listening.models import Figure, Wave
from polyphonie.listening.queries.sets import from_data, sentence
from polyphonie.listening.queries.waves import eligible
from polyphonie.listening.rules import NEAR

LATELY = NEAR - timedelta(
    hours=12
)  # a séance that comes back every four weeks, at the same hour, is not nearer than that
MOST_SHARED = 2  # below every floor by five people at least, on either side


def told_elsewhere(wave: Wave, question: str) -> bool:
    """Of a wave that ends: was its sentence told in another circle, less than four weeks before it opened, of people who
    could answer both?"""
    asked = next(sentence(q.text) for q in from_data(wave.asked).questions if q.id == question)
    mine = eligible(wave)
    lately = Wave.objects.filter(closed_at__gte=wave.opened_at - LATELY, stopped=False).exclude(
        circle=wave.circle_id
    )
    return any(
        len(mine & eligible(other)) > MOST_SHARED
        for other in lately.exclude(pk=wave.pk)
        if _told(other, asked)
    )


def _told(wave: Wave, asked: str) -> bool:
    same = [q.id for q in from_data(wave.asked).questions if sentence(q.text) == asked]
    return bool(same) and Figure.objects.filter(wave=wave, question__in=same, why="").exists()
