"""How Amina's pair has been going, for six months: a time when she no longer dared to speak, noticed, talked about, and what was learnt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from polyphonie.base import clock
from polyphonie.circles import queries as belonging
from polyphonie.circles.queries import Circle, Kind
from polyphonie.listening import commands, queries
from polyphonie.people.queries import Person

EVERY, FIRST_DAY = 14, 183
LOW = (6, 7)  # the pulses at which Amina no longer spoke
# One answer a question, in order: the goal, speaking, what one knows, how we work, relying, bearable, who decides.
CALM = ("4343443", "5434453", "4544343", "4355443", "5445453", "3443443")
SILENT, BUSY = "3222231", "4434424"
APART = ("4444444", "3434333")  # at first, in four of the other pairs
ITEMS = ("but", "parole", "savoirs", "facon", "confiance", "tenable", "decide")


def furnish(people: dict[str, Person], ago: Callable[..., datetime]) -> None:
    """Every second week until now; the last envelope waits for Amina."""
    mine = belonging.circles_of(people["Amina"]).filter(kind=Kind.PAIR)
    pair = next(circle for circle in mine if len(queries.halves_of(circle)) == 2)
    here = Circle.objects.filter(kind=Kind.PAIR, parent=pair.parent_id).order_by("pk")
    pairs = [pair, *(other for other in here if other != pair and len(queries.halves_of(other)) == 2)]
    began = max(each.founded_at for each in pairs)
    days = [day for day in range(FIRST_DAY, 0, -EVERY) if ago(day) > began]
    for number, day in enumerate(days):
        _live(pairs, number, ago(day), last=day == days[-1])
        with clock.at(ago(max(day - 8, 1), 10)):
            noticed = commands.watch_pulses()
        if noticed:
            _talk(pair, ago(max(day - 12, 1)))


def _live(pairs: list[Circle], number: int, day: datetime, *, last: bool) -> None:
    """A pulse of every pair: both answer. Amina’s opens its envelopes but for the last; the others, the first and the last."""
    with clock.at(day):
        for pair in pairs if number == 0 else ():
            commands.choose_pace(pair, weeks=EVERY // 7, by=queries.halves_of(pair)[0].person)
        commands.open_due_pulses()
        for at, pair in enumerate(pairs):
            halves = [half.person for half in queries.halves_of(pair)]
            answering = halves[1:] if last and at == 0 else halves
            for person in answering:
                _answer(pair, person, _said(at, halves.index(person), number))
            if (at == 0 and not last) or (at and (last or number == 0)):
                for person in answering:
                    commands.unseal(queries.pulses_of(pair, to=person)[-1], by=person)


def _said(at: int, half: int, number: int) -> str:
    if at == 0 and number in LOW:
        return (SILENT, BUSY)[half]
    if number == 0 and at % 3:
        return APART[half]
    return CALM[(3 * at + 2 * half + number) % len(CALM)]


def _answer(pair: Circle, person: Person, given: str) -> None:
    marks = {item: int(mark) for item, mark in zip(ITEMS, given, strict=True)}
    commands.answer_pulse(queries.pulses_of(pair, to=person)[-1], marks=marks, by=person)


def _talk(pair: Circle, day: datetime) -> None:
    """Driss called them; Amina says what was learnt."""
    amina = queries.halves_of(pair)[0].person
    with clock.at(day):
        for seen in queries.signals_of_pair(pair, to=amina):
            if seen.row.closed_at is None:
                commands.close_signal(seen.row, learnt="true", by=amina)
