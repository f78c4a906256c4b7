"""What was told, wave after wave: charts where enough was told, a table elsewhere."""

from __future__ import annotations

from typing import Any

from polyphonie.circles import rules as circle_rules
from polyphonie.listening import queries
from polyphonie.listening.queries import ToldOf, Wave, WaveSeen
from polyphonie.people.queries import Person
from polyphonie.web.listening.drawing import drawn_bands, drawn_chart, language
from polyphonie.web.listening.forms import BegunAnew

Before = list[tuple[Wave, list[ToldOf]]]


def over_time(
    seen: WaveSeen, told: list[ToldOf], before: Before, person: Person, form: BegunAnew | None = None
) -> dict[str, Any]:
    """What a page shows beside one wave: the waves before it, drawn or side by side, and where their series begin anew."""
    starts = queries.starts_of([seen.row, *(wave for wave, _ in before)], to=person)
    shown: dict[str, Any] = {"before": before, "start": starts.get(seen.row.pk)}
    shown["reasons"] = [(wave, starts[wave.pk]) for wave, _ in before if wave.pk in starts]
    if not before:
        return shown
    moments = queries.moments_of([(seen.row, told), *before], inside=seen.inside)
    asked = [each.question for each in told]
    series = queries.series_of(asked, moments, starts, language=language(), plain=person.plain)
    drawn = {each.question.id for each in series}
    shown["charts"] = [
        (drawn_bands(each.bands, f"bands-{at}"), each.fine and drawn_chart(each.fine, f"fine-{at}"))
        for at, each in enumerate(series)
    ]
    shown["lines"] = [line for line in queries.side_by_side(told, before) if line.question.id not in drawn]
    if seen.inside and seen.row.pk not in starts and looks_after(seen, person):
        shown["begin"] = form or BegunAnew()
    return shown


def looks_after(seen: WaveSeen, person: Person) -> bool:
    return circle_rules.why_not_look_after(seen.row.circle, person) is None
