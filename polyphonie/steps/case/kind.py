"""Case: a situation told so that nobody can be recognised. It ends by itself; the rule drawn from it stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind

PARTS = {
    "situation": Text("Ce qui s’est passé", "What happened"),
    "around": Text("Autour de la personne", "Around the person"),
    "tried": Text("Ce qui a été essayé", "What was tried"),
    "question": Text("La question au groupe", "The question to the group"),
}
AGREED = {
    "person": Text("La personne concernée est d’accord", "The person concerned agrees"),
    "myself": Text("C’est ma propre situation", "It is my own situation"),
    "composed": Text("Situation recomposée à partir de plusieurs", "A situation made up from several"),
}
EXAMPLES = (
    (
        "Une personne âgée rentre chez elle un vendredi soir. L’aide à domicile ne le sait pas.",
        "Une fille qui travaille, une infirmière de ville, le service.",
        "Le service a appelé, sans réponse. La famille a tout porté.",
        "Qui prévient qui, et quand ?",
    ),
    (
        "Un traitement change pendant le séjour. La pharmacie de ville reçoit deux ordonnances.",
        "Un conjoint, le médecin traitant, la pharmacie.",
        "La pharmacie a rappelé trois fois.",
        "Comment dire une fois, à tout le monde, ce qui a changé ?",
    ),
)


class Case(StepKind):
    name = "case"
    title = Text("Raconter une situation, sans nom", "Tell a situation, without a name")
    names_allowed = ("shown",)
    seen_by_allowed = ("participants",)  # to go further it is read again first
    entry_kind = "case"

    @dataclass(frozen=True)
    class Settings:
        days: int = 90

    @dataclass(frozen=True)
    class Answer:
        """`choices` keeps what was decided of each span the guard showed, and never the words that went."""

        situation: str = ""
        around: str = ""
        tried: str = ""
        question: str = ""
        agreed: str = ""
        choices: tuple[tuple[str, str, str], ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        cases: tuple[tuple[tuple[str, Line], ...], ...] = ()
        agreed: tuple[str, ...] = ()

        @property
        def lines(self) -> tuple[Line, ...]:
            return tuple(line for case in self.cases for _, line in case)

    def settings(self, given: Mapping[str, Any]) -> Any:
        for word in set(given) - {"days"}:
            raise BadSettings(f"“{word}” is not a setting of “case”: days")
        days = given.get("days", 90)
        if not isinstance(days, int) or isinstance(days, bool) or not 7 <= days <= 365:
            raise BadSettings("days should be a whole number from 7 to 365: a case ends, its rule stays")
        return self.Settings(days)

    def load(self, stored: Mapping[str, Any]) -> Any:
        choices = tuple((str(k), str(c), str(r)) for k, c, r in stored.get("choices", ()))
        return self.Answer(**{**stored, "choices": choices})

    def lasts(self, settings: Any) -> int | None:
        return int(settings.days)

    def cards_on_a_page(self, settings: Any) -> int:
        return 1

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        told = [s for s in said if s.answer.situation]
        return self.Outcome(tuple(_case(s) for s in told), tuple(s.answer.agreed for s in told))

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        if any(s.answer.situation for s in said):
            return None
        return Text("La situation n’a pas encore été racontée.", "The situation has not been told yet.")

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [words for part in PARTS if (words := getattr(answer, part))]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        blocks = []
        for case, agreed in zip(outcome.cases, outcome.agreed, strict=True):
            blocks += [Block(PARTS[part], (line,)) for part, line in case]
            blocks.append(Block(None, (Line("", remark=AGREED.get(agreed, AGREED["person"])),)))
        return blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        return self.Answer(*EXAMPLES[seed % len(EXAMPLES)], agreed="composed")


def _case(said: Said) -> tuple[tuple[str, Line], ...]:
    remark = Text("réponse dictée", "dictated answer") if said.scribed else None
    told = [(part, getattr(said.answer, part)) for part in PARTS]
    first = next(part for part, words in told if words)
    return tuple(
        (part, Line(words, said.by.name if part == first else "", said.by.voice if part == first else "", remark, said.ref))
        for part, words in told
        if words
    )  # fmt: skip


KIND = Case()
