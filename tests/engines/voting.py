"""Fictional votes for the tests and the benchmarks, and how alike two groupings are."""

from __future__ import annotations

from typing import Any

import numpy as np

from polyphonie.engines.viewpoints.votes import Votes


def crowd(rng: Any, people: int, statements: int, *, apart: float = 0.0, yes: float = 0.0) -> Votes:
    """One in five cells unseen, 15 % passes; each statement has its own chance of agreement, in [.25, .75].

    `apart`: on 60 % of statements, two camps (even and odd people) differ by as much in that chance. `yes`: the spread
    between people in how readily they agree with anything.
    """
    chance = rng.uniform(0.25, 0.75, statements)
    tilt = np.where(rng.random(statements) < 0.6, rng.choice([-1, 1], statements), 0) * apart / 2
    camp = np.arange(people) % 2 * 2 - 1
    ready = rng.normal(0, yes, people) if yes else np.zeros(people)
    agrees = rng.random((people, statements)) < np.clip(
        chance + camp[:, None] * tilt + ready[:, None], 0.02, 0.98
    )
    vote = np.where(rng.random((people, statements)) < 0.15, 0, np.where(agrees, 1, -1))
    return of(np.where(rng.random((people, statements)) < 0.2, np.nan, vote))


def of(table: Any, **more: Any) -> Votes:
    """From a matrix people × statements; not a number where it was not seen."""
    table = np.asarray(table, float)
    person, statement = np.nonzero(~np.isnan(table))
    return Votes.of(person, statement, table[person, statement].astype(int), **more)


def likeness(one: Any, other: Any) -> float:
    """The adjusted Rand index of two groupings of the same people: 1 the same, 0 as by chance."""
    _, one = np.unique(one, return_inverse=True)
    _, other = np.unique(other, return_inverse=True)
    both = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(both, (one, other), 1)

    def pairs(sizes: Any) -> float:
        return float((sizes * (sizes - 1) / 2).sum())

    here, there = pairs(both.sum(1)), pairs(both.sum(0))
    chance = here * there / (len(one) * (len(one) - 1) / 2)
    most = (here + there) / 2
    return 1.0 if most == chance else (pairs(both) - chance) / (most - chance)
