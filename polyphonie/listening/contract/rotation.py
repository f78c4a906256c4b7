"""Which questions of a set to ask, when not all are: those asked least, then in the order of the set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def least_asked(questions: Sequence[str], asked: Iterable[str], most: int) -> tuple[str, ...]:
    """At most `most` of these, in the order of the set. `asked`: every question asked so far, as often as it was."""
    times = Counter(asked)
    chosen = sorted(range(len(questions)), key=lambda at: (times[questions[at]], at))[:most]
    return tuple(questions[at] for at in sorted(chosen))
