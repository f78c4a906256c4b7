"""What guides announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GuideAdapted(Fact):
    """A circle keeps its own version of a guide."""

    circle: int
    adaptation: int


@dataclass(frozen=True, kw_only=True)
class GuideChanged(Fact):
    """A circle changed its own version of a guide; this is how many times it was kept."""

    circle: int
    adaptation: int
    edition: int


@dataclass(frozen=True, kw_only=True)
class GuideDiscarded(Fact):
    """A circle no longer keeps its own version of a guide; gatherings that were called keep theirs."""

    circle: int
    adaptation: int


@dataclass(frozen=True, kw_only=True)
class GuideBroughtIn(Fact):
    """A guide came from a file; nobody has read it yet."""

    circle: int
    adaptation: int


@dataclass(frozen=True, kw_only=True)
class GuideAccepted(Fact):
    """Somebody who looks after the circle has read, part by part, a guide that came from elsewhere."""

    circle: int
    adaptation: int
