"""What guides announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GuideAdapted(Fact):
    """A circle keeps its own version of a guide."""

    circle: int
    adaptation: int
