"""Tables: those who are here, spread over tables where the voices are as mixed as they can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.base.voices import Voice
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import whole
from polyphonie.steps.tables.seating import Tables as Seated
from polyphonie.steps.tables.seating import seat

HERE = Text("Je suis là.", "I am here.")


class Tables(StepKind):
    name = "tables"
    title = Text("Se mêler autour des tables", "Mix around tables")
    names_allowed = ("shown",)  # a table is made of people who find each other by their names

    @dataclass(frozen=True)
    class Settings:
        size: int = 4

    @dataclass(frozen=True)
    class Outcome:
        tables: Seated = ()

        @property
        def lines(self) -> tuple[tuple[str, Line], ...]:
            return tuple(
                (str(number), Line(somebody.name, voice=somebody.voice))
                for number, table in enumerate(self.tables, start=1)
                for somebody in table
            )

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        whole(settings.size, "size", 3, 8)  # beyond eight, some stay silent
        return settings

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome(seat([s.by for s in said], size=settings.size))

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas dit « Je suis là ». "
            "Sans cela, il n’y aura pas de place à leur nom. Continuez si tout le monde est assis.",
            f"{left} {'person has' if left == 1 else 'people have'} not said “I am here”. "
            "Without it no place bears their name. Go on if everybody is seated.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [HERE]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        here = [voice for voice in Voice if any(p.voice == voice for table in outcome.tables for p in table)]
        return [
            Block(Text(f"Table {number}", f"Table {number}"), (*map(_line, table), *_counted(table, here)))
            for number, table in enumerate(outcome.tables, start=1)
        ]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        return self.Answer()


def _line(somebody: Speaker) -> Line:
    return Line(somebody.name or "—", voice=somebody.voice)


def _counted(table: Sequence[Speaker], here: Sequence[Voice]) -> tuple[Line, ...]:
    """Each voice that is in the room, and how many of it sit here: none is said as 0, and of nobody in particular."""
    if not here:
        return ()
    counts = Counter(somebody.voice for somebody in table)
    said = {
        language: " · ".join(f"{counts[voice]} × {voice.short.to(language)}" for voice in here)
        for language in ("fr", "en")
    }
    return (Line("", remark=Text(**said)),)


KIND = Tables()
