"""A sentence in the languages we speak. No Django here: the pure half of the house uses it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Text:
    """One sentence, side by side in French and English, and perhaps in plain French (FALC)."""

    fr: str
    en: str
    falc: str = ""

    @classmethod
    def of(cls, words: Mapping[str, str]) -> Text:
        return cls(fr=words.get("fr", ""), en=words.get("en", ""), falc=words.get("falc", ""))

    def to(self, language: str, *, plain: bool = False) -> str:
        """The sentence for a reader. Plain words exist in French only; French is what we fall back on."""
        if language.startswith("en"):
            return self.en or self.fr
        return (plain and self.falc) or self.fr

    def __str__(self) -> str:
        return self.fr
