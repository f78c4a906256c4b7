"""A series told in bands, in sentences that can be read aloud: (French, English). First what is seen, last how far to trust it."""

from __future__ import annotations

from polyphonie.engines.variation.bands import Banded, Stretch, Words
from polyphonie.engines.variation.charts import Runs
from polyphonie.engines.variation.explaining import CALM, QUESTION
from polyphonie.engines.variation.few import RUNS_FROM
from polyphonie.engines.variation.numbers import in_a_hundred

FEW: Words = (
    f"Rien encore. Il faut {RUNS_FROM} vagues pour parler d’un changement.",
    f"Nothing yet. It takes {RUNS_FROM} waves to speak of a change.",
)
SAME: Words = ("Toujours la même part. Rien ne bouge.", "Always the same share. Nothing moves.")
UNEVEN: Words = (
    "Presque toujours la même part. Trop peu de vagues s’en écartent pour parler d’un changement.",
    "Nearly always the same share. Too few waves differ from it to speak of a change.",
)
SHOWS: Words = (
    "Quelque chose change. Les vagues ne se suivent pas comme au hasard.",
    "Something changes. The waves do not follow each other as by chance.",
)


def explain_banded(chart: Banded) -> tuple[Words, ...]:
    """All of it, for who reads no picture."""
    return (*seen_in(chart), *how_read(chart))


def seen_in(chart: Banded) -> tuple[Words, ...]:
    """What the stretch that goes on shows, and those before it that show something; then, where something is shown, how often it
    would be for nothing."""
    said = [
        _placed(chart, stretch, _seen(chart, stretch))
        for stretch in chart.stretches
        if _told_first(chart, stretch)
    ]
    return tuple(said[::-1] + _trusted(chart) if chart.shows else said[::-1])


def how_read(chart: Banded) -> tuple[Words, ...]:
    """The other stretches, the line that is read in each, and how far to trust what it says, if that was not said."""
    said = [
        _placed(chart, stretch, _seen(chart, stretch))
        for stretch in chart.stretches
        if not _told_first(chart, stretch)
    ]
    said += [
        _placed(chart, stretch, _read(chart.names, stretch.line, stretch.runs))
        for stretch in chart.stretches
        if stretch.line is not None and stretch.runs is not None
    ]
    return tuple(said if chart.shows else said + _trusted(chart))


def _told_first(chart: Banded, stretch: Stretch) -> bool:
    return stretch == chart.stretches[-1] or (stretch.runs is not None and stretch.runs.signal)


def _trusted(chart: Banded) -> list[Words]:
    return [] if chart.for_nothing is None else [_for_nothing(chart.for_nothing), QUESTION]


def _placed(chart: Banded, stretch: Stretch, words: Words) -> Words:
    """Where there are several, which one is spoken of."""
    if len(chart.stretches) == 1:
        return words
    if stretch == chart.stretches[-1]:
        return f"Depuis le nouveau départ : {_small(words[0])}", f"Since the new start: {_small(words[1])}"
    first, last = (chart.tellings[stretch.places[at]].label for at in (0, -1))
    where = first if first == last else f"{first} – {last}"
    return f"{where} : {_small(words[0])}", f"{where}: {_small(words[1])}"


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _seen(chart: Banded, stretch: Stretch) -> Words:
    if sum(chart.tellings[at].band is not None for at in stretch.places) < RUNS_FROM:
        return FEW
    if stretch.line is None:
        return SAME
    if stretch.runs is None:
        return UNEVEN
    return SHOWS if stretch.runs.signal else CALM


def _read(names: tuple[str, ...], line: int, runs: Runs) -> Words:
    """`names` are in the language of the reader already: the same words stand in both."""
    low, high = names[line - 1], names[line]
    return (
        f"La ligne passe entre « {low} » et « {high} ». Plus longue suite du même côté : {runs.longest}"
        f" (au plus {runs.longest_expected} si rien ne change) ; passages de la ligne : {runs.crossings}"
        f" (au moins {runs.crossings_expected}).",
        f"The line lies between “{low}” and “{high}”. Longest run on one side: {runs.longest}"
        f" (at most {runs.longest_expected} if nothing changes); crossings of the line: {runs.crossings}"
        f" (at least {runs.crossings_expected}).",
    )


def _for_nothing(chance: float) -> Words:
    times = in_a_hundred(chance)
    often = "once" if times == 1 else f"{times} times"
    return (
        f"Si rien ne changeait, ces mêmes vagues dans un autre ordre montreraient pourtant un signe environ {times} fois sur 100 ;"
        " davantage quand une vague ressemble à celle d’avant.",
        f"If nothing changed, the same waves in another order would still show a sign about {often} in 100;"
        " more often when a wave resembles the one before.",
    )
