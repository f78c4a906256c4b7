"""Who comes, what is asked, and where each sits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Words = tuple[str, str]  # French, English
Names = tuple[str, str]
Hearer = Callable[[str, int, int], None]  # what is being done, how far, of how much; it may raise to stop
Seating = tuple[tuple[str, ...], ...]  # the tables of one workshop, by names


class BadGuests(ValueError):
    """What is asked cannot be read; `words` say why, in French and English."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.words: Words = (fr, en)


@dataclass(frozen=True)
class Guest:
    """`voice`: where one speaks from. `service`: the team or ward one belongs to, if any."""

    name: str
    voice: str
    service: str = ""


@dataclass(frozen=True)
class Company:
    """The people of a series of workshops, pairs who sit together or apart, and the tables of workshops before."""

    guests: tuple[Guest, ...]
    together: tuple[Names, ...] = ()
    apart: tuple[Names, ...] = ()
    past: tuple[Seating, ...] = ()

    def __post_init__(self) -> None:
        names = [guest.name for guest in self.guests]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise BadGuests(
                f"« {twice} » figure deux fois. Donnez à chaque personne un nom qui n’est qu’à elle.",
                f"“{twice}” is there twice. Give each person a name of their own.",
            )
        for pair in (*self.together, *self.apart):
            for name in pair:
                if name not in names:
                    raise BadGuests(
                        f"« {name} » n’est pas parmi les personnes. Vérifiez l’écriture du nom.",
                        f"“{name}” is not among the people. Check how the name is written.",
                    )


@dataclass(frozen=True)
class Plan:
    """One seating a workshop, in order; `seed` makes it again."""

    company: Company
    workshops: tuple[Seating, ...]
    seed: int


def sizes(people: int, size: int) -> tuple[int, ...]:
    """Table sizes nearest to `size` that differ by at most one; of two, fewer tables. Nobody makes no table."""
    if not people:
        return ()
    tables = min(range(1, people + 1), key=lambda many: (_furthest(people, many, size), many))
    return tuple(people // tables + (at < people % tables) for at in range(tables))


def _furthest(people: int, tables: int, size: int) -> int:
    return max(abs(people // tables - size), abs(-(-people // tables) - size))
