"""The ideas that an earlier step left, for a step that works on them: sorting, choosing, laying out.

Kinds do not know each other. An outcome that others may work on has `lines`: `Line`s, or (column, `Line`) pairs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from polyphonie.base.text import Text
from polyphonie.guides.contract.kind import Line

KEY = re.compile(r"i[0-9a-f]{8}")


@dataclass(frozen=True)
class Idea:
    """One line that somebody gave. `key` names it within its gathering, as long as its words stay the same."""

    key: str
    line: Line
    column: str = ""

    @property
    def text(self) -> str:
        return self.line.text

    def handed_on(self, remark: Text | None = None) -> Line:
        """The same idea as a line of a later outcome: it keeps its key, whatever is done with it."""
        return replace(self.line, ref=self.key, remark=remark or self.line.remark)


def ideas(outcome: Any) -> tuple[Idea, ...]:
    """The ideas of an outcome, in its order; the same words of the same answer count once."""
    found: dict[str, Idea] = {}
    for given in getattr(outcome, "lines", ()):
        column, line = given if isinstance(given, tuple) else ("", given)
        if line.text:
            idea = Idea(_key(column, line), line, column)
            found.setdefault(idea.key, idea)
    return tuple(found.values())


def _key(column: str, line: Line) -> str:
    if KEY.fullmatch(line.ref):
        return line.ref
    return f"i{crc32(f'{line.ref}|{column}|{line.text}'.encode()):08x}"
