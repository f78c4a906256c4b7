"""How a practice spread: the sheet it began with, its adaptations and theirs, what was told of trials; only what one may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.practices.models import Practice, Trial
from polyphonie.practices.queries.descent import FURTHEST, descent, trials_by_sheet
from polyphonie.practices.queries.sheets import SheetSeen, readable

MOST = 40  # sheets in the picture: beyond, nobody reads it


@dataclass(frozen=True)
class Step:
    """One sheet of the story: when it was begun, the sheet it adapts where its reader reads that too, its trials in order."""

    sheet: SheetSeen
    on: date
    parent: SheetSeen | None
    trials: tuple[Trial, ...]


@reading
def spread(seen: SheetSeen, *, to: Person) -> list[Step]:
    """From the oldest sheet that `to` can walk up to, down to every adaptation that `to` reads; each after the one it adapts."""
    above = [one for one in descent(seen, to=to).above if one]
    root = above[0] if above else seen
    parents: dict[int, SheetSeen | None] = {root.row.pk: None}
    children: dict[int, list[SheetSeen]] = {}
    level = [root]
    for _ in range(FURTHEST):
        level = _adaptations(level, parents, children, to)
        if not level or len(parents) >= MOST:
            break
    order = _one_after_the_other(root, children)[:MOST]
    told = trials_by_sheet(order, to=to)
    return [
        Step(
            one,
            timezone.localdate(one.row.entry.written_at),
            parents[one.row.pk],
            tuple(reversed(told.get(one.row.pk, []))),
        )
        for one in order
    ]


def _adaptations(
    level: list[SheetSeen],
    parents: dict[int, SheetSeen | None],
    children: dict[int, list[SheetSeen]],
    to: Person,
) -> list[SheetSeen]:
    """The next generation, each noted under the sheet it adapts."""
    by_entry = {one.row.entry_id: one for one in level}
    rows = Practice.objects.filter(
        entry__links_out__target__in=by_entry, entry__links_out__kind="adapted_from"
    )
    links = dict(rows.values_list("pk", "entry__links_out__target"))
    found = readable(Practice.objects.filter(pk__in=links).order_by("entry__written_at", "pk"), to)
    new = [one for one in found if one.row.pk not in parents]
    for one in new:
        parent = by_entry[links[one.row.pk]]
        parents[one.row.pk] = parent
        children.setdefault(parent.row.pk, []).append(one)
    return new


def _one_after_the_other(root: SheetSeen, children: dict[int, list[SheetSeen]]) -> list[SheetSeen]:
    """A sheet, then each of its adaptations with all that came of it."""
    return [
        root,
        *(one for child in children.get(root.row.pk, []) for one in _one_after_the_other(child, children)),
    ]
