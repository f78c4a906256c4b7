"""The circle's own list: names, places and nicknames that its members would recognise.

A tree of words, walked once: at each word of the text the walk goes on as long as an entry may still fit, so the work
grows with the length of the text times the longest entry, whatever the number of entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from polyphonie.engines.guard.letters import LOW, UP, begins_sentence, fold
from polyphonie.engines.guard.ordinary import HOMOGRAPHS, NOT_NAMES, SMALL_WORDS
from polyphonie.engines.guard.spans import Span

WORD = re.compile(r"[^\W_]{1,60}")
JOINED = re.compile(r"[ \u00a0\u202f\n]{1,2}|[’'@._-]|, ?")
JOINED_BEFORE = re.compile(rf"\b[{UP}][{UP}{LOW}]{{1,28}}-$")
JOINED_AFTER = re.compile(rf"-[{UP}][{UP}{LOW}]{{1,28}}")
INSTITUTIONS = frozenset(
    [
        "hopital",
        "clinique",
        "chu",
        "ch",
        "ehpad",
        "centre",
        "residence",
        "institut",
        "maison",
        "foyer",
        "service",
        "pole",
        "unite",
    ]
)
VERBS = re.compile(
    r"\s(?:a|avait|aura|est|était|sera|dit|va|veut|pense|propose|demande|répond|ne|se|me|nous|lui|et\smoi)(?!\w)|\s[nms][’']"
)


@dataclass
class _Node:
    """What has been read so far; `kind` when an entry ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    kind: str = ""


class Directory:
    def __init__(self, names: Iterable[str]) -> None:
        self.root = _Node()
        for name in names:
            words = WORD.findall(name)
            kind = "facility" if INSTITUTIONS & {fold(w) for w in words} else "person"
            self._add(words, kind)
            for part in _parts(words, kind):
                self._add([part], kind)

    def _add(self, words: list[str], kind: str) -> None:
        node = self.root
        for word in words:
            node = node.next.setdefault(fold(word), _Node())
        if words:
            node.kind = node.kind or kind

    def seen(self, text: str) -> Iterator[Span]:
        words = [(found.start(), found.end(), fold(found[0])) for found in WORD.finditer(text)]
        for first in range(len(words)):
            if (fit := self._longest(text, words, first)) and not _a_mere_word(text, *fit):
                yield _whole(text, Span(*fit, True))

    def _longest(
        self, text: str, words: list[tuple[int, int, str]], first: int
    ) -> tuple[int, int, str] | None:
        node, found = self.root, None
        for at in range(first, len(words)):
            start, end, word = words[at]
            if at > first and not JOINED.fullmatch(text, words[at - 1][1], start):
                break
            if word not in node.next:
                break
            node = node.next[word]
            if node.kind:
                found = (words[first][0], end, node.kind)
        return found


def _whole(text: str, span: Span) -> Span:
    """Jean-Pierre is not Pierre, and is a name all the same: what a hyphen joins stays together."""
    before, after = (
        JOINED_BEFORE.search(text[max(0, span.start - 30) : span.start]),
        JOINED_AFTER.match(text, span.end),
    )
    if not before and not after:
        return span
    start = span.start - len(before[0]) if before else span.start
    return Span(start, after.end() if after else span.end, span.kind)


def _parts(words: list[str], kind: str) -> list[str]:
    """Whoever is listed with two names is also called by one of them."""
    if kind != "person" or not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return []
    return [word for word in words if len(word) > 2 and fold(word) not in NOT_NAMES]


def _a_mere_word(text: str, start: int, end: int, kind: str) -> bool:
    """Rose, a flower; Pierre, a stone: a name only with a capital that the sentence did not ask for, or with its verb."""
    word = text[start:end]
    folded = fold(word)
    if not (folded in HOMOGRAPHS or folded in SMALL_WORDS or folded in NOT_NAMES or len(word) < 3):
        return False
    if not word[0].isupper():
        return True
    return begins_sentence(text, start) and not VERBS.match(text, end)
