"""The watch over a cohort in sentences: (French, English). An alarm begins a conversation; it is no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from polyphonie.engines.variation.explaining import Words
from polyphonie.engines.variation.frequency import for_nothing_in_cohort
from polyphonie.engines.variation.numbers import number
from polyphonie.engines.variation.shortrun import Watch


def explain_cohort(
    rung: Sequence[Watch], *, names: Sequence[str], labels: Sequence[str]
) -> tuple[Words, ...]:
    """`names`: of the series; `labels`: of the pulses. Each series is told once, when it first rang."""
    count = len(names)
    said = [(f"{count} séries, {len(labels)} pouls.", f"{count} series, {len(labels)} pulses.")]
    first = {one.series: one for one in reversed(rung)}
    said += [_alarm(first[at], names[at], labels[first[at].pulse]) for at in sorted(first)]
    if not rung:
        said.append(("Aucune série ne montre un changement.", "No series shows a change."))
    low, high = (number(count * chance, "en") for chance in for_nothing_in_cohort(len(labels)))
    said.append(
        (
            f"Si rien ne changeait, environ {low.replace('.', ',')} série sur {count} sonnerait pourtant,"
            f" et {high.replace('.', ',')} si chaque pouls ressemble au précédent.",
            f"If nothing changed, about {low} of {count} series would still ring,"
            f" and {high} if each pulse resembles the one before.",
        )
    )
    return tuple(said)


def _alarm(one: Watch, name: str, label: str) -> Words:
    low, high = one.centre - one.reach, one.centre + one.reach
    way = ("une lente hausse", "a slow rise") if one.alarm > 0 else ("une lente baisse", "a slow fall")
    fr, en = ([number(value, language) for value in (one.smoothed, low, high)] for language in ("fr", "en"))
    return (
        f"{name}, {label}\u00a0: {way[0]}, à regarder ensemble (lissé {fr[0]}\u00a0; attendu entre {fr[1]} et {fr[2]}).",
        f"{name}, {label}: {way[1]}, to look at together (smoothed {en[0]}; expected between {en[1]} and {en[2]}).",
    )
