"""Gentler words: each thing seen is kept, replaced by what it was in the story, or told less exactly.

Never a realistic false name: a reader must see that something was taken away. One person keeps one letter throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from polyphonie.engines.guard.dates import month_and_year
from polyphonie.engines.guard.departments import department
from polyphonie.engines.guard.letters import fold
from polyphonie.engines.guard.spans import Choice, Span

ROLES = {
    "email": "[une adresse électronique]", "phone": "[un numéro]", "nir": "[un numéro]", "record": "[un numéro]",
    "licence": "[un numéro]", "iban": "[un numéro]", "link": "[un lien]", "handle": "[un compte]",
    "ip": "[un numéro]", "plate": "[un numéro]", "date": "[une date]", "time": "[une heure]", "age": "[un âge]",
    "place": "[un lieu]", "street": "[un lieu]", "facility": "[un établissement]",
}  # fmt: skip

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
# A season after « le », after « du », and on its own.
SEASONS = (
    ("l’hiver", "de l’hiver", "en hiver"),
    ("le printemps", "du printemps", "au printemps"),
    ("l’été", "de l’été", "en été"),
    ("l’automne", "de l’automne", "en automne"),
)
MALE, FEMALE = (
    frozenset({"m", "mr", "monsieur"}),
    frozenset({"mme", "madame", "mlle", "melle", "mademoiselle"}),
)
TITLES = (
    MALE
    | FEMALE
    | frozenset({"dr", "dre", "docteur", "docteure", "pr", "pre", "professeur", "professeure", "me"})
)
WORD = re.compile(r"[^\W\d_]{1,60}")
DOCTORS = TITLES - MALE - FEMALE
LABELLED = re.compile(r"\[personne ([A-Z]{1,2})\]")
# What stands before a date or a titled name, and goes or changes with it.
ARTICLE = re.compile(r"(?:\b(depuis|avant|après|dès|vers|pour)\s)?\b(le|du|au)\s$", re.I)
BEFORE_DOCTOR = re.compile(r"\b(le|la|du|au)\s$", re.I)
HOUR = re.compile(r"\d{1,2}")


def soften(text: str, choices: Mapping[Span, Choice | str]) -> str:
    """The text with each choice applied; what has no choice stays. Raises `ValueError` when two spans overlap."""
    made, done = list[str](), 0
    people = _People(text)
    for span in sorted(choices):
        if span.start < done:
            raise ValueError("two spans overlap: choose for one of them")
        before, words = text[done : span.start], text[span.start : span.end]
        made.append(_said(before, words, span.kind, Choice(choices[span]), people))
        done = span.end
    return "".join(made) + text[done:]


def _said(before: str, words: str, kind: str, choice: Choice, people: _People) -> str:
    """What stood before, and what now stands for the words: an article may have to follow."""
    if choice is Choice.KEEP:
        return before + words
    if choice is Choice.GENERALISE and kind in GENTLER:
        return GENTLER[kind](before, words)
    if kind == "person":
        return _without_article(before, words) + people.letter(words)
    return before + ROLES[kind]


class _People:
    """One letter a person, never one that the text already uses."""

    def __init__(self, text: str) -> None:
        self.taken = set(LABELLED.findall(text))
        self.known: list[tuple[frozenset[str], frozenset[str], str]] = []

    def letter(self, words: str) -> str:
        folded = frozenset(fold(word) for word in WORD.findall(words))
        titles, name = folded & TITLES, folded - TITLES
        for at, (their_titles, their_name, letter) in enumerate(self.known):
            if (name <= their_name or their_name <= name) and not _unlike(titles, their_titles):
                self.known[at] = (their_titles | titles, their_name | name, letter)
                return f"[personne {letter}]"
        self.known.append((titles, name, self._next()))
        return f"[personne {self.known[-1][2]}]"

    def _next(self) -> str:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        letters = [*alphabet, *(one + two for one in alphabet for two in alphabet)]
        letter = next(letter for letter in letters if letter not in self.taken)
        self.taken.add(letter)
        return letter


def _unlike(titles: frozenset[str], others: frozenset[str]) -> bool:
    """Mr and Mrs Oudart are two people."""
    return bool((titles & MALE and others & FEMALE) or (titles & FEMALE and others & MALE))


def _without_article(before: str, words: str) -> str:
    """« du Dr Mallory » → « de [personne A] »."""
    article = BEFORE_DOCTOR.search(before)
    if article is None or fold(WORD.findall(words)[0]) not in DOCTORS:
        return before
    return before[: article.start()] + {"du": "de ", "au": "à "}.get(article[1], "")


def _date(before: str, words: str) -> str:
    """« le 12 mars 2024 » → « en mars 2024 »; without a year, the season: « au printemps »."""
    month, year = month_and_year(words)
    if month is None:
        return before + ROLES["date"]
    article = ARTICLE.search(before)
    kept = before[: article.start()] if article else before
    since, small = (article[1] or "", article[2].casefold()) if article else ("", "")
    if year:
        said = _month(f"{MONTHS[month - 1]} {year}", since, small)
    else:
        said = _season(SEASONS[month % 12 // 3], since, small)
    return kept + (said[0].upper() + said[1:] if article and article[0][0].isupper() else said)


def _month(named: str, since: str, article: str) -> str:
    if since:
        return f"{since} {named}"
    if article == "du":
        return f"d’{named}" if named[0] in "ao" else f"de {named}"
    return {"le": f"en {named}", "au": f"à {named}"}.get(article, named)


def _season(season: tuple[str, str, str], since: str, article: str) -> str:
    the, of, within = season
    return f"{since} {the}" if since else of if article == "du" else within


def _time(before: str, words: str) -> str:
    hour = HOUR.search(words)
    at = int(hour[0]) if hour else 0
    said = (
        "la nuit"
        if at < 6 or at >= 22
        else "le matin"
        if at < 12
        else "l’après-midi"
        if at < 18
        else "le soir"
    )
    return before + said


def _age(before: str, words: str) -> str:
    return before + "plus de 89 ans"


def _place(before: str, words: str) -> str:
    """The département when a postal code says it; guessing one from a town's name would need a list of towns."""
    named = department(words) if any(c.isdigit() for c in words) else None
    return before + (f"[département {named}]" if named else ROLES["place"])


GENTLER: dict[str, Callable[[str, str], str]] = {"date": _date, "time": _time, "age": _age, "place": _place}
