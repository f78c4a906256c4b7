"""What the guard says: where, what kind of thing, why it matters, how sure it is, and what it would do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """What an author may do with what was seen."""

    KEEP = "keep"
    REPLACE = "replace"
    GENERALISE = "generalise"


# For each kind, why it is shown, in French and English.
REASONS: dict[str, tuple[str, str]] = {
    "email": ("Une adresse électronique mène à une personne.", "An e-mail address leads to somebody."),
    "phone": ("Un numéro de téléphone mène à une personne.", "A telephone number leads to somebody."),
    "nir": (
        "Cela ressemble à un numéro de sécurité sociale.",
        "This looks like a French social security number.",
    ),
    "record": (
        "Un numéro de dossier ou de patient désigne une personne.",
        "A record or patient number points to somebody.",
    ),
    "licence": (
        "Ce numéro désigne un professionnel ou un établissement.",
        "This number points to a professional or an institution.",
    ),
    "iban": ("Un numéro de compte désigne une personne.", "An account number points to somebody."),
    "link": ("Un lien peut ouvrir un document ou une page.", "A link may open a document or a page."),
    "handle": ("Un nom de compte mène à une personne.", "An account name leads to somebody."),
    "ip": ("L’adresse d’un appareil peut mener à une personne.", "A device’s address may lead to somebody."),
    "plate": ("Une plaque d’immatriculation désigne une personne.", "A number plate points to somebody."),
    "date": (
        "Une date précise aide à reconnaître quelqu’un.",
        "An exact date helps to recognise somebody.",
    ),
    "time": (
        "Une heure, près d’une date, aide à reconnaître quelqu’un.",
        "A time, next to a date, helps to recognise somebody.",
    ),
    "age": (
        "Peu de personnes ont cet âge : on peut les reconnaître.",
        "Few people are this old: they can be recognised.",
    ),
    "place": ("Une commune aide à reconnaître quelqu’un.", "A town helps to recognise somebody."),
    "street": ("Une adresse mène à une personne.", "An address leads to somebody."),
    "facility": (
        "Le nom d’un établissement aide à reconnaître quelqu’un.",
        "The name of an institution helps to recognise somebody.",
    ),
    "person": ("Cela ressemble au nom d’une personne.", "This looks like somebody’s name."),
}

# What points to one person by itself; the others help to recognise somebody when they are put together.
DIRECT = frozenset(REASONS) - {"date", "time", "age", "place", "facility"}

# What can be told less exactly.
GENERAL = frozenset({"date", "time", "age", "place"})


@dataclass(frozen=True, order=True)
class Span:
    """`text[start:end]`, in characters. `sure` says that a key, a keyword or the circle's own list confirms it."""

    start: int
    end: int
    kind: str
    sure: bool = False

    @property
    def reason(self) -> tuple[str, str]:
        """Why it is shown: (French, English)."""
        return REASONS[self.kind]

    @property
    def suggestion(self) -> Choice:
        """What the guard would do. The author decides."""
        return Choice.GENERALISE if self.kind in GENERAL else Choice.REPLACE

    def __len__(self) -> int:
        return self.end - self.start
