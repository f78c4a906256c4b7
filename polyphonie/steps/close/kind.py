"""Close: one word each. How equal we were is asked aloud and never collected here: a small group would know who said no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind, dictated

WORDS = ("Soulagée", "Entendu", "À suivre", "Confiance", "Clair")


class Close(StepKind):
    name = "close"
    title = Text("Clore", "Close")

    @dataclass(frozen=True)
    class Settings:
        ask_equal: bool = True

    @dataclass(frozen=True)
    class Answer:
        word: str = ""

    @dataclass(frozen=True)
    class Outcome:
        words: tuple[Line, ...] = ()
        ask_equal: bool = True

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        words = tuple(
            Line(s.answer.word, s.by.name, s.by.voice, dictated(s.scribed), s.ref)
            for s in said
            if s.answer.word
        )
        return self.Outcome(words, settings.ask_equal)

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [answer.word]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return [Block(None, outcome.words)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        return self.Answer(WORDS[seed % len(WORDS)])


KIND = Close()
