"""How words are compared: accents and case folded. Used to search, to see whose words still stand, to say what is alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import ceil

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
# Words that say nothing of what a sheet is about, nor of whose line it is.
SAID_OFTEN = """
a ai au aux avec avoir c ce ces cet cette chaque chez comme d dans de des dit du elle elles en encore entre est et ete etre eu eux
fait faire fois il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ont ou par pas
peu plus pour puis qu quand que qui s sa sans se ses si son sont sur ta te tout toute toutes tous tres tu un une
vos votre vous y avant apres autre autres bien deux trois dont aussi jamais toujours quelques quelqu personne personnes premier premiere rien seul seule the of and to in for with on at is are was were our we they their this that it as by an be
"""
EMPTY = frozenset(SAID_OFTEN.split())


def fold(text: str) -> str:
    """The text without accents or capitals."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    return apart.translate(_MARKS).casefold()


class _Marks(dict[int, int | None]):
    """Of each letter by its number: itself, or nothing where it is an accent that stands apart."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return self[letter]


_MARKS = _Marks()


def words(text: str) -> list[str]:
    """Its words, folded, in order."""
    return WORD.findall(fold(text))


def full_words(text: str) -> dict[str, str]:
    """The words that say something: folded, with the way they were written first."""
    found: dict[str, str] = {}
    for one in WORD.findall(text):
        folded = _full(one)
        if folded:
            found.setdefault(folded, one)
    return found


@lru_cache(maxsize=32768)
def _full(written: str) -> str:
    """One word folded; empty where it says nothing."""
    folded = fold(written)
    return folded if folded not in EMPTY and len(folded) > 2 else ""


def stands_in(source: str, line: str) -> bool:
    """Is `source` still there in `line`, perhaps reworded a little?

    True where two thirds of its full words, and three of them at least, begin words of the line (five letters are
    compared, so that an ending changes nothing). A source of one or two full words stands where the line says just that.
    """
    wanted, there = _stems(source), _stems(line)
    if len(wanted) < 3:
        return wanted == there if wanted else bool(words(source)) and words(source) == words(line)
    return len(wanted & there) >= max(3, ceil(2 * len(wanted) / 3))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in full_words(text)}


def without(sources: Iterable[str], text: str) -> str:
    """The text without the sentences in which one of the sources still stands; as it was where none does."""
    gone = _sentences(sources)
    return _left(text, lambda one: _quotes(one, gone))


def without_former(former: Iterable[str], now: Iterable[str], text: str) -> str:
    """The text without the sentences that quote what was said formerly and is not said now.

    A sentence that quoted the former words and quotes none of today's goes too: whoever compares it with today's words
    alone would take it for somebody's own.
    """
    said, says = _sentences(former), _sentences(now)
    gone = [one for one in said if not any(stands_in(one, there) for there in says)]
    return _left(text, lambda one: _quotes(one, gone) or (_quotes(one, said) and not _quotes(one, says)))


def _left(text: str, goes: Callable[[str], bool]) -> str:
    sentences = SENTENCE.split(text)
    kept = [one for one in sentences if not goes(one)]
    return text if len(kept) == len(sentences) else "\n".join(kept)


def _quotes(sentence: str, sources: Iterable[str]) -> bool:
    return any(stands_in(source, sentence) for source in sources)


def _sentences(texts: Iterable[str]) -> list[str]:
    """Each text whole, and each of its sentences."""
    return [one for text in texts for one in dict.fromkeys([text, *SENTENCE.split(text)])]
