"""What was taken back in a house, so that an older copy of it cannot bring it to life again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Row = tuple[
    int, datetime
]  # a number, and the moment its row was made: the same number of another house is another row


@dataclass(frozen=True)
class TakenBack:
    """Entries that ended, stays that ended, invitations revoked (and by whom), consents whose last word is no (and whose), stays
    that look after nothing (any more)."""

    entries: frozenset[Row]
    stays: frozenset[Row]
    invitations: frozenset[tuple[Row, int]]
    consents: frozenset[tuple[Row, int]]
    uncharged: frozenset[Row] = frozenset()
