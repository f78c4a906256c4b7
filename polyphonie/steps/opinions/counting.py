"""How a statement was received, and how much of it may be said.

Words from five answers on; counts where each side has five people, so that nobody is found alone on theirs, and a lone
voice looks as no voice at all.
"""

from __future__ import annotations

from dataclasses import dataclass

# Whose it is (a name without meaning), and (statement, 1, 0 or -1).
Ballot = tuple[str, tuple[tuple[str, int], ...]]
HEARD = 5
MOST, FEW, NEARLY_ALL = 2 / 3, 1 / 3, 0.85


@dataclass(frozen=True)
class Count:
    """How many agreed, passed and disagreed."""

    agree: int = 0
    neither: int = 0
    disagree: int = 0

    @property
    def answers(self) -> int:
        return self.agree + self.neither + self.disagree

    @property
    def heard(self) -> bool:
        return self.answers >= HEARD

    @property
    def exact(self) -> bool:
        """May the three numbers be said? Only where neither side is small, whether or not anybody is on it."""
        return min(self.agree, self.disagree) >= HEARD

    @property
    def most(self) -> tuple[str, str]:
        """Which answer most people gave ("agree", "pass", "disagree"; empty where none has two thirds), and how many of
        them: "all" from 85 % on, told as if it were everybody, or "most"."""
        given = {"agree": self.agree, "pass": self.neither, "disagree": self.disagree}
        name = max(given, key=lambda one: given[one])
        share = given[name] / self.answers if self.answers else 0.0
        return (name, "all" if share >= NEARLY_ALL else "most") if share >= MOST else ("", "")

    @property
    def drawn(self) -> tuple[int, int, int]:
        """The lengths of a bar, in parts of their sum: what was counted, or what the words say and no more."""
        if self.exact:
            return self.agree, self.neither, self.disagree
        name, how = self.most
        long = {"": 2, "most": 3, "all": 4}[how]
        return {
            "agree": (long, 4 - long, 0), "pass": (0, long, 0), "disagree": (0, 4 - long, long), "": (1, 1, 1),
        }[name]  # fmt: skip


def counted(keys: tuple[str, ...], ballots: tuple[Ballot, ...]) -> dict[str, Count]:
    given: dict[str, list[int]] = {key: [] for key in keys}
    for _, votes in ballots:
        for key, vote in votes:
            given[key].append(vote)
    return {key: Count(some.count(1), some.count(0), some.count(-1)) for key, some in given.items()}


def band(share: float) -> str:
    return "most" if share >= MOST else "few" if share < FEW else "half"
