"""Saying no with a sentence: what happened and what to do, in the reader's language."""

from __future__ import annotations

from polyphonie.base.text import Text


class Refusal(Exception):
    """A person asked for something that cannot be done now. Never a fault of theirs, never a 500."""

    def __init__(self, fr: str, en: str) -> None:
        self.text = Text(fr, en)
        super().__init__(fr)


def check(refusal: Refusal | None) -> None:
    """Raise the refusal that a rule answered, if any."""
    if refusal is not None:
        raise refusal
