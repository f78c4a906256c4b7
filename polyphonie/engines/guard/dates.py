"""Dates, times beside a date, and ages that few people have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyphonie.engines.guard.letters import SPACE, fold
from polyphonie.engines.guard.spans import Span

MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip

MONTH = (
    r"(?:janv(?:ier|\.)?|jan\.|f[ée]v(?:rier|r\.?|\.)|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)?|ao[ûu]t"
    r"|sept(?:embre|\.)?|oct(?:obre|\.)|nov(?:embre|\.)|d[ée]c(?:embre|\.))"
)
WEEKDAY = rf"(?:(?:lun|mar|mercre|jeu|vendre|same)di{SPACE}|dimanche{SPACE})?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:er)?"
SPELLED_DAY = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-sept|-huit|-neuf)?|onze|douze|treize|quatorze"
    r"|quinze|seize|vingt(?:-deux|-trois|-quatre|-cinq|-six|-sept|-huit|-neuf|(?:-|\s)et(?:-|\s)un)?"
    r"|trente(?:(?:-|\s)et(?:-|\s)un)?)"
)
COUNT = (
    r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente"
    r"|quarante|cinquante|soixante|et)"
)
SPELLED_YEAR = (
    rf"(?:(?:mil(?:le)?[\s-]neuf[\s-]cents?)|deux[\s-]mille|mil(?:le)?[\s-]dix-neuf)(?:[\s-]{COUNT}\b){{0,4}}"
)
YEAR = rf"(?:(?:18|19|20)\d\d|[’']\d\d|{SPELLED_YEAR})"
RANGE = rf"(?:{DAY}{SPACE}?(?:au|et|ou|-|–|,){SPACE}?)?"

WORDED = re.compile(
    rf"(?<![\w,]){WEEKDAY}{RANGE}(?:{DAY}|\b{SPELLED_DAY})(?:{SPACE}|-)(?:du{SPACE}mois{SPACE}de{SPACE})?"
    rf"{MONTH}(?!\w)(?:(?:{SPACE}|-|,{SPACE}){YEAR})?",
    re.I,
)
NUMERIC = re.compile(
    rf"(?<![\d./-]){WEEKDAY}{DAY}{SPACE}?([/.|-]){SPACE}?(?:1[0-2]|0?[1-9]){SPACE}?\1{SPACE}?(?:19|20)\d\d(?![\d/])"
    rf"|(?<![\d./-]){WEEKDAY}(?:3[01]|[12]\d|0[1-9])([/.-])(?:1[0-2]|0[1-9])\2\d\d(?![./-]?\d)"
    r"|(?<![\d./-])(?:19|20)\d\d([/.-])(?:1[0-2]|0[1-9])\3(?:3[01]|[12]\d|0[1-9])(?![./-]?\d)",
    re.I,
)
# A day and a month alone look like a mark or a tension: something before them has to say that it is a date.
SHORT = re.compile(
    rf"\b(?:le|du|au|d[èe]s|n[ée]e?|vu|jusqu[’']au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche){SPACE}"
    rf"((?:3[01]|[12]\d|0?[1-9])[/.](?:(?:1[0-2]|0[1-9])|(?:1[0-2]|0?[1-9])[/.]\d\d))(?!\d|[./,]\d)",
    re.I,
)
TIME = rf"(?:(?:[àÀ]|vers|d[èe]s|de|avant|apr[èe]s){SPACE})?(?:[01]?\d|2[0-3]){SPACE}?(?:[hH]|heures?|:(?=\d\d))(?:{SPACE}?[0-5]\d)?(?!\w)"
AFTER = re.compile(rf"[\s,(–-]{{0,3}}({TIME})")
BEFORE = re.compile(rf"(?<![\w:])({TIME}),?{SPACE}(?:(?:le|du|ce){SPACE})?$")

AGE = re.compile(rf"(?<![\w,.])(?:9\d|1[01]\d){SPACE}?ans\b", re.I)
WORDED_AGE = re.compile(
    rf"(?<!\w)quatre-vingt-(?:dix(?:-sept|-huit|-neuf)?|onze|douze|treize|quatorze|quinze|seize){SPACE}ans\b",
    re.I,
)
# « il y a 100 ans », « les plus de 90 ans » speak of no one.
NO_AGE = re.compile(rf"\b(?:il{SPACE}y{SPACE}a|depuis|pendant|dans|en|plus{SPACE}de|d[’']ici){SPACE}$", re.I)

FINAL_YEAR = re.compile(rf"{YEAR}$", re.I)
LETTERS = re.compile(r"[^\W\d_]{2,12}")
FIGURES = re.compile(r"\d{1,4}")


def seen(text: str) -> Iterator[Span]:
    dates = [Span(*found.span(), "date", _has_year(found[0])) for found in WORDED.finditer(text)]
    dates += [Span(*found.span(), "date", True) for found in NUMERIC.finditer(text)]
    dates += [Span(*found.span(1), "date") for found in SHORT.finditer(text)]
    yield from dates
    for date in dates:
        yield from _times(text, date)
    for pattern in (AGE, WORDED_AGE):
        for found in pattern.finditer(text):
            if not NO_AGE.search(text[max(0, found.start() - 12) : found.start()]):
                yield Span(*found.span(), "age", True)


def _times(text: str, date: Span) -> Iterator[Span]:
    if after := AFTER.match(text, date.end):
        yield Span(*after.span(1), "time")
    from_ = max(0, date.start - 24)
    if before := BEFORE.search(text[from_ : date.start]):
        yield Span(from_ + before.start(1), from_ + before.end(1), "time")


def _has_year(words: str) -> bool:
    return bool(FINAL_YEAR.search(words))


def month_and_year(words: str) -> tuple[int | None, str]:
    """The month (1 to 12) and the year as written, "" without one, of what was seen as a date."""
    named = [
        month for word in LETTERS.findall(FINAL_YEAR.sub("", words)) if (month := MONTHS.get(fold(word)))
    ]
    if named:  # « sept » may be a day before it is a month: the last one named is the month
        year = FINAL_YEAR.search(words)
        return named[-1], year[0] if year else ""
    numbers = FIGURES.findall(words)
    if len(numbers) < 2:
        return None, ""
    return int(numbers[1]), _year(numbers)


def _year(numbers: list[str]) -> str:
    if long := [number for number in numbers if len(number) == 4]:
        return long[0]
    if len(numbers) < 3:
        return ""
    return f"19{numbers[2]}" if int(numbers[2]) > 30 else f"20{numbers[2]}"
