"""Sheet: what was tried, on one simple page that others can take up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import Block, Line, Said, Speaker, StepKind

SHEET = Text("Fiche d’action", "Action sheet")
PARTS = {
    "situation": Text("La situation", "The situation"),
    "with_whom": Text("Pour qui, avec qui", "For whom, with whom"),
    "tried": Text("Ce qui a été tenté", "What was tried"),
    "changed": Text("Ce qui a changé", "What changed"),
    "surprised": Text("Ce qui a surpris", "What was surprising"),
    "advice": Text("Un conseil pour qui veut essayer", "A piece of advice for whoever wants to try"),
}
DICTATED = Text("réponse dictée", "dictated answer")


class Sheet(StepKind):
    name = "sheet"
    seen_by_allowed = (
        "participants",
    )  # it begins with others' words: its writer alone cannot open them to a circle
    title = Text("Écrire la fiche", "Write the sheet")

    @dataclass(frozen=True)
    class Answer:
        title: str = ""
        situation: str = ""
        with_whom: str = ""
        tried: str = ""
        changed: str = ""
        surprised: str = ""
        advice: str = ""

    @dataclass(frozen=True)
    class Outcome:
        sheets: tuple[Said, ...] = ()

        @property
        def lines(self) -> tuple[tuple[str, Line], ...]:
            return tuple(
                (part, Line(words, sheet.by.name, sheet.by.voice, None, sheet.ref))
                for sheet in self.sheets
                for part in ("title", *PARTS)
                for words in _lines(sheet.answer, part)
            )

    def cards_on_a_page(self, settings: Any) -> int:
        return 1

    def gather(self, settings: Any, said: Sequence[Said], about: Any) -> Any:
        return self.Outcome(tuple(s for s in said if s.answer.title))

    def why_not_close(self, settings: Any, said: Sequence[Said], awaited: int, about: Any) -> Text | None:
        if said:
            return None
        return Text(
            "La fiche n’est pas encore écrite. Sans elle, d’autres ne pourront pas reprendre ce qui a été tenté.",
            "The sheet is not written yet. Without it, others cannot take up what was tried.",
        )

    def echo(self, settings: Any, answer: Any) -> list[str | Text]:
        return [words for part in ("title", *PARTS) if (words := getattr(answer, part))]

    def tell(self, settings: Any, outcome: Any, left: Mapping[str, Any]) -> list[Block]:
        return [block for sheet in outcome.sheets for block in _page(sheet)]

    def example(self, seed: int, settings: Any, about: Any, speaker: Speaker) -> Any:
        title, situation, with_whom, tried, changed, surprised, advice = EXAMPLES[seed % len(EXAMPLES)]
        given = "\n".join(idea.text for idea in ideas(about)[:3])
        return self.Answer(title, situation, with_whom, given or tried, changed, surprised, advice)


def _page(sheet: Said) -> list[Block]:
    remark = DICTATED if sheet.scribed else None
    title = Line(sheet.answer.title, sheet.by.name, sheet.by.voice, remark, sheet.ref)
    parts = [
        Block(label, tuple(Line(words) for words in lines))
        for part, label in PARTS.items()
        if (lines := _lines(sheet.answer, part))
    ]
    return [Block(SHEET, (title,)), *parts]


def _lines(answer: Any, part: str) -> list[str]:
    return [line.strip() for line in getattr(answer, part).splitlines() if line.strip()]


EXAMPLES = (
    (
        "Appeler les familles le mardi",
        "Les proches apprenaient la sortie le matin même.",
        "Pour les proches. Avec l’équipe de jour et le bureau des entrées.",
        "Un appel de dix minutes, la veille.\nUn mot dans le dossier pour l’équipe de nuit.",
        "En trois semaines, une seule sortie a été repoussée.",
        "Les proches posent des questions que nous n’attendions pas.",
        "Commencez par une seule unité.",
    ),
    (
        "Ouvrir un coin calme le jeudi",
        "On annonçait des choses graves dans le couloir.",
        "Pour les patients et leurs proches. Avec l’équipe technique.",
        "Trouver une salle vide.\nMettre deux chaises et une affichette.",
        "On s’assoit pour se parler.",
        "L’équipe s’en sert aussi pour souffler.",
        "Demandez la salle avant de demander des meubles.",
    ),
    (
        "Relire les papiers de sortie à deux",
        "Chacun comprenait l’ordonnance à sa façon.",
        "Pour la personne qui sort. Avec l’infirmière et un proche.",
        "Lire chaque ligne à voix haute, l’un puis l’autre.",
        "Moins d’appels le lendemain.",
        "Une erreur trouvée par un mari.",
        "Gardez cinq minutes pour les questions.",
    ),
)


KIND = Sheet()
