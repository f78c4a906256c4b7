"""People as numbers: who may not meet, by which rule, and how well the others would.

A measure reads rows and columns as index arrays that broadcast: a block of everybody, or a list of pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from polyphonie.engines.pairing import naming
from polyphonie.engines.pairing.ground import Ints, keys, where
from polyphonie.engines.pairing.naming import Pairs
from polyphonie.engines.pairing.people import Criterion, Person, Problem

WHOLE = 1000  # a criterion met entirely
EARTH_KM = 6371.0
FEW = 8  # when fewer than one pair in so many is left, they are looked at one by one
ROUGH = 1e-6  # more than numbers of 32 bits can be wrong by, of a cosine
Side = Sequence[Person]
Sides = tuple[Side, Side]
Measure = Callable[[Ints, Ints], NDArray[Any]]


class Meeting:
    """The ground of a problem, of the people given; each rule and each criterion can also be read alone."""

    def __init__(self, problem: Problem, firsts: Side, seconds: Side, seed: int = 0) -> None:
        self.firsts, self.seconds = firsts, seconds
        self.height, self.width = len(firsts), len(seconds)
        self.first_keys = keys([person.name for person in firsts], seed)
        self.second_keys = keys([person.name for person in seconds], seed)
        sides = (firsts, seconds)
        apart = _kilometres(sides)
        self.rules = _rules(problem, sides, apart)
        order = ("distance", "times", "languages")
        self._quickest = [rule for name in order for told, rule in self.rules if told == name]
        self._quickest += [rule for told, rule in self.rules if told not in order]
        self.criteria = [(one, _fit(one, sides, apart)) for one in problem.rules.criteria if one.weight]
        self.steps = problem.rules.steps
        self.weights = max(1, sum(one.weight for one, _ in self.criteria))

    def block(self, first: int, last: int) -> NDArray[Any]:
        """Rows `first` to `last`, for every column; −1 where the pair may not be."""
        return self.at(np.arange(first, last)[:, None], np.arange(self.width))

    def listed(self, first: int, last: int) -> tuple[Ints, Ints, NDArray[Any]]:
        """Rule after rule, the one that keeps most apart first; once few pairs are left, only those are looked at."""
        rows, columns = np.arange(first, last)[:, None], np.arange(self.width)
        barred = np.zeros((last - first, self.width), bool)
        rules = list(self._quickest)
        while rules and barred.size < FEW * (barred.size - np.count_nonzero(barred)):
            barred |= rules.pop(0)(rows, columns)
        i, j = where(~barred)
        i += first
        if not rules and len(i) * FEW > barred.size:
            return i, j, self.worth(rows, columns)[~barred]
        for broken in rules:
            open_ = ~broken(i, j)
            i, j = i[open_], j[open_]
        return i, j, self.worth(i, j)

    def at(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        found = self.worth(rows, columns)
        for _, broken in self.rules:
            np.copyto(found, -1, where=broken(rows, columns))
        return found

    def worth(self, rows: Ints, columns: Ints) -> NDArray[Any]:
        """How good pairs would be, if no rule kept them apart."""
        found = np.zeros(np.broadcast_shapes(rows.shape, columns.shape), np.int64)
        for criterion, fit in self.criteria:
            found += fit(rows, columns) * np.int32(criterion.weight)
        found *= self.steps
        found //= WHOLE * self.weights
        return found

    def broken_by(self, row: int) -> Iterator[tuple[str, NDArray[Any]]]:
        """For one row, each rule and the columns it keeps away."""
        for rule, broken in self.rules:
            yield rule, broken(np.array([[row]]), np.arange(self.width))[0]

    def fits(self, row: int, column: int) -> list[tuple[Criterion, int]]:
        """For one pair, each criterion and how far it is met, in thousandths."""
        return [(one, int(fit(np.array([row]), np.array([column]))[0])) for one, fit in self.criteria]


def _rules(problem: Problem, sides: Sides, apart: Measure) -> list[tuple[str, Measure]]:
    hard = problem.rules.hard
    agreed = {way for pair in problem.agreed for way in (pair, pair[::-1])}
    refused = {way for pair in problem.refused for way in (pair, pair[::-1])}
    rules = [
        ("refusals", _among(refused | set(naming.named(sides, "refuses")), sides)),
        ("care", _among(set(naming.named(sides, "care")) - agreed, sides)),
    ]
    if hard.hierarchy:
        rules.append(("hierarchy", _among(naming.above(problem, sides), sides)))
    if hard.languages:
        rules.append(("languages", _fewer("languages", hard.languages, sides)))
    if hard.times:
        rules.append(("times", _fewer("times", hard.times, sides)))
    if hard.km is not None:
        rules.append(("distance", _further(hard.km, sides, apart)))
    if hard.access:
        rules.append(("access", _lacking(sides)))
    return rules


def _fit(one: Criterion, sides: Sides, apart: Measure) -> Measure:
    """How far a criterion is met, in thousandths."""
    if one.kind == "near":
        most = one.enough
        return lambda i, j: np.nan_to_num(np.maximum(WHOLE - WHOLE / most * apart(i, j), 0)).astype(np.int32)
    if one.kind == "wish":
        wished = naming.named(sides, one.column or "wishes")
        once, twice = _among(set(wished), sides), _among({p for p in wished if wished.count(p) > 1}, sides)
        return lambda i, j: (once(i, j).astype(np.int32) + twice(i, j)) * np.int32(WHOLE // 2)
    if one.kind == "complement":
        there = _shared(one.column, one.other, sides)
        back = _shared(one.other, one.column, sides)
        return _up_to(lambda i, j: there(i, j) + back(i, j), one.enough)
    count = _shared(one.column, one.column, sides)
    if one.kind == "different":
        said = [np.array([bool(p.of(one.column)) for p in side], bool) for side in sides]
        return lambda i, j: ((count(i, j) == 0) & said[0][i] & said[1][j]) * np.int32(WHOLE)
    return _up_to(count, 1 if one.kind == "same" else one.enough)


def _up_to(count: Measure, enough: float) -> Measure:
    most = max(1, int(enough))
    met = np.array([min(many, most) * WHOLE // most for many in range(256)], np.int32)
    return lambda i, j: met[count(i, j)]


def _shared(of_first: str, of_second: str, sides: Sides) -> Measure:
    """How many words the column of one and the column of the other have in common; past 255 they are 255 or fewer."""
    words = sorted({word for person in sides[0] for word in person.of(of_first)})
    first, second = (
        _bits(side, column, words) for side, column in zip(sides, (of_first, of_second), strict=True)
    )

    def count(i: Ints, j: Ints) -> NDArray[Any]:
        found = np.bitwise_count(first[0][i] & second[0][j])
        for one, other in zip(first[1:], second[1:], strict=True):
            found = np.minimum(found, 127) + np.minimum(np.bitwise_count(one[i] & other[j]), 127)
        return found

    return count


def _bits(side: Side, column: str, words: list[str]) -> list[NDArray[Any]]:
    """One number a person for each 64 words (32 when they are enough): a bit for each word this person said."""
    wide = 32 if len(words) <= 32 else 64
    kind: Any = np.uint32 if wide == 32 else np.uint64
    place = {word: at for at, word in enumerate(words)}
    bits = [[0] * len(side) for _ in range(len(words) // wide + 1)]
    for row, person in enumerate(side):
        for word in person.of(column):
            if (at := place.get(word)) is not None:
                bits[at // wide][row] |= 1 << at % wide
    return [np.array(some, kind) for some in bits]


def _fewer(column: str, least: int, sides: Sides) -> Measure:
    count = _shared(column, column, sides)
    return lambda i, j: count(i, j) < least


def _lacking(sides: Sides) -> Measure:
    """One of the two needs what the other does not offer."""
    needs = [np.array([len(set(p.of("needs"))) for p in side], np.int64) for side in sides]
    there, back = _shared("needs", "offers", sides), _shared("offers", "needs", sides)
    return lambda i, j: (there(i, j) < needs[0][i]) | (back(i, j) < needs[1][j])


def _among(pairs: Pairs, sides: Sides) -> Measure:
    """Is this pair one of those named?"""
    row, column = ({p.name: at for at, p in enumerate(side)} for side in sides)
    width = len(sides[1])
    places = sorted(row[a] * width + column[b] for a, b in pairs if a in row and b in column)
    known = np.array(places, np.int64)

    def among(i: Ints, j: Ints) -> NDArray[Any]:
        asked = i * width + j
        if i.ndim == 1:
            if not len(known):
                return np.zeros(asked.shape, bool)
            near = np.minimum(np.searchsorted(known, asked), len(known) - 1)
            return np.asarray(known[near] == asked)
        found = np.zeros(asked.size, bool)  # a block: whole rows that follow each other
        first = int(asked[0, 0]) if asked.size else 0
        there = known[slice(*np.searchsorted(known, (first, first + asked.size)))]
        found[there - first] = True
        return found.reshape(asked.shape)

    return among


def _kilometres(sides: Sides) -> Measure:
    """As the crow flies, through the earth: about a metre less in a hundred kilometres. Not a number when unsaid."""
    first, second = (_on_earth(side) for side in sides)

    held: tuple[Ints, Ints, NDArray[Any]] | None = None  # a rule and a criterion ask for the same block

    def apart(i: Ints, j: Ints) -> NDArray[Any]:
        nonlocal held
        if held is None or held[0] is not i or held[1] is not j:
            found = (first[0][i] - second[0][j]) ** 2
            for axis in (1, 2):
                step = first[axis][i] - second[axis][j]
                step *= step
                found += step
            held = i, j, np.sqrt(found, out=found)
        return held[2]

    return apart


def _further(km: float, sides: Sides, apart: Measure) -> Measure:
    """Who lives too far, or did not say where. A block is first looked at roughly, by the cosine of the angle."""
    first, second = (np.nan_to_num(_on_earth(side) / EARTH_KM).astype(np.float32) for side in sides)
    least = np.float32(1 - (km / EARTH_KM) ** 2 / 2 - ROUGH)

    def further(i: Ints, j: Ints) -> NDArray[Any]:
        if i.ndim == 1:
            return ~(apart(i, j) <= km)
        near = first.T[i[:, 0]] @ second[:, j] >= least
        found = ~near
        rows, columns = where(near)
        found[rows, columns] = ~(apart(i[rows, 0], j[columns]) <= km)
        return found

    return further


def _on_earth(side: Side) -> NDArray[np.float64]:
    places = [person.place or (np.nan, np.nan) for person in side]
    latitude, longitude = np.radians(np.array(places, np.float64).reshape(-1, 2)).T
    level = np.cos(latitude)
    return EARTH_KM * np.stack([level * np.cos(longitude), level * np.sin(longitude), np.sin(latitude)])
