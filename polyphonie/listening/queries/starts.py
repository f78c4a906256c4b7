"""New starts of series of waves, for whoever may read why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.listening.models import NewStart, Wave
from polyphonie.people.queries import Person


@dataclass(frozen=True)
class NewStartSeen:
    """One new start as one person reads it. `mine`: they wrote it, and may take it back."""

    row: NewStart
    mine: bool


@reading
def starts_of(waves: Iterable[Wave], *, to: Person) -> dict[int, NewStartSeen]:
    """By the number of its wave, each new start whose reason `to` may read. Without its reason there is none."""
    rows = list(NewStart.objects.filter(wave__in=[wave.pk for wave in waves]).select_related("entry"))
    if not rows:
        return {}
    readable = circles.readable([row.entry_id for row in rows], to=to)
    mine = set(
        NewStart.objects.filter(entry__authorships__person=to, pk__in=[row.pk for row in rows]).values_list(
            "pk", flat=True
        )
    )
    return {row.wave_id: NewStartSeen(row, row.pk in mine) for row in rows if row.entry_id in readable}


@reading
def comes_after_another(wave: Wave) -> bool:
    """Whether the same set was told before, in the same circle."""
    before = Wave.objects.filter(circle=wave.circle_id, set=wave.set, stopped=False, closed_at__isnull=False)
    return before.filter(opened_at__lt=wave.opened_at).exists()


def reasons_of(person: Person) -> list[dict[str, Any]]:
    """What this person wrote of new starts, for their own data."""
    rows = NewStart.objects.filter(entry__authorships__person=person).select_related("entry").order_by("pk")
    return [{"began anew": row.reason, "at": row.entry.written_at.isoformat()} for row in rows]
