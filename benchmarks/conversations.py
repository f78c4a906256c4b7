"""Published conversations, drawn as Polis draws them, beside the groups that were published."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from polyphonie.engines.viewpoints import Map, Votes, draw, read_comments, read_votes
from polyphonie.engines.viewpoints.evidence import smoothed
from polyphonie.engines.viewpoints.speaking import as_published
from tests.engines.voting import likeness


@dataclass(frozen=True, eq=False)
class Beside:
    """`theirs` (people,): the published group, −1 where none; `informed`: group-informed consensus by those groups.

    `alike`: adjusted Rand index of the groups. `figures`: the share of representative statements that some of our groups
    and some published group both have, and the rank correlation of the group-informed consensus.
    """

    folder: Path
    votes: Votes
    drawn: Map
    theirs: Any
    informed: Any
    alike: float
    figures: dict[str, float]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def count(self) -> int:
        return self.drawn.count

    @property
    def published(self) -> int:
        return len(np.unique(self.theirs[self.theirs >= 0]))


def conversation(folder: Path) -> Votes:
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        comments = read_comments(file)
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as file:
        return read_votes(file, left_out=comments.left_out)


def beside(folder: Path) -> Beside:
    votes = conversation(folder)
    drawn = draw(votes, mode="polis")
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        group = {row["participant"]: row["group-id"].strip() for row in csv.DictReader(file)}
    names = sorted({name for name in group.values() if name}, key=float)
    theirs = np.array([names.index(group[str(p)]) if group.get(str(p)) else -1 for p in votes.people])
    tally = votes.tally_by(theirs, len(names))
    informed = smoothed(tally.agree, tally.seen).prod(0)
    both = (theirs >= 0) & (drawn.family >= 0)
    said = [
        {(one.statement, one.side) for group in groups for one in group}
        for groups in (drawn.representative, as_published(tally, votes.statements, votes.left_out))
    ]
    open_ = ~votes.left_out
    figures = {
        "said": round(len(said[0] & said[1]) / max(len(said[0] | said[1]), 1), 3),
        "consensus": round(correlation(drawn.group_informed[open_], informed[open_]), 3),
    }
    return Beside(folder, votes, drawn, theirs, informed, likeness(drawn.family[both], theirs[both]), figures)


def correlation(one: Any, other: Any) -> float:
    """Of ranks (Spearman), ties sharing theirs."""
    from scipy.stats import spearmanr

    return float(spearmanr(one, other).statistic)
