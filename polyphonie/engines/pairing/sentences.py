"""The sentences, in French and English."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from unicodedata import normalize

from polyphonie.engines.pairing.people import Criterion, Person, Words

FRENCH, ENGLISH = "\u00a0; ", "; "  # between the parts of a sentence

RULES: dict[str, Words] = {
    "refusals": ("l’un des deux a dit non", "one of them said no"),
    "care": (
        "une relation de soin, sans accord écrit de tous",
        "a care relationship, without everybody’s written agreement",
    ),
    "hierarchy": ("un lien hiérarchique", "one is above the other at work"),
    "languages": ("pas de langue commune", "no language in common"),
    "times": ("pas assez de moments communs", "not enough times in common"),
    "distance": ("trop loin, ou lieu non indiqué", "too far, or a place is missing"),
    "access": ("un besoin d’accès sans réponse", "an access need that is not met"),
}


def why(first: Person, second: Person, fits: Sequence[tuple[Criterion, int]]) -> Words:
    """What brings these two together, the weightiest first."""
    met = sorted(
        ((one.weight * fit, at, one) for at, (one, fit) in enumerate(fits) if fit),
        key=lambda each: (-each[0], each[1]),
    )
    said = [_met(one, first, second) for _, _, one in met]
    if not said:
        return (
            "Rien ne s’y oppose, et rien de commun n’est déclaré.",
            "Nothing stands against it, and nothing in common was said.",
        )
    return _sentence(FRENCH.join(fr for fr, _ in said)), _sentence(ENGLISH.join(en for _, en in said))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _met(one: Criterion, first: Person, second: Person) -> Words:
    fr, en = one.label[0] or one.column, one.label[1] or one.column
    if one.kind == "near":
        return _apart(first, second)
    if one.kind == "wish":
        return _wished(first, second, one.column or "wishes")
    if one.kind == "complement":
        found = [_brings(first, second, one), _brings(second, first, one)]
        return FRENCH.join(fr for fr, _ in found if fr), ENGLISH.join(en for _, en in found if en)
    if one.kind == "different":
        here, there = ", ".join(first.of(one.column)), ", ".join(second.of(one.column))
        return f"{fr}\u00a0: {here} et {there}", f"{en}: {here} and {there}"
    both = ", ".join(word for word in dict.fromkeys(first.of(one.column)) if word in second.of(one.column))
    return f"en commun, {fr}\u00a0: {both}", f"in common, {en}: {both}"


def _brings(giver: Person, taker: Person, one: Criterion) -> Words:
    given = ", ".join(word for word in dict.fromkeys(giver.of(one.other)) if word in taker.of(one.column))
    if not given:
        return "", ""
    return (
        f"{taker.name} cherche ce {_that(giver.name)} apporte\u00a0: {given}",
        f"{taker.name} seeks what {giver.name} brings: {given}",
    )


def _that(name: str) -> str:
    """« que », as it is said before a name."""
    first = normalize("NFD", name[:1]).lower()[:1]
    return f"qu’{name}" if first in tuple("aeiouyœæ") else f"que {name}"


def _wished(first: Person, second: Person, column: str) -> Words:
    there, back = second.name in first.of(column), first.name in second.of(column)
    if there and back:
        return "chacun a demandé l’autre", "each asked for the other"
    one, other = (first, second) if there else (second, first)
    return f"{one.name} a demandé {other.name}", f"{one.name} asked for {other.name}"


def _apart(first: Person, second: Person) -> Words:
    km = f"{kilometres(first, second):.0f}"
    return f"{km}\u00a0km entre les deux", f"{km} km apart"


def kilometres(first: Person, second: Person) -> float:
    """As the crow flies, between two who said where they live."""
    (a, b), (c, d) = (map(radians, person.place or (0, 0)) for person in (first, second))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def listed(names: Sequence[str], language: str, most: int = 6) -> str:
    """Names as one says them; beyond a few, the others are counted."""
    andword = "et" if language == "fr" else "and"
    if len(names) > most:
        others = "autres" if language == "fr" else "others"
        return f"{', '.join(names[: most - 1])} {andword} {len(names) - most + 1} {others}"
    return f" {andword} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
