"""Write: a few ideas each, in silence, perhaps in columns; then read together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import BadSettings, Block, Line, Said, Speaker, StepKind
from polyphonie.guides.contract.settings import both

MOST_EXAMPLES = 30
EXAMPLES = (
    "Le mardi, on attend le brancard plus d’une heure.",
    "Je ne sais jamais à qui poser la question.",
    "Quand l’équipe de nuit laisse un mot, tout va mieux.",
    "Mon mari connaît bien le traitement, on peut lui demander.",
    "Il manque un endroit calme pour parler.",
)

MEANS = (
    "J’ai l’habitude d’écouter sans juger.",
    "Je connais bien les papiers de sortie.",
    "Je connais quelqu’un à l’association.",
    "Une salle libre le mardi.",
    "Dix ans avec cette maladie.",
)


class Write(StepKind):
    name = "write"
    title = Text("Écrire chacun pour soi", "Write, each alone")

    @dataclass(frozen=True)
    class Settings:
        """`examples` are what fictional people write in a rehearsal: (column, words); without columns, its name is empty."""

        at_most: int = 5
        columns: tuple[tuple[str, Text], ...] = ()
        examples: tuple[tuple[str, Text], ...] = ()

        def said_in(self, column: str) -> tuple[Text, ...]:
            return tuple(words for where, words in self.examples if where == column)

    @dataclass(frozen=True)
    class Answer:
        items: tuple[tuple[str, str], ...] = ()

    @dataclass(frozen=True)
    class Outcome:
        columns: tuple[tuple[str, Text], ...] = ()
        lines: tuple[tuple[str, Line], ...] = ()

    def settings(self, given: Mapping[str, Any]) -> Any:
        rest = dict(given)
        at_most, columns, examples = (
            rest.pop(word, usual) for word, usual in (("at_most", 5), ("columns", []), ("examples", []))
        )
        for word in rest:
            raise BadSettings(f"“{word}” is not a setting of “write”: at_most, columns, examples")
        if not isinstance(at_most, int) or not 1 <= at_most <= 20:
            raise BadSettings("at_most should be a whole number from 1 to 20")
        if not isinstance(columns, list | tuple):
            raise BadSettings("columns should be a list")
        boxes = tuple(self._column(c) for c in columns)
        return self.Settings(at_most, boxes, _examples(examples, [id for id, _ in boxes] or [""]))

    @staticmethod
    def _column(given: Any) -> tuple[str, Text]:
        if not isinstance(given, Mapping) or not all(given.get(k) for k in ("id", "fr", "en")):
            raise BadSettings("each column needs id, fr and en")
        return str(given["id"]), Text.of(given)

    def load(self, stored: Mapping[str, Any]) -> Any:
        return self.Answer(tuple((str(c), str(t)) for c, t in stored.get("items", ())))

    def cards_on_a_page(self, settings: Any) -> int:
        return 4 if len(settings.columns) < 2 else 2 if len(settings.columns) < 5 else 1

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        lines = tuple((column, _line(s, text)) for s in said for column, text in s.answer.items)
        return self.Outcome(settings.columns, lines)

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [text for _, text in answer.items]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        if not settings.columns:
            return [Block(None, tuple(line for _, line in outcome.lines))]
        return [
            Block(title, tuple(line for column, line in outcome.lines if column == id))
            for id, title in settings.columns
            if any(column == id for column, _ in outcome.lines)
        ]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        if kept := _kept(settings, about):
            return self.Answer(kept)
        usual = MEANS if settings.columns else EXAMPLES
        boxes = [(id, settings.said_in(id) or usual) for id in [id for id, _ in settings.columns] or [""]]
        return self.Answer(
            tuple((id, str(words[(seed + n) % len(words)])) for n, (id, words) in enumerate(boxes))
        )


def _examples(given: Any, columns: list[str]) -> tuple[tuple[str, Text], ...]:
    if not isinstance(given, list | tuple) or len(given) > MOST_EXAMPLES:
        raise BadSettings(f"examples should be a list of {MOST_EXAMPLES} at most")
    found = []
    for number, one in enumerate(given, start=1):
        column = one.get("column", "") if isinstance(one, Mapping) else None
        if column not in columns:
            raise BadSettings(f"example {number} should say its column: {', '.join(columns) or 'none here'}")
        found.append((column, both(one, f"example {number}")))
    return tuple(found)


def _kept(settings: Any, about: Any) -> tuple[tuple[str, str], ...]:
    """A shared list made from the same columns: what was given there, the same words once."""
    given = {id: dict.fromkeys(i.text for i in ideas(about) if i.column == id) for id, _ in settings.columns}
    return tuple((id, text) for id, texts in given.items() for text in list(texts)[: settings.at_most])


def _line(said: Said, text: str) -> Line:
    remark = Text("réponse dictée", "dictated answer") if said.scribed else None
    return Line(text, said.by.name, said.by.voice, remark, said.ref)


KIND = Write()
