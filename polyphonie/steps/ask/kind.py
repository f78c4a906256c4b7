"""Ask: what we cannot do ourselves, asked of a named person, who owes an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind, dictated

EXAMPLES = (
    ("Un chariot de plus pour l’équipe de nuit.", "Jeanne Morel, cadre du service", "On en partage un pour deux étages."),
    ("Avoir la liste des sorties la veille.", "Le bureau des entrées", "Les familles l’apprennent le matin même."),
    ("Une salle calme le jeudi.", "La direction des soins", "On parle dans le couloir."),
)  # fmt: skip


class Ask(StepKind):
    name = "ask"
    title = Text("Demander à quelqu’un", "Ask somebody")
    names_allowed = ("shown",)  # a request is signed: whoever is asked may ask back
    seen_by_allowed = ("participants", "circle")  # a request is read by those in whose name it is made

    @dataclass(frozen=True)
    class Settings:
        days: int = 30

    @dataclass(frozen=True)
    class Answer:
        text: str = ""
        to_name: str = ""
        to_email: str = ""
        why: str = ""
        due_on: str = ""
        passed: bool = False

    @dataclass(frozen=True)
    class Outcome:
        lines: tuple[Line, ...] = ()

    def settings(self, given: Mapping[str, Any]) -> Any:
        for word in set(given) - {"days"}:
            raise BadSettings(f"“{word}” is not a setting of “ask”: days")
        days = given.get("days", 30)
        if not isinstance(days, int) or not 1 <= days <= 90:
            raise BadSettings(
                "days should be a whole number from 1 to 90: later than that, a request is forgotten"
            )
        return self.Settings(days)

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome(
            tuple(
                Line(s.answer.text, s.by.name, s.by.voice, dictated(s.scribed, _asked(s.answer)), s.ref)
                for s in said
                if s.answer.text
            )
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [answer.text, answer.to_name] if answer.text else []

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return [Block(None, outcome.lines)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        if seed % 4:
            return self.Answer(passed=True)
        text, to_name, why = EXAMPLES[seed // 4 % len(EXAMPLES)]
        return self.Answer(text, to_name, "", why)


def _asked(answer: Any) -> Text:
    to = answer.to_name
    if not answer.due_on:
        return Text(f"demandé à {to}", f"asked of {to}")
    year, month, day = answer.due_on.split("-")
    return Text(
        f"demandé à {to}, réponse avant le {day}/{month}/{year}",
        f"asked of {to}, answer due {day}/{month}/{year}",
    )


KIND = Ask()
