"""Propose: one person puts a text before the group; later, alone, keeps it, changes it or takes it back.

On its own the step makes the first text. About an earlier proposal it is the moment to adjust: the only one, before
the consent round, when the text may change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind


class Propose(StepKind):
    name = "propose"
    entry_kind = "proposal"
    title = Text("Proposer", "Propose")
    names_allowed = ("shown",)

    @dataclass(frozen=True)
    class Settings:
        review_days: int = 60

    @dataclass(frozen=True)
    class Answer:
        text: str = ""
        review_on: str = ""
        situation: str = ""
        withdrawn: bool = False

    @dataclass(frozen=True)
    class Outcome:
        text: str = ""
        version: int = 0
        review_on: str = ""
        situation: str = ""
        by: str = ""
        voice: str = ""
        withdrawn: bool = False
        changed: bool = False

    def settings(self, given: Mapping[str, Any]) -> Any:
        settings = self.Settings(**given)
        if not isinstance(settings.review_days, int) or not 1 <= settings.review_days <= 365:
            raise BadSettings("review_days should be a whole number from 1 to 365")
        return settings

    def cards_on_a_page(self, settings: Any) -> int:
        return 2

    def needed(self, settings: Any, about: Any) -> bool:
        return about is None or (bool(about.text) and not about.withdrawn)

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        if not said:
            return about if about is not None else self.Outcome()
        last = said[-1]
        given = last.answer
        if about is not None and given.withdrawn:
            return self.Outcome(
                about.text, about.version, about.review_on, about.situation, about.by, about.voice, True
            )
        changed = about is None or (given.text, given.review_on) != (about.text, about.review_on)
        return self.Outcome(
            text=given.text,
            version=(about.version if about else 0) + int(changed),
            review_on=given.review_on or (about.review_on if about else ""),
            situation=given.situation or (about.situation if about else ""),
            by=about.by if about else last.by.name,
            voice=about.voice if about else last.by.voice,
            changed=changed,
        )

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        if said:
            return None
        return Text(
            "La proposition n’est pas encore écrite. Sans elle, le groupe ne pourra pas décider.",
            "The proposal is not written yet. Without it the group cannot decide.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [answer.text]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        if not outcome.text:
            return []
        if outcome.withdrawn:
            label = Text(
                "Proposition retirée par la personne qui la portait", "Withdrawn by the person who carried it"
            )
        else:
            label = Text(f"Texte {outcome.version}", f"Text {outcome.version}")
        blocks = [Block(label, (Line(outcome.text, outcome.by, outcome.voice),))]
        if outcome.situation:
            blocks.insert(0, Block(Text("Pourquoi", "Why"), (Line(outcome.situation),)))
        return blocks

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        if about is not None:
            return self.Answer(f"{about.text} On commence par une seule unité.", about.review_on)
        return self.Answer(
            text="Je propose d’essayer une écoute de dix minutes chaque mardi avec les proches.",
            situation="La semaine dernière, une fille a attendu trois jours pour poser sa question.",
        )


KIND = Propose()
