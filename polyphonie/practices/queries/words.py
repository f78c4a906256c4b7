"""The words of a sheet and of a synthesis, apart: what is compared when somebody takes theirs back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyphonie.practices.models import Practice, Synthesis

TEXTS = ("title", "for_whom", "with_whom", "context", "means", "changed", "surprised", "advice")
ADAPTED = ("kept", "changed", "why")  # what an adaptation says beside its text
KEPT = ("title", "introduction", "unknown")


def words_of(practice: Practice) -> list[str]:
    """Every text, step and part of the sheet, apart."""
    texts = (getattr(practice, part) for part in TEXTS)
    return [words for words in (*texts, *practice.tried, *practice.parts.values()) if words]


def quotes_of(practice: Practice) -> list[str]:
    """What people said that stands beside the sheet, released."""
    return [b.words for b in practice.borrowings.all() if b.quoted and b.released_at]


def said_in(practice: Practice) -> list[str]:
    """All the words that its readers meet on its page, and nobody else anywhere: its own, and what people said in it, here or
    where it comes from."""
    origin, adaptation = getattr(practice, "origin", None), getattr(practice, "adaptation", None)
    elsewhere = [quote["words"] for quote in origin.quotes] if origin else []
    beside = [said for part in ADAPTED if (said := getattr(adaptation, part, ""))]
    return [*words_of(practice), *quotes_of(practice), *elsewhere, *beside]


def rewrite(synthesis: Synthesis, said: Callable[[str], str]) -> bool:
    """Each text of a synthesis becomes what is `said` of it, in the row and not in the database; did anything change?"""
    before = [*(getattr(synthesis, part) for part in KEPT), dict(synthesis.families)]
    for part in KEPT:
        setattr(synthesis, part, said(getattr(synthesis, part)))
    synthesis.families = {id: told for id, words in synthesis.families.items() if (told := said(words))}
    return before != [*(getattr(synthesis, part) for part in KEPT), synthesis.families]


def text_of(synthesis: Synthesis) -> str:
    """All the words that its authors wrote."""
    parts: Iterable[str] = (getattr(synthesis, part) for part in KEPT)
    return "\n".join(words for words in (*parts, *synthesis.families.values()) if words)
