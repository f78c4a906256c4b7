"""The map of viewpoints: what unites, what divides, and whether there are families of opinion at all.

Opened on first use, so that the house starts without waiting for NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polyphonie.engines.viewpoints.drawing import Map, Why, draw
    from polyphonie.engines.viewpoints.explaining import explain
    from polyphonie.engines.viewpoints.picture import bars, page, svg, table
    from polyphonie.engines.viewpoints.reading import Comments, Unreadable, read_comments, read_votes
    from polyphonie.engines.viewpoints.reporting import report
    from polyphonie.engines.viewpoints.routing import next_statement, priorities
    from polyphonie.engines.viewpoints.votes import Votes

__all__ = [
    "Comments", "Map", "Unreadable", "Votes", "Why", "bars", "draw", "explain", "next_statement", "page", "priorities",
    "read_comments", "read_votes", "report", "svg", "table",
]  # fmt: skip

_KEPT_IN = {
    "Map": "drawing", "Why": "drawing", "draw": "drawing", "explain": "explaining",
    "bars": "picture", "page": "picture", "svg": "picture", "table": "picture",
    "Comments": "reading", "Unreadable": "reading", "read_comments": "reading", "read_votes": "reading", "report": "reporting",
    "next_statement": "routing", "priorities": "routing", "Votes": "votes",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _KEPT_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_KEPT_IN[name]}"), name)
