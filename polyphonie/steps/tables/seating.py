"""Who sits where. Pure: people and a size in, tables out; the same people always give the same tables.

Everyone sits exactly once; sizes differ by at most one; so do, from table to table, the numbers of each voice, and
those of the people who live with care. No table could do better: that is as even as whole numbers go.
"""

from __future__ import annotations

from collections.abc import Sequence

from polyphonie.base.voices import Voice
from polyphonie.guides.contract.kind import Speaker

# Those who live with care first and together: dealt one after the other, they spread as evenly as each voice does.
DEALT = tuple(str(voice) for voice in sorted(Voice, key=lambda voice: not voice.lives_with_care))

Tables = tuple[tuple[Speaker, ...], ...]


def seat(people: Sequence[Speaker], *, size: int) -> Tables:
    """Tables of about `size`, voice after voice dealt like cards; fewer people than `size` make one table."""
    if not people:
        return ()
    dealt = sorted(people, key=_turn)
    tables = how_many(len(dealt), size)
    return tuple(tuple(dealt[first::tables]) for first in range(tables))


def how_many(people: int, size: int) -> int:
    """The number of tables whose sizes stay nearest to `size`; of two, the smaller."""
    return min(range(1, people + 1), key=lambda tables: (_furthest(people, tables, size), tables))


def _furthest(people: int, tables: int, size: int) -> int:
    smallest, largest = people // tables, -(-people // tables)
    return max(abs(smallest - size), abs(largest - size))


def _turn(somebody: Speaker) -> tuple[int, str, str]:
    place = DEALT.index(somebody.voice) if somebody.voice in DEALT else len(DEALT)
    return place, somebody.ref, somebody.name
