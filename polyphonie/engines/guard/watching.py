"""The watch: every layer looks, then what overlaps becomes one."""

from __future__ import annotations

from collections.abc import Iterable

from polyphonie.engines.guard import dates, numbers, people, places
from polyphonie.engines.guard.directory import Directory
from polyphonie.engines.guard.letters import composed
from polyphonie.engines.guard.spans import Span


def watch(text: str, *, names: Iterable[str] = ()) -> tuple[Span, ...]:
    """What may tell who a French text speaks of, in its order, apart from each other. `names`: the circle's own list.

    An empty answer promises nothing.
    """
    read, place = composed(text)
    found = [span for layer in (numbers, dates, places, people) for span in layer.seen(read)]
    found += Directory(names).seen(read)
    return tuple(Span(place[span.start], place[span.end], span.kind, span.sure) for span in _apart(found))


def _apart(found: list[Span]) -> list[Span]:
    """Where two overlap, one remains that covers both, and it is what the longer was."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end, not s.sure)):
        if kept and span.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], span)
        else:
            kept.append(span)
    return kept


def _joined(one: Span, other: Span) -> Span:
    longer = other if len(other) > len(one) else one
    sure = one.sure or other.sure if one.kind == other.kind else longer.sure
    return Span(one.start, max(one.end, other.end), longer.kind, sure)
