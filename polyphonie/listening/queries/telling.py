"""What was told of a wave, as a page shows it: question by question, everybody first, then the declared groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Reader
from polyphonie.engines import disclosure as d
from polyphonie.gatherings.queries import Gathering
from polyphonie.listening.contract.groups import SERVICE, VOICE, breakdown, key_of
from polyphonie.listening.contract.sets import Question
from polyphonie.listening.models import Figure, Wave
from polyphonie.listening.queries.sets import from_data
from polyphonie.listening.queries.waves import WaveSeen, waves_of
from polyphonie.people.queries import Person

SHAPES = {shape.name: shape for shape in (d.THIRDS, d.FIFTHS, d.TENTHS)}
EVERYBODY = Text("Tout le monde", "Everybody")


@dataclass(frozen=True)
class Told:
    """One share: in which band, of how many, or why there is none."""

    group: Text
    said: Text
    bands: tuple[bool, ...] = ()  # from low to high, which one it is
    at_least: int = 0
    by: str = ""  # the breakdown it belongs to

    @property
    def hidden(self) -> bool:
        return not self.bands


@dataclass(frozen=True)
class ToldOf:
    """What was told of one question."""

    question: Question
    figures: tuple[Told, ...]

    @property
    def whole(self) -> Told:
        return self.figures[0]

    @property
    def groups(self) -> tuple[Told, ...]:
        return self.figures[1:]

    @property
    def voices(self) -> tuple[Told, ...]:
        return tuple(told for told in self.groups if told.by == VOICE)

    @property
    def services(self) -> tuple[Told, ...]:
        return tuple(told for told in self.groups if told.by == SERVICE)


@reading
def told_of(seen: WaveSeen) -> list[ToldOf]:
    """What this reader may see of a closed wave: told in its circle, or told outside it."""
    return _told_of([seen])[0]


@reading
def told_during(gathering: Gathering, step: str, *, to: Reader) -> list[ToldOf] | None:
    """What a step of a gathering told without names, for this reader; the wall of the room is one. None where it asked
    nothing, because too few were there: anybody could count them."""
    row = (
        Wave.objects.filter(during__gathering=gathering, during__step=step)
        .select_related("circle", "during")
        .first()
    )
    if row is None:
        return None
    if row.closed_at is None or not circles.readable([row.entry_id], to=to):
        return []
    return told_of(WaveSeen(row, from_data(row.asked), inside=True, answers=False, answered=False))


def _told_of(waves: list[WaveSeen]) -> list[list[ToldOf]]:
    """The same for several waves that one reader sees from the same side, in one question to the database."""
    audience = "circle" if all(seen.inside for seen in waves) else "outside"
    rows = Figure.objects.filter(wave__in=[seen.row.pk for seen in waves], audience=audience).order_by("pk")
    by_wave: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        by_wave[row.wave_id].append(row)
    return [_by_question(seen, by_wave[seen.row.pk]) for seen in waves]


def _by_question(seen: WaveSeen, rows: list[Figure]) -> list[ToldOf]:
    named = {key_of(each["circle"]): each["name"] for each in seen.row.services}
    return [
        ToldOf(question, tuple(_told(row, named) for row in rows if row.question == question.id))
        for question in seen.set.questions
        if any(row.question == question.id for row in rows)
    ]


@reading
def told_before(seen: WaveSeen, *, to: Person) -> list[tuple[Wave, list[ToldOf]]]:
    """The closed waves of the same circle that asked the same set, the latest first, without the one seen."""
    circle: Circle = seen.row.circle
    before = [w for w in waves_of(circle, to=to) if w.inside == seen.inside and _alike(w.row, seen.row)]
    return [(w.row, told) for w, told in zip(before, _told_of(before), strict=True)]


@dataclass(frozen=True)
class Line:
    """What was told of one question, wave after wave; None where it was not asked."""

    question: Question
    said: tuple[tuple[datetime, Text | None], ...]


def side_by_side(told: list[ToldOf], before: list[tuple[Wave, list[ToldOf]]]) -> list[Line]:
    """The questions of a wave, each with what was told of it the times before."""
    past = [(row.closes_at, {each.question.id: each.whole.said for each in them}) for row, them in before]
    return [
        Line(each.question, tuple((ended, them.get(each.question.id)) for ended, them in past))
        for each in told
    ]


def _alike(one: Wave, other: Wave) -> bool:
    return (
        one.pk != other.pk
        and (one.circle_id, one.set) == (other.circle_id, other.set)
        and one.closed_at is not None
        and not one.stopped
        and one.opened_at < other.opened_at
    )


def figure_of(row: Figure) -> d.Figure | d.Hidden:
    """A row as the engine knows it."""
    if row.band is None:
        return d.Hidden(row.group, d.Why(row.why), row.at_least)
    return d.Figure(row.group, SHAPES[row.shape], row.band, row.at_least)


def _told(row: Figure, named: Mapping[str, str]) -> Told:
    """`named`: the services, as they were called when the wave opened."""
    by = breakdown(row.group) if row.group else ""
    figure = figure_of(row)
    group = _name(row.group, named)
    if isinstance(figure, d.Hidden):
        return Told(group, Text(*d.explain(figure)), by=by)
    bands = tuple(at == figure.band for at in range(len(figure.shape.edges) + 1))
    return Told(group, Text(*d.band_words(figure)), bands, figure.at_least, by)


def _name(group: str, named: Mapping[str, str]) -> Text:
    if group in named:
        return Text(named[group], named[group])
    return Voice(group).short if group else EVERYBODY
