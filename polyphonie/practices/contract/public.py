"""When is a sheet public? One pure function: while each author says so of this very text, and two people of different voices,
who did not write it, found nothing against it. Nothing is remembered: it is asked at each reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from polyphonie.base.text import Text

READERS = 2  # of different voices, none of them an author
LICENCE = "CC-BY-4.0"  # the one under which words are made public here
LICENCE_NAME = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Said:
    """One word of one author, about one text."""

    author: int
    number: int
    yes: bool


@dataclass(frozen=True)
class Read:
    """What one reader found in one text. `reader` is a number of nobody else, also where the person was forgotten."""

    reader: int
    voice: str
    number: int
    yes: bool


@dataclass(frozen=True)
class Standing:
    """A sheet as it stands: the number of its text, whether all its authors signed it, what was said of it, in order; who wrote it
    and is no longer an author."""

    number: int
    signed: bool
    authors: frozenset[int]
    said: tuple[Said, ...] = ()
    readings: tuple[Read, ...] = ()
    stepped_out: frozenset[int] = frozenset()

    @property
    def agreed(self) -> frozenset[int]:
        """The authors whose last word is yes, and of this text."""
        last = {one.author: one for one in self.said}
        return frozenset(
            a for a, one in last.items() if a in self.authors and one.yes and one.number == self.number
        )

    @property
    def all_agree(self) -> bool:
        return bool(self.authors) and self.agreed == self.authors

    @property
    def heard(self) -> tuple[Read, ...]:
        """The last reading of each reader, of this text; an author reads nothing for others. Nor is the yes of somebody who wrote it
        that of another hand; a no they gave stays, or making its reader an author for a day would undo it."""
        last = {one.reader: one for one in self.readings if one.number == self.number}
        without = {reader for reader in self.stepped_out if reader in last and last[reader].yes}
        return tuple(one for reader, one in last.items() if reader not in self.authors | without)

    @property
    def voices(self) -> frozenset[str]:
        """The voices that found nothing against it."""
        return frozenset(one.voice for one in self.heard if one.yes)

    @property
    def public(self) -> bool:
        against = any(not one.yes for one in self.heard)
        return self.signed and self.all_agree and not against and len(self.voices) >= READERS


def stands_alone(
    borrowed: Iterable[tuple[int | None, int]], authors: frozenset[int], free: Iterable[int]
) -> bool:
    """Are the words of this sheet its authors' own, or of what anybody may take up?

    `borrowed`: who said each line taken from elsewhere, and the entry it comes from; `free`: the entries that are public
    themselves, or came here under a licence. Authors of another sheet let theirs be adapted by those who read it: that
    is not to let everybody read it.
    """
    may = set(free)
    return all(person in authors or source in may for person, source in borrowed)


# A place in the list: since when, to the second as the feed tells it, then the number of the sheet.
PLACE = re.compile(r"([0-9]{1,10})-([0-9]{1,18})")


def place_of(since: datetime, number: int) -> str:
    """The place of a public sheet in their list, as an address holds it."""
    return f"{int(since.timestamp())}-{number}"


def after_which(given: str) -> tuple[datetime, int] | None:
    """The place that an address says; None, the beginning, where it says nothing that can be read."""
    read = PLACE.fullmatch(given)
    return (datetime.fromtimestamp(int(read[1]), UTC), int(read[2])) if read else None


POLICY = (
    Text(
        "Peut-on reconnaître quelqu’un qui n’a pas signé ? Un métier rare, un lieu unique, une date, une maladie rare suffisent.",
        "Could somebody who did not sign be recognised? A rare job, a unique place, a date or a rare illness is enough.",
        "Peut-on reconnaître une personne ? Un nom, un lieu ou une date suffit parfois.",
    ),
    Text(
        "Quelqu’un d’ailleurs pourrait-il l’essayer, avec ce qui est écrit ?",
        "Could somebody elsewhere try it, with what is written?",
        "Peut-on l’essayer ailleurs ? Est-ce que tout est dit ?",
    ),
    Text(
        "Ce qui a changé est-il dit tel quel, sans promettre plus ? Ce qui n’a pas marché est-il dit aussi ?",
        "Is what changed told as it was, without promising more? Is what did not work told too?",
        "Ce qui a changé est-il vrai ? Ce qui n’a pas marché est-il dit ?",
    ),
    Text(
        "Est-ce sans danger, et sans conseil de soin que seul un professionnel peut donner ?",
        "Is it safe, and without advice on care that only a professional can give?",
        "Est-ce sans danger pour une autre personne ?",
    ),
    Text(
        "Parle-t-on avec respect de chacun : patients, proches, collègues ?",
        "Does it speak with respect of everyone: patients, carers, colleagues?",
        "Parle-t-on bien de tout le monde ?",
    ),
)  # fmt: skip
WHO_READS = Text(
    "Deux personnes de voix différentes la lisent ; aucune ne l’a écrite. Chacune dit oui, ou pas comme elle est, et pourquoi.",
    "Two people of different voices read it; neither wrote it. Each says yes, or not as it is, and why.",
    "Deux personnes lisent la fiche. Elles ne l’ont pas écrite. L’une est patient, par exemple. L’autre est soignant. Chacune dit oui ou non.",
)  # fmt: skip
AFTERWARDS = Text(
    "Les raisons vont aux auteurs, et restent entre eux. Un non garde ce texte dans son cercle jusqu’à ce qu’il change. "
    "Une fiche changée est signée et relue de nouveau. Qui relit choisit si son nom est dit.",
    "The reasons go to the authors, and stay with them. A no keeps this text in its circle until it changes. "
    "A sheet that changed is signed and read again. Whoever reads chooses whether their name is told.",
    "Les auteurs lisent les raisons. Eux seuls les lisent. Si c’est non, ils changent la fiche. Puis on la relit. "
    "Vous choisissez si on dit votre nom.",
)
