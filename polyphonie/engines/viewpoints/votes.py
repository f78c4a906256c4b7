"""Who said what of which statement, once each; and how many said it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hearer = Callable[[str, int, int], None]  # what is being done, how far, of how much; it may raise to stop
AGREE, PASS, DISAGREE = 1, 0, -1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int32]


def quiet(doing: str, done: int, of: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, eq=False)
class Tally:
    """How many agreed, passed and disagreed: three arrays of one shape, `(…, statements)`."""

    agree: Ints
    neither: Ints
    disagree: Ints

    @property
    def seen(self) -> Ints:
        return self.agree + self.neither + self.disagree

    @property
    def rest(self) -> Tally:
        """For each family (first axis), everybody else who belongs to one."""
        return Tally(*(part.sum(0) - part for part in (self.agree, self.neither, self.disagree)))


@dataclass(frozen=True, eq=False)
class Votes:
    """One entry a person and statement seen, in the order of statements, then people.

    `person` and `statement` are places in `people` and `statements`, which are sorted labels; `vote` is 1, 0 or −1.
    `left_out[j]` says that statement j was moderated out.
    """

    people: NDArray[Any]
    statements: NDArray[Any]
    person: Places
    statement: Places
    vote: NDArray[np.int8]
    left_out: Mask

    @classmethod
    def of(
        cls,
        people: Iterable[Any],
        statements: Iterable[Any],
        votes: Iterable[int],
        *,
        left_out: Iterable[Any] = (),
    ) -> Votes:
        """Three columns of one length, in the order the votes came: of two on one statement, the later counts."""
        names, person = _places(people)
        said, statement = _places(statements)
        vote = np.asarray(votes if isinstance(votes, np.ndarray) else list(votes))
        if not len(person) == len(statement) == len(vote):
            raise ValueError("people, statements and votes differ in number")
        if len(vote) and not np.isin(vote, (AGREE, PASS, DISAGREE)).all():
            raise ValueError("a vote is 1 (agree), 0 (pass) or -1 (disagree)")
        out = np.isin(said.astype(str), [str(one) for one in left_out])
        statement, person, vote = _in_order(statement, person, vote.astype(np.int8), len(said), len(names))
        last = np.ones(len(vote), bool)
        last[:-1] = (person[1:] != person[:-1]) | (statement[1:] != statement[:-1])
        return cls(names, said, person[last], statement[last], vote[last], out)

    def __len__(self) -> int:
        return len(self.vote)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.people), len(self.statements)

    @cached_property
    def seen_by(self) -> Ints:
        """How many statements each person voted on."""
        return np.bincount(self.person, minlength=len(self.people))

    @cached_property
    def ends(self) -> Ints:
        """Where each statement's votes begin, and after the last one: `vote[ends[j]:ends[j + 1]]`."""
        return np.append(0, np.cumsum(np.bincount(self.statement, minlength=len(self.statements))))

    @cached_property
    def tally(self) -> Tally:
        """Over everybody: arrays `(statements,)`."""
        return Tally(*(part[0] for part in _counted(self.statement, self.vote, 1, len(self.statements))))

    def tally_by(self, family: NDArray[Any], count: int) -> Tally:
        """Arrays `(count, statements)`. `family[i]` is the family of person i, negative where they have none."""
        of = family[self.person].astype(np.int64)
        inside = of >= 0
        place = of[inside] * len(self.statements) + self.statement[inside]
        return Tally(*_counted(place, self.vote[inside], count, len(self.statements)))

    def only(self, people: Mask, statements: Mask) -> Votes:
        """The same votes among some people, on some statements."""
        kept = people[self.person] & statements[self.statement]
        person, statement = np.cumsum(people) - 1, np.cumsum(statements) - 1
        return Votes(
            self.people[people],
            self.statements[statements],
            person[self.person[kept]].astype(np.int32),
            statement[self.statement[kept]].astype(np.int32),
            self.vote[kept],
            self.left_out[statements],
        )

    def with_vote(self, vote: NDArray[np.int8]) -> Votes:
        """The same people saw the same statements, and said something else."""
        return Votes(self.people, self.statements, self.person, self.statement, vote, self.left_out)


def drawn_from(votes: Votes, *, seed: int, many: int) -> Votes:
    """All votes while they are few enough; else all those of people drawn by the seed, about `many` in number.

    Everybody is as likely to be drawn, whatever they said: a world among them is without structure when the whole is.
    """
    if len(votes) <= many:
        return votes
    order = np.random.default_rng([seed, len(votes)]).permutation(len(votes.people))
    last = int(np.searchsorted(np.cumsum(votes.seen_by[order]), many)) + 1
    people = np.zeros(len(order), bool)
    people[order[:last]] = True
    return votes.only(people, np.ones(len(votes.statements), bool))


def _counted(place: NDArray[Any], vote: NDArray[np.int8], rows: int, columns: int) -> tuple[Ints, Ints, Ints]:
    counts = np.bincount(place.astype(np.int64) * 3 + (vote + 1), minlength=rows * columns * 3)
    by = counts.reshape(rows, columns, 3)
    return by[..., 2], by[..., 1], by[..., 0]


def _in_order(statement: Places, person: Places, vote: NDArray[np.int8], rows: int, columns: int) -> Any:
    """By statement, then by person, then as they came: two passes of counting, whatever the number."""
    from scipy.sparse import coo_array

    if not len(vote):
        return statement, person, vote
    given = coo_array((vote, (person, statement)), shape=(columns, rows))
    given.has_canonical_format = True  # else what comes twice would be summed
    held = given.tocsr().tocsc()
    return np.repeat(np.arange(rows, dtype=np.int32), np.diff(held.indptr)), held.indices, held.data


def _places(labels: Iterable[Any]) -> tuple[NDArray[Any], Places]:
    """Sorted labels, and the place of each one given. A table of small whole numbers is read in one pass."""
    given = np.asarray(labels if isinstance(labels, np.ndarray) else list(labels))
    if not len(given):
        return np.empty(0, np.int64), np.empty(0, np.int32)
    if given.dtype.kind in "iu" and given.min() >= 0 and given.max() < 4 * len(given) + 1024:
        met = np.zeros(int(given.max()) + 1, bool)
        met[given] = True
        return np.flatnonzero(met), (np.cumsum(met) - 1)[given].astype(np.int32)
    if given.dtype.kind not in "iu":
        given = given.astype(str)
    names, place = np.unique(given, return_inverse=True)
    return names, place.astype(np.int32)
