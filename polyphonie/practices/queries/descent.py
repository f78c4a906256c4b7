"""What became of a sheet: the sheet it adapts, those that adapt it, those who tried it. Each is shown to who may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.people.queries import Person
from polyphonie.practices.models import Adaptation, Practice, Trial
from polyphonie.practices.queries.sheets import SheetSeen, readable

FURTHEST = 12  # generations walked up


@dataclass(frozen=True)
class Descent:
    """Where a sheet stands. `above`: the sheets it comes from, the oldest first; None in the place of one that this
    reader cannot read, or that its authors took back: nobody can tell which. `below`: its adaptations."""

    adaptation: Adaptation | None
    above: tuple[SheetSeen | None, ...]
    below: tuple[SheetSeen, ...]

    @property
    def source(self) -> SheetSeen | None:
        return self.above[-1] if self.above else None


@reading
def descent(seen: SheetSeen, *, to: Person) -> Descent:
    """The line of descent of a sheet that `to` reads."""
    adaptation = Adaptation.objects.filter(practice=seen.row).first()
    above: list[SheetSeen | None] = []
    here, walked = seen.row, {seen.row.entry_id}
    for _ in range(FURTHEST):
        source = here.entry.links_out.filter(kind="adapted_from").values_list("target", flat=True).first()
        if source is None or source in walked:
            break
        walked.add(source)
        found = readable(Practice.objects.filter(entry=source), to)
        above.append(found[0] if found else None)
        if not found:
            break  # what lies beyond is not this reader's to walk
        here = found[0].row
    below = Practice.objects.filter(
        entry__links_out__target=seen.row.entry_id, entry__links_out__kind="adapted_from"
    )
    return Descent(adaptation, tuple(reversed(above)), tuple(readable(below.order_by("pk"), to)))


@reading
def below(entries: Iterable[int], *, but_of: int | None = None) -> set[int]:
    """The sheets, by number, that adapt one of these, and those that adapt them in turn; neither those that this person wrote, nor
    what comes of those. For whoever takes words back: it is asked for no reader."""
    found: dict[int, int] = {}
    latest = set(entries)
    while latest:
        adapts = Practice.objects.filter(
            entry__links_out__target__in=latest, entry__links_out__kind="adapted_from"
        )
        if but_of is not None:
            adapts = adapts.exclude(entry__authorships__person=but_of)
        new = {pk: entry for pk, entry in adapts.values_list("pk", "entry") if pk not in found}
        found |= new
        latest = set(new.values())
    return set(found)


@reading
def trials_of(seen: SheetSeen, *, to: Person) -> list[Trial]:
    """What those who tried it tell, the newest first: to whoever reads both the sheet and the trial, and to the sheet's
    authors, to whom it was returned."""
    return trials_by_sheet([seen], to=to)[seen.row.pk]


@reading
def trials_by_sheet(sheets: Iterable[SheetSeen], *, to: Person) -> dict[int, list[Trial]]:
    """The trials of these sheets that `to` may read, by sheet."""
    mine = {seen.row.pk: seen.mine for seen in sheets}
    rows = Trial.objects.filter(practice__in=mine, entry__ended_at=None).select_related("circle", "teller")
    found = list(rows.order_by("-tried_on", "-pk"))
    may = circles.readable([t.entry_id for t in found], to=to) if found else set()
    by_sheet: dict[int, list[Trial]] = defaultdict(list)
    for trial in found:
        if mine[trial.practice_id] or trial.entry_id in may:
            by_sheet[trial.practice_id].append(trial)
    return by_sheet


@reading
def trial(pk: int) -> Trial | None:
    """The bare row of a live trial, for whoever tells the authors."""
    return Trial.objects.filter(pk=pk, entry__ended_at=None).first()


@reading
def tried_by(of: Person) -> list[dict[str, Any]]:
    """What somebody told of trials."""
    rows = Trial.objects.filter(teller=of).order_by("pk")
    return [
        {"tried on": t.tried_on.isoformat(), "worked": t.worked, "what": t.happened, "changed": t.changed}
        for t in rows
    ]
