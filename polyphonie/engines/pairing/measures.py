"""People as numbers: who may not meet, by which rule, and how well the others would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.pairing.ground import keys
from polyphonie.engines.pairing.people import Criterion, Person, Problem, ordered

WHOLE = 1000  # a criterion met entirely
EARTH_KM = 6371.0
Sides = tuple[Sequence[Person], Sequence[Person]]
Slice = Callable[[int, int], NDArray[Any]]  # rows first to last, every column


class Meeting:
    """The ground of a problem, of the people given; each rule and each criterion can also be read alone."""

    def __init__(self, problem: Problem, firsts: Sequence[Person], seconds: Sequence[Person], seed: int = 0) -> None:
        self.firsts, self.seconds = firsts, seconds
        self.height, self.width = len(firsts), len(seconds)
        self.first_keys = keys([person.name for person in firsts], seed)
        self.second_keys = keys([person.name for person in seconds], seed)
        sides = (firsts, seconds)
        self.rules = _rules(problem, sides)
        self.criteria = [(one, _fit(one, sides)) for one in problem.rules.criteria if one.weight]
        self.steps = problem.rules.steps
        self.weights = max(1, sum(one.weight for one, _ in self.criteria))

    def block(self, first: int, last: int) -> NDArray[Any]:
        worth = np.zeros((last - first, self.width), np.int64)
        for criterion, fit in self.criteria:
            worth += criterion.weight * fit(first, last)
        worth *= self.steps
        worth //= WHOLE * self.weights
        for _, broken in self.rules:
            worth[broken(first, last)] = -1
        return worth

    def broken_by(self, row: int) -> Iterator[tuple[str, NDArray[Any]]]:
        """For one row, each rule and the columns it keeps away."""
        for rule, broken in self.rules:
            yield rule, broken(row, row + 1)[0]

    def fits(self, row: int, column: int) -> list[tuple[Criterion, int]]:
        """For one pair, each criterion and how far it is met, in thousandths."""
        return [(one, int(fit(row, row + 1)[0, column])) for one, fit in self.criteria]


def _rules(problem: Problem, sides: Sides) -> list[tuple[str, Slice]]:
    hard, by_name = problem.rules.hard, problem.by_name
    agreed = {ordered(pair, by_name) for pair in problem.agreed}
    rules: list[tuple[str, Slice]] = []
    refused = {ordered(pair, by_name) for pair in problem.refused}
    if hard.refusals:
        refused |= _named(sides, "refuses")
    rules.append(("refusals", _among(refused, sides)))
    if hard.care:
        rules.append(("care", _among(_named(sides, "care") - agreed, sides)))
    if hard.hierarchy:
        rules.append(("hierarchy", _among(_above(problem, sides), sides)))
    if hard.languages:
        rules.append(("languages", _fewer("languages", hard.languages, sides)))
    if hard.times:
        rules.append(("times", _fewer("times", hard.times, sides)))
    if hard.km is not None:
        apart, most = _kilometres(sides), hard.km
        rules.append(("distance", lambda a, b: ~(apart(a, b) <= most)))
    if hard.access:
        rules.append(("access", _lacking(sides)))
    return rules


def _fit(one: Criterion, sides: Sides) -> Slice:
    if one.kind == "near":
        apart, most = _kilometres(sides), one.enough
        return lambda a, b: np.nan_to_num(
            np.maximum(0, WHOLE - WHOLE * apart(a, b) / most), nan=0, copy=False
        ).astype(np.int64)
    if one.kind == "wish":
        wished = _named(sides, one.column or "wishes", both=False)
        return _among(wished, sides, WHOLE // 2)
    if one.kind == "complement":
        there = _shared(one.column, one.other, sides)
        back = _shared(one.other, one.column, sides)
        return _up_to(lambda a, b: there(a, b) + back(a, b), one.enough)
    count = _shared(one.column, one.column, sides)
    if one.kind == "same":
        return lambda a, b: (count(a, b) > 0) * WHOLE
    if one.kind == "different":
        said = [np.array([bool(p.of(one.column)) for p in side], bool) for side in sides]
        return lambda a, b: ((count(a, b) == 0) & said[0][a:b, None] & said[1]) * WHOLE
    return _up_to(count, one.enough)


def _up_to(count: Slice, enough: float) -> Slice:
    most = max(1, int(enough))
    return lambda a, b: np.minimum(count(a, b).astype(np.int64), most) * WHOLE // most


def _shared(of_first: str, of_second: str, sides: Sides) -> Slice:
    """How many words the column of one and the column of the other have in common."""
    words = sorted({word for person in sides[0] for word in person.of(of_first)})
    first, second = (
        _bits(side, column, words) for side, column in zip(sides, (of_first, of_second), strict=True)
    )
    return lambda a, b: sum(
        (np.bitwise_count(first[a:b, None, at] & second[:, at]) for at in range(first.shape[1])),
        start=np.zeros((b - a, len(second)), np.uint16),
    )


def _bits(side: Sequence[Person], column: str, words: list[str]) -> NDArray[np.uint64]:
    place = {word: at for at, word in enumerate(words)}
    bits = np.zeros((len(side), len(words) // 64 + 1), np.uint64)
    for row, person in enumerate(side):
        for at in {place[word] for word in person.of(column) if word in place}:
            bits[row, at // 64] |= np.uint64(1 << at % 64)
    return bits


def _fewer(column: str, least: int, sides: Sides) -> Slice:
    count = _shared(column, column, sides)
    return lambda a, b: count(a, b) < least


def _lacking(sides: Sides) -> Slice:
    """One of the two needs what the other does not offer."""
    needs = [np.array([len(set(p.of("needs"))) for p in side], np.int64) for side in sides]
    there, back = _shared("needs", "offers", sides), _shared("offers", "needs", sides)
    return lambda a, b: (there(a, b) < needs[0][a:b, None]) | (back(a, b) < needs[1])


def _named(sides: Sides, column: str, both: bool = True) -> Any:
    """Pairs of names in which one names the other; `both=False`: how many of the two do, as a list that repeats."""
    names = [{person.name for person in side} for side in sides]
    found = [(p.name, other) for p in sides[0] for other in set(p.of(column)) if other in names[1]]
    found += [(other, p.name) for p in sides[1] for other in set(p.of(column)) if other in names[0]]
    return set(found) if both else found


def _above(problem: Problem, sides: Sides) -> set[tuple[str, str]]:
    """Pairs in which one is above the other, however far, along who reports to whom."""
    heads = {person.name: person.of("reports_to") for person in problem.people}
    side = {person.name: at for at in (0, 1) for person in sides[at]}
    found = set()
    for name in side:
        waiting, seen = list(heads.get(name, ())), {name}
        while waiting:
            if (head := waiting.pop()) not in seen:
                seen.add(head)
                waiting += heads.get(head, ())
        for head in seen & side.keys():
            if side[head] != side[name]:
                found.add((name, head) if side[name] == 0 else (head, name))
    return found


def _among(pairs: Any, sides: Sides, each: int = 1) -> Slice:
    """`each` for every time a pair is named, 0 elsewhere; as yes or no when `each` is 1."""
    row, column = ({p.name: at for at, p in enumerate(side)} for side in sides)
    width = len(sides[1])
    places = [(row[a], column[b]) for a, b in pairs if a in row and b in column]
    rows, columns = (np.array([place[side] for place in sorted(places)], np.int64) for side in (0, 1))

    def block(first: int, last: int) -> NDArray[Any]:
        found = np.zeros((last - first, width), np.int64)
        start, end = np.searchsorted(rows, (first, last))
        np.add.at(found, (rows[start:end] - first, columns[start:end]), each)
        return found > 0 if each == 1 else found

    return block


def _kilometres(sides: Sides) -> Slice:
    """As the crow flies, through the earth by less than a metre in a hundred kilometres; not a number when unsaid."""
    first, second = (_on_earth(side) for side in sides)
    return lambda a, b: np.sqrt(sum((first[a:b, None, axis] - second[:, axis]) ** 2 for axis in range(3)))


def _on_earth(side: Sequence[Person]) -> NDArray[np.float64]:
    places = [person.place or (np.nan, np.nan) for person in side]
    latitude, longitude = np.radians(np.array(places, np.float64).reshape(-1, 2)).T
    level = np.cos(latitude)
    return EARTH_KM * np.stack([level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)], 1)
