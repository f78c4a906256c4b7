"""Names as people write them of one another, understood as people of this call. Doubt keeps two people apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import combining, normalize

BETWEEN = re.compile(r"[,;\n/]|\bet\b|\band\b")
TITLES = frozenset(
    {
        "dr",
        "docteur",
        "doctor",
        "pr",
        "prof",
        "mme",
        "madame",
        "mr",
        "monsieur",
        "mrs",
        "de",
        "la",
        "le",
        "du",
    }
)


def labels(names: Mapping[int, str]) -> dict[int, str]:
    """For each number, a name that is nobody else's: « Amina », « Amina 2 »."""
    seen: dict[str, int] = {}
    taken, found = set(), {}
    for pk in sorted(names):
        name = " ".join(names[pk].split()) or "—"
        seen[name] = seen.get(name, 0) + 1
        label = name if seen[name] == 1 else f"{name} {seen[name]}"
        while label in taken:
            seen[name] += 1
            label = f"{name} {seen[name]}"
        taken.add(label)
        found[pk] = label
    return found


def named(said: str) -> list[str]:
    """The names in a few words: « Dr Karim Benali, Sophie »."""
    return [name for part in BETWEEN.split(said) if (name := " ".join(part.split()))]


def meant(said: str, people: Mapping[str, str]) -> list[str]:
    """Of these people (label → name), those whom a name may mean: one word in common is enough."""
    words = _words(said)
    return [label for label, name in people.items() if _words(name) & words]


def nobody(said: str, people: Mapping[str, str]) -> list[str]:
    """The names that mean nobody here."""
    return [name for name in named(said) if not meant(name, people)]


def in_order(name: str) -> str:
    """What names are sorted by: Élise stands between Driss and Farid."""
    return "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))


def _words(name: str) -> set[str]:
    plain = in_order(name)
    return {word for word in re.findall(r"\w+", plain) if len(word) > 1} - TITLES


def first_name(name: str) -> str:
    """What one is called aloud: « Dr Karim Benali » → « Karim ». Nothing but titles stays as it is."""
    words = name.split()
    plain = [word for word in words if word.casefold().rstrip(".") not in TITLES]
    return (plain or words or [""])[0]
