"""The hours of a clock on a day, as two instants. A day of twenty-three hours or of twenty-five changes nothing to what the
clock says: two in the afternoon is two in the afternoon."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo


def instants(on: date, begins: time, ends: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """When something begins and ends, in UTC. An hour that the clock jumps over is told as it would have been; one that it
    tells twice is the first of the two. Never does it end before it begins."""
    first, last = (datetime.combine(on, hour, tzinfo=zone).astimezone(UTC) for hour in (begins, ends))
    return first, max(first, last)
