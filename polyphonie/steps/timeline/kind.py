"""Timeline: each says what they saw, and when; together it makes one chronology, in which every voice has the same
width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import whole

FIRST_DAY, LAST_DAY = -1, 30
DICTATED = Text("réponse dictée", "dictated answer")
FELT = Text("ressenti", "felt")
NOTED = Text("journal de bord", "journal")


@dataclass(frozen=True)
class Moment:
    """What one person saw, and perhaps felt. `day` counts from the day itself; `time` is like 14:30, or empty."""

    day: int
    time: str
    saw: str
    felt: str = ""


@dataclass(frozen=True)
class Noted(Moment):
    """A moment that nobody tells here: it was noted in the journal at the time. `more`: with what, for whom."""

    more: tuple[str, ...] = ()


EXAMPLES = (
    Moment(-1, "", "On m’a dit que la sortie était pour le lendemain.", "J’étais prête."),
    Moment(0, "08:15", "Le lit était déjà demandé pour quelqu’un d’autre."),
    Moment(0, "14:30", "L’ambulance attendait, l’ordonnance n’était pas signée.", "Je ne savais plus qui appeler."),
    Moment(0, "", "Une collègue a pris le temps de tout réexpliquer.", "Cela m’a soulagé."),
    Moment(1, "09:00", "La pharmacie a appelé : il manquait une boîte."),
    Moment(3, "", "L’infirmière à domicile a découvert le changement de traitement."),
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A moment, and the answer that holds it."""

    moment: Moment
    said: Said


class Timeline(StepKind):
    name = "timeline"
    title = Text("Reconstituer ce qui s’est passé", "Retrace what happened")

    @dataclass(frozen=True)
    class Settings:
        at_most: int = 4

    @dataclass(frozen=True)
    class Answer:
        moments: tuple[Moment, ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        seen: tuple[Seen, ...] = ()

        @property
        def lines(self) -> tuple[Line, ...]:
            return tuple(_line(seen) for seen in self.seen)

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        whole(settings.at_most, "at_most", 1, 10)
        return settings

    def load(self, stored: Mapping[str, Any]) -> Any:
        return self.Answer(tuple(Moment(**moment) for moment in stored.get("moments", ())))

    def cards_on_a_page(self, settings: Any) -> int:
        return 2 if settings.at_most < 6 else 1

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        seen = [Seen(moment, s) for s in said for moment in s.answer.moments]
        return self.Outcome(tuple(sorted(seen, key=_place)))

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [_after_time(m) + (f"\n{m.felt}" if m.felt else "") for m in answer.moments]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        days = groupby(outcome.seen, key=lambda seen: seen.moment.day)
        return [
            Block(day_name(day), tuple(line for one in seen for line in _told(one))) for day, seen in days
        ]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        some = min(1 + seed % 2, settings.at_most)
        return self.Answer(tuple(EXAMPLES[(seed + 2 * n) % len(EXAMPLES)] for n in range(some)))


def day_name(day: int) -> Text:
    """The day as people tell it."""
    near = {
        -1: Text("La veille", "The day before"),
        0: Text("Le jour même", "That day"),
        1: Text("Le lendemain", "The day after"),
    }
    later = Text(f"{day} jours après", f"{day} days later")
    return near.get(day) or (later if day > 0 else Text(f"{-day} jours avant", f"{-day} days earlier"))


def _place(seen: Seen) -> tuple[int, bool, str]:
    """In order of days and hours; on its day, what has no hour comes after what has one."""
    return seen.moment.day, not seen.moment.time, seen.moment.time


def _line(seen: Seen) -> Line:
    """The moment on its own, for a later step: the words, and when."""
    day, time, said = day_name(seen.moment.day), seen.moment.time, seen.said
    at = f", {time}" if time else ""
    when = Text(f"{day.fr.lower()}{at}", f"{day.en.lower()}{at}")
    if isinstance(seen.moment, Noted):
        when = Text(f"{when.fr} · {NOTED.fr}", f"{when.en} · {NOTED.en}")
    return Line(seen.moment.saw, said.by.name, said.by.voice, when, said.ref)


def _told(seen: Seen) -> Iterator[Line]:
    """The moment under the name of its day: its hour first, and what was felt just after."""
    said = seen.said
    remark = DICTATED if said.scribed else None
    if isinstance(seen.moment, Noted):
        remark = Text(*(" · ".join((word, *seen.moment.more)) for word in (NOTED.fr, NOTED.en)))
    yield Line(_after_time(seen.moment), said.by.name, said.by.voice, remark, said.ref)
    if seen.moment.felt:
        yield Line(seen.moment.felt, remark=FELT)


def _after_time(moment: Moment) -> str:
    return f"{moment.time} · {moment.saw}" if moment.time else moment.saw


KIND = Timeline()
