"""Read: something to read or hear together. Nobody answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Said, Speaker, StepKind


class Read(StepKind):
    name = "read"
    title = Text("Lire ensemble", "Read together")

    def cards_on_a_page(self, settings: Any) -> int:
        return 0

    def awaits(self, settings: Any, about: Any, speaker: Speaker) -> bool:
        return False

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome()

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        return self.Answer()


KIND = Read()
