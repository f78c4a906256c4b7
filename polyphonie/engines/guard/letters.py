"""Pieces of patterns for French, folding, and where a sentence begins.

Every pattern of the guard repeats at most so many times and starts at the edge of a word: what it reads from one
place is bounded, so time grows with the length of the text and no text can make it grow faster. A test holds this.
"""

from __future__ import annotations

import unicodedata

UP = "A-ZÀ-ÖØ-ÞŒŸ"
LOW = "a-zß-öø-ÿœ"
SPACE = "[ \u00a0\u202f]"
# « L’équipe » is no name, O’Brien is one.
ELIDED = rf"[{UP}][’'][{LOW}]"
# A word that begins with a capital and has at least two letters: Vannier, O’Brien, Marchal-Vitry, VANNIER.
NAME = rf"(?!{ELIDED})[{UP}][{UP}{LOW}’'-]{{0,30}}[{UP}{LOW}]"
# A capital, then at least one small letter: Vannier, not VANNIER nor CHU.
PROPER = rf"(?!{ELIDED})[{UP}][’']?[{UP}{LOW}]?[{LOW}][{UP}{LOW}’'-]{{0,30}}"
# What joins the words of a name: Saint-Aubin-le-Clair, Anne de la Tour.
LINK = rf"(?:(?:d[eu]|des|la|le|les|sur|sous|en|et){SPACE}|[dl][’']){{0,2}}"

ENDS = ".!?…\n•"
OPENS = " \u00a0\u202f\t«“\"'(–—-*"


def fold(word: str) -> str:
    """Without accents, in small letters: `Élise` and `elise` are the same."""
    apart = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def begins_sentence(text: str, start: int) -> bool:
    """Is the word at `start` the first of a sentence or a line? Looks back over twelve characters at most."""
    at = start
    while at > max(0, start - 12) and text[at - 1] in OPENS:
        at -= 1
    return at == 0 or text[at - 1] in ENDS


def composed(text: str) -> tuple[str, list[int]]:
    """The text with each accent on its letter, and for each of its characters the place it had; one more for the end."""
    if unicodedata.is_normalized("NFC", text):
        return text, list(range(len(text) + 1))
    made, places = list[str](), list[int]()
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            letters = unicodedata.normalize("NFC", text[start:at])
            made.append(letters)
            places += [start] * len(letters)
            start = at
    return "".join(made), [*places, len(text)]
