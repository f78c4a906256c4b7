"""A frozen problem: people of two sides, what may not be, what is wished, and the pairs that stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Words = tuple[str, str]  # French, English
Names = tuple[str, str]  # of the first side, of the second


class BadProblem(ValueError):
    """The problem contradicts itself; `words` say where, in French and English."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.words: Words = (fr, en)


class Objective(StrEnum):
    """What is best among the answers with the most pairs."""

    LEXIMIN = "leximin"  # raise the worst pair, then the next
    TOTAL = "total"  # raise the sum


@dataclass(frozen=True)
class Person:
    """`side` is 0 or 1. `said`: for each column, what this person gave. `place`: latitude and longitude in degrees."""

    name: str
    side: int
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: tuple[float, float] | None = None

    def of(self, column: str) -> tuple[str, ...]:
        return self.said.get(column, ())


@dataclass(frozen=True)
class Hard:
    """What may not be. What a rule needs and somebody did not say keeps a pair apart, and is told.

    Columns: `refuses`, `care` and `reports_to` hold names; `languages` and `times` must share enough; each one's
    `needs` must be among what the other `offers`. A refusal, and care that goes on without a written agreement, keep
    two people apart always: no rule lifts them.
    """

    hierarchy: bool = True
    languages: int = 0  # how many they must share
    times: int = 0
    km: float | None = None  # the furthest they may live from each other
    access: bool = False


KINDS = ("shared", "complement", "near", "wish", "same", "different")


@dataclass(frozen=True)
class Criterion:
    """What makes a pair better. `enough`: how many shared things are as good as more; for `near`, how many kilometres
    are as bad as further. `column` and `other`: what is compared (what one seeks with what the other brings)."""

    kind: str
    weight: int = 1
    column: str = ""
    other: str = ""
    enough: float = 1
    label: Words = ("", "")

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadProblem(
                f"Le critère « {self.kind} » n’existe pas. Choisissez parmi : {', '.join(KINDS)}.",
                f"There is no criterion “{self.kind}”. Choose among: {', '.join(KINDS)}.",
            )
        if self.weight < 0 or self.enough <= 0:
            raise BadProblem(
                f"Critère « {self.kind} » : le poids ne peut pas être négatif, et « enough » doit dépasser zéro.",
                f"Criterion “{self.kind}”: its weight may not be negative, and “enough” must be above zero.",
            )


@dataclass(frozen=True)
class Rules:
    """`steps`: how finely a pair is told from another; leximin raises one step after another."""

    hard: Hard = field(default_factory=Hard)
    criteria: tuple[Criterion, ...] = ()
    steps: int = 100
    objective: Objective = Objective.LEXIMIN


@dataclass(frozen=True)
class Problem:
    """`locked` pairs stay as they are; `agreed` pairs know each other through care, and all agreed in writing."""

    people: tuple[Person, ...]
    rules: Rules = field(default_factory=Rules)
    locked: tuple[Names, ...] = ()
    refused: tuple[Names, ...] = ()
    agreed: tuple[Names, ...] = ()
    sides: tuple[Words, Words] = (("patients", "patients"), ("professionnels", "professionals"))

    def __post_init__(self) -> None:
        sides = {person.name: person.side for person in self.people}
        if len(sides) < len(self.people):
            names = [person.name for person in self.people]
            twice = next(name for name in names if names.count(name) > 1)
            raise BadProblem(
                f"« {twice} » figure deux fois. Donnez à chaque personne un nom qui n’est qu’à elle.",
                f"“{twice}” is there twice. Give each person a name of their own.",
            )
        for pair in (*self.locked, *self.refused, *self.agreed):
            two_sides(pair, sides)
        held = [name for pair in self.locked for name in pair]
        if len(set(held)) < len(held):
            twice = next(name for name in held if held.count(name) > 1)
            raise BadProblem(
                f"« {twice} » est dans deux binômes gardés. Une personne est dans un seul binôme.",
                f"“{twice}” is in two locked pairs. One person is in one pair.",
            )
        for pair in self.locked:
            _may_stay(pair, self)

    @property
    def by_name(self) -> dict[str, Person]:
        return {person.name: person for person in self.people}

    def free(self, side: int) -> tuple[Person, ...]:
        """The people of one side who are in no locked pair."""
        held = {name for pair in self.locked for name in pair}
        return tuple(p for p in self.people if p.side == side and p.name not in held)


def ordered(pair: Names, by_name: Mapping[str, Person]) -> Names:
    """The two names, that of the first side first."""
    return pair if by_name[pair[0]].side == 0 else (pair[1], pair[0])


def _may_stay(pair: Names, problem: Problem) -> None:
    """A locked pair passes over distance, times and the like; never over a refusal, nor over care not agreed on."""
    one, other = (problem.by_name[name] for name in pair)

    def says(column: str) -> bool:
        return other.name in one.of(column) or one.name in other.of(column)

    def listed(pairs: tuple[Names, ...]) -> bool:
        return pair in pairs or pair[::-1] in pairs

    if says("refuses") or listed(problem.refused):
        raise BadProblem(
            f"« {pair[0]} » et « {pair[1]} » ne peuvent pas être gardés ensemble : l’un des deux a dit non.",
            f"“{pair[0]}” and “{pair[1]}” cannot be kept together: one of them said no.",
        )
    if says("care") and not listed(problem.agreed):
        raise BadProblem(
            f"« {pair[0]} » et « {pair[1]} » sont dans une relation de soin. Il faut leur accord écrit et le vôtre.",
            f"“{pair[0]}” and “{pair[1]}” are in a care relationship. Their written agreement and yours are needed.",
        )


def two_sides(pair: Names, sides: Mapping[str, int]) -> None:
    """Refuse names that are not among the people, and two of one side."""
    for name in pair:
        if name not in sides:
            raise BadProblem(
                f"« {name} » n’est pas parmi les personnes. Vérifiez l’écriture du nom.",
                f"“{name}” is not among the people. Check how the name is written.",
            )
    if sides[pair[0]] == sides[pair[1]]:
        raise BadProblem(
            f"« {pair[0]} » et « {pair[1]} » sont du même côté. Un binôme va d’un côté à l’autre.",
            f"“{pair[0]}” and “{pair[1]}” are on the same side. A pair goes from one side to the other.",
        )
