"""Why a figure is hidden."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    FEW = "few"  # under the floor
    UNDECLARED = "undeclared"  # a breakdown that was not announced before opening
    ALREADY = "already"  # told once: it is not told again
    CLOSE = "close"  # another figure tells of nearly the same people
    SUBTRACTION = "subtraction"  # a small group's total follows from several figures
    INSIDER = "insider"  # somebody who knows their own answer could learn another's
    LOST = "lost"  # the answers can no longer be read, by anybody
    TANGLED = "tangled"  # too many crossings for the proof to be made
