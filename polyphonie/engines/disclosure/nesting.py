"""A whole and some parts of it that do not overlap: the question of `worlds`, answered whatever the size.

Each part's count runs over whole intervals, and so does their sum. Let the part A answer all « yes », save insiders.
One fewer in A is possible unless A leaves its own band, or the whole leaves its own: that happens exactly when all the
other parts are at the top of their bands and the whole at the bottom of its own. So somebody of A is exposed if and only
if such tops can sum to such a bottom; sums are sets of integers, kept as the bits of one. « No » is the mirror.
"""

from __future__ import annotations

from collections.abc import Sequence

from polyphonie.engines.disclosure.cells import People

# How many people, and the intervals in which their count of « yes » may be told to lie.
Part = tuple[int, tuple[tuple[int, int], ...]]


def nested(told: Sequence[tuple[People, tuple[int, ...]]]) -> tuple[Part, list[Part]] | None:
    """The whole and its parts, the untold rest among them; None when the groups are not so."""
    whole, *parts = sorted(told, key=lambda one: -len(one[0]))
    rest = set(whole[0])
    for people, _ in parts:
        if not people <= rest:
            return None
        rest -= people
    made = [_part(len(people), starts) for people, starts in parts]
    return _part(len(whole[0]), whole[1]), [*made, (len(rest), ((0, len(rest)),))] if rest else made


def _part(size: int, starts: tuple[int, ...]) -> Part:
    ends = [*(start - 1 for start in starts[1:]), size]
    return size, tuple((low, high) for low, high in zip(starts, ends, strict=True) if low <= high)


def exposes_nested(whole: Part, parts: list[Part], *, insiders: int) -> bool:
    return _upwards(whole, parts, insiders) or _upwards(_mirror(whole), [_mirror(p) for p in parts], insiders)


def _mirror(part: Part) -> Part:
    size, intervals = part
    return size, tuple((size - high, size - low) for low, high in reversed(intervals))


def _upwards(whole: Part, parts: list[Part], insiders: int) -> bool:
    """Whether all of some part may be known to answer « yes »."""
    bottoms = sum(1 << low for low, _ in whole[1])
    for at, (size, intervals) in enumerate(parts):
        others = _tops(parts[:at] + parts[at + 1 :], insiders)
        for no in range(min(insiders, size - 1) + 1):
            full = size - no
            if full in {low for low, _ in intervals}:
                return True
            if (others[insiders - no] << full) & bottoms:
                return True
    return False


def _tops(parts: list[Part], insiders: int) -> list[int]:
    """For each number of insiders who may say « no » among these parts, the sums their tops can have, as bits."""
    sums = [1] * (insiders + 1)
    for size, intervals in parts:
        made = [0] * (insiders + 1)
        for no in range(min(insiders, size) + 1):
            tops = {min(high, size - no) for low, high in intervals if low <= size - no}
            for used in range(insiders - no + 1):
                for top in tops:
                    made[used + no] |= sums[used] << top
        sums = made
    return sums
