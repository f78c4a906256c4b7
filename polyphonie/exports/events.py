"""What exports announce."""

from dataclasses import dataclass

from polyphonie.base.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ExportAsked(Fact):
    """A member asked for a long register as a file: what leaves the house leaves a trace."""

    export: int
    circle: int
