"""`polyphonie chart`: what changes in a series, in words, and how often such a sign appears for nothing."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from polyphonie.cli import house
from polyphonie.cli.commands.series import Series, Unreadable, read
from polyphonie.cli.house import language, say
from polyphonie.engines.variation import (
    Better,
    Chart,
    Rebase,
    alarms,
    ewma_chart,
    explain,
    explain_cohort,
    p_chart,
    run_chart,
    svg,
    xmr,
)
from polyphonie.engines.variation.shortrun import LEAST_SERIES, begun

Sentences = tuple[tuple[str, str], ...]


def chart(given: Namespace) -> int:
    """Say what is seen. Exit code 1 only when nothing could be read or written: a sign is no failure."""
    given.language = language(given)
    series = read(given.file)
    if given.kind == "ewma" and len(series.columns) > 1:
        return _cohort(series, given)
    try:
        made = DRAWN[given.kind](series, given)
    except ValueError as why:
        raise Unreadable(
            f"{given.file}\u00a0: cette série ne se dessine pas ({why}).", f"{given.file}: {why}."
        ) from None
    said = explain(made)
    if given.out:
        house.write(given.out, svg(made, given.language) + "\n")
    _tell(said, _as_json(made), given)
    return 0


def _xmr(series: Series, given: Namespace) -> Chart:
    return xmr(_only(series), rebases=_rebases(series), **_names(series, given))


def _run(series: Series, given: Namespace) -> Chart:
    return run_chart(_only(series), rebases=_rebases(series), **_names(series, given))


def _p(series: Series, given: Namespace) -> Chart:
    if len(series.columns) != 2:
        raise Unreadable(
            f"{series.file}\u00a0: trois colonnes sont attendues, un moment, un nombre de oui et un nombre de réponses.",
            f"{series.file}: three columns are expected, a moment, a number of yes and a number of answers.",
        )
    yes, answers = (series.whole_numbers(name) for name in series.columns)
    for at, line in enumerate(series.lines):
        if yes[at] > answers[at] or not answers[at]:
            name = list(series.columns)[0 if answers[at] else 1]
            raise series.wrong(
                line,
                name,
                f"{yes[at]} sur {answers[at]} réponses, cela ne se peut pas",
                f"{yes[at]} of {answers[at]} answers cannot be",
            )
    return p_chart(yes, answers, rebases=_rebases(series), **_names(series, given))


def _ewma(series: Series, given: Namespace) -> Chart:
    if series.reasons:
        raise Unreadable(
            f"{series.file}\u00a0: un nouveau départ veut ici un fichier à lui\u00a0; les douze premières valeurs sont son centre.",
            f"{series.file}: a new start needs a file of its own here; the first twelve values are its centre.",
        )
    return ewma_chart(_only(series), **_names(series, given))


DRAWN: dict[str, Callable[[Series, Namespace], Chart]] = {"xmr": _xmr, "p": _p, "run": _run, "ewma": _ewma}


def _only(series: Series) -> list[float]:
    if len(series.columns) != 1:
        names = ", ".join(series.columns)
        raise Unreadable(
            f"{series.file}\u00a0: une colonne de valeurs est attendue, et il y en a {len(series.columns)}\u00a0: {names}.",
            f"{series.file}: one column of values is expected, and there are {len(series.columns)}: {names}.",
        )
    return series.whole(next(iter(series.columns)))


def _names(series: Series, given: Namespace) -> dict[str, Any]:
    title = next(iter(series.columns))
    return {"labels": series.labels, "title": title, "better": Better(given.better)}


def _rebases(series: Series) -> list[Rebase]:
    return [Rebase(at, reason) for at, reason in series.reasons.items()]


def _cohort(series: Series, given: Namespace) -> int:
    if given.out:
        raise Unreadable(
            "--out dessine une série ; ce fichier en tient plusieurs.",
            "--out draws one series; this file holds several.",
        )
    cohort = list(series.columns.values())
    ready = begun(cohort, len(series.labels) - 1)
    if ready < LEAST_SERIES:
        raise Unreadable(
            f"{series.file}\u00a0: les séries se prêtent leur dispersion à partir de {LEAST_SERIES} qui ont quatre pouls ou plus\u00a0; il y en a {ready}.",
            f"{series.file}: series lend each other their spread from {LEAST_SERIES} of them with four pulses on; there are {ready}.",
        )
    rung = alarms(cohort)
    names = list(series.columns)
    said = explain_cohort(rung, names=names, labels=series.labels)
    seen = [
        {"series": names[one.series], "when": series.labels[one.pulse], "side": one.alarm, "smoothed": one.smoothed,
         "centre": one.centre, "reach": one.reach}
        for one in rung
    ]  # fmt: skip
    _tell(said, {"kind": "ewma", "series": names, "alarms": seen}, given)
    return 0


def _as_json(made: Chart) -> dict[str, Any]:
    points = [
        {
            "when": point.label,
            "value": point.value,
            "drawn": point.drawn,
            "centre": point.limits.centre if point.limits else None,
            "lower": point.limits.lower if point.limits else None,
            "upper": point.limits.upper if point.limits else None,
            "sign": str(point.sign),
            "side": point.side,
            "meaning": str(made.meaning(point)),
        }
        for point in made.points
    ]
    runs = [{**vars(run), "signal": run.signal} for run in made.runs]
    return {"kind": str(made.kind), "points": points, "runs": runs, "for_nothing": made.for_nothing}


def _tell(said: Sentences, held: dict[str, Any], given: Namespace) -> None:
    if given.json:
        words = {"fr": [fr for fr, _ in said], "en": [en for _, en in said]}
        say(json.dumps({**held, "said": words}, ensure_ascii=False, indent=2))
        return
    for sentence in said:
        say(sentence[int(given.language == "en")])
    if given.out:
        say(("Écrit\u00a0: ", "Written: ")[given.language == "en"] + given.out)
