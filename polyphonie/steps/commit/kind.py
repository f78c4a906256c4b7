"""Commit: each chooses one small step, or none; nobody chooses for somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind, dictated

EXAMPLES = (
    ("Appeler une famille mardi matin.", "Un seul appel."),
    ("Écrire l’affichette avec Jeanne.", "Un brouillon sur une feuille."),
    ("Demander à l’équipe de nuit ce qu’elle en pense.", "Poser la question à une collègue."),
)


class Commit(StepKind):
    name = "commit"
    title = Text("Choisir un petit pas", "Choose a small step")
    names_allowed = ("shown",)  # the small step it leaves is signed: a guide may not promise otherwise
    seen_by_allowed = ("participants", "circle")  # a small step is told to the group

    @dataclass(frozen=True)
    class Settings:
        days: int = 21

    @dataclass(frozen=True)
    class Answer:
        text: str = ""
        smallest: str = ""
        due_on: str = ""
        passed: bool = False

    @dataclass(frozen=True)
    class Outcome:
        lines: tuple[Line, ...] = ()

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        if not isinstance(settings.days, int) or not 1 <= settings.days <= 21:
            raise BadSettings("days should be a whole number from 1 to 21: a small step fits in three weeks")
        return settings

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome(
            tuple(
                Line(
                    s.answer.text, s.by.name, s.by.voice, dictated(s.scribed, _until(s.answer.due_on)), s.ref
                )
                for s in said
                if s.answer.text
            )
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [answer.text] if answer.text else []

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return [Block(None, outcome.lines)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        if seed % 3:
            return self.Answer(passed=True)
        text, smallest = EXAMPLES[seed // 3 % len(EXAMPLES)]
        return self.Answer(text, smallest)


def _until(due_on: str) -> Text | None:
    if not due_on:
        return None
    year, month, day = due_on.split("-")
    return Text(f"d’ici au {day}/{month}/{year}", f"by {day}/{month}/{year}")


KIND = Commit()
