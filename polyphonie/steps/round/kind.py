"""Round: each speaks in turn, once, with the right to pass; a few words may be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind

EXAMPLES = (
    "Cela me soulage, j’y vois du temps gagné.",
    "Je m’inquiète pour la nuit, nous ne sommes que deux.",
    "Je n’avais jamais vu cela du côté des familles.",
    "J’aimerais qu’on commence petit.",
)


class Round(StepKind):
    name = "round"
    title = Text("Tour de parole", "Speaking round")

    @dataclass(frozen=True)
    class Answer:
        text: str = ""
        passed: bool = False

    @dataclass(frozen=True)
    class Outcome:
        lines: tuple[Line, ...] = ()
        spoke: int = 0
        passed: int = 0

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome(
            lines=tuple(_line(s) for s in said if s.answer.text),
            spoke=sum(not s.answer.passed for s in said),
            passed=sum(s.answer.passed for s in said),
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        left = awaited - len(said)
        if left <= 0:
            return None
        return Text(
            f"{left} {'personne n’a' if left == 1 else 'personnes n’ont'} pas encore parlé. "
            "Chacune peut parler ou passer. Closez quand même si le groupe est prêt.",
            f"{left} {'person has' if left == 1 else 'people have'} not spoken yet. "
            "Each may speak or pass. Close anyway if the group is ready.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [answer.text] if answer.text else []

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return [Block(None, outcome.lines)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        return self.Answer(passed=True) if seed % 7 == 6 else self.Answer(EXAMPLES[seed % len(EXAMPLES)])


def _line(said: Said) -> Line:
    remark = Text("réponse dictée", "dictated answer") if said.scribed else None
    return Line(said.answer.text, said.by.name, said.by.voice, remark, said.ref)


KIND = Round()
