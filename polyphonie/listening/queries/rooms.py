"""Rooms and the circle that called them: there, guests may be its people under other numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from polyphonie.base.scope import reading
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening.contract.sets import sentence
from polyphonie.listening.models import Figure, Wave
from polyphonie.listening.queries.sets import from_data


def calling(circle: Circle) -> Circle:
    """The circle itself; of a gathering, of however many inside one another, the circle that called it."""
    while circle.kind == Kind.GATHERING and circle.parent is not None:
        circle = circle.parent
    return circle


def sentences_told(wave: Wave) -> set[str]:
    """Those of which a figure was told, to anybody."""
    told = set(Figure.objects.filter(wave=wave, why="").values_list("question", flat=True))
    return {sentence(q.text) for q in from_data(wave.asked).questions if q.id in told}


@reading
def told_in_rooms(circle: Circle, asked: set[str], *, since: datetime) -> list[datetime]:
    """When rooms that this circle called told one of these sentences."""
    rooms = [(wave, told) for wave, told in _ended(circle, since) if wave.during_id is not None]
    return [wave.closed_at for wave, told in rooms if wave.closed_at and asked & told]


@reading
def told_by(circle: Circle, *, since: datetime) -> set[str]:
    """The sentences that a circle told, itself or in a room it called."""
    return {said for _, told in _ended(circle, since) for said in told}


def _ended(circle: Circle, since: datetime) -> Iterator[tuple[Wave, set[str]]]:
    """The waves of a circle and of the rooms it called, each with the sentences it told."""
    for wave in Wave.objects.filter(closed_at__gte=since, stopped=False).select_related("circle"):
        if calling(wave.circle) == circle:
            yield wave, sentences_told(wave)
