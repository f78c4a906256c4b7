"""A half's own series, as charts: single values and their limits, and a run chart, from twelve points on (`engines/variation`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as said

from polyphonie.engines.variation import Chart, Dots, run_chart, xmr
from polyphonie.engines.variation.few import LOCKED_FROM
from polyphonie.listening.contract.pulse import DECIDES, ITEMS, composite
from polyphonie.listening.contract.sets import Question, QuestionSet
from polyphonie.listening.queries.pairs import pulse_sets
from polyphonie.listening.queries.pulses import PulseSeen


@dataclass(frozen=True)
class Answered:
    """One question with its ends, and the plain points of the two, as far as this reader may see them."""

    question: Question
    set: QuestionSet
    dots: tuple[Dots, ...]


def asked() -> list[tuple[Question, QuestionSet]]:
    """The seven questions of a pulse, in order, each with the set whose ends it has."""
    return [(question, each) for each in pulse_sets() for question in each.questions]


def moments(pulses: list[PulseSeen]) -> list[str]:
    return [said(timezone.localtime(seen.row.opened_at), "j N") for seen in pulses]


def plain_points(pulses: list[PulseSeen], *, me: str, other: str) -> list[Answered]:
    """Question by question, what this half answered; and what the other did, for the envelopes that are open."""
    return [
        Answered(
            question, each, tuple(dots for dots in _two(pulses, question.id, me, other) if any(dots.marks))
        )
        for question, each in asked()
    ]


def _two(pulses: list[PulseSeen], question: str, me: str, other: str) -> tuple[Dots, Dots]:
    return (
        Dots(me, [(seen.mine or {}).get(question) for seen in pulses]),
        Dots(other, [(seen.theirs or {}).get(question) for seen in pulses]),
    )


def own_charts(pulses: list[PulseSeen], *, title: str, around: str) -> list[Chart]:
    """Of one half, the mean of their five answers on the relation, pulse after pulse. Nothing under twelve points; the limits are
    those of the first twelve, whatever came since. Never of two people together. `title`, `around`: what the two charts are called."""
    given = [(moment, value) for seen, moment in zip(pulses, moments(pulses), strict=True)
             if (value := composite(seen.mine or {})) is not None]  # fmt: skip
    if len(given) < LOCKED_FROM:
        return []
    labels, values = [moment for moment, _ in given], [value for _, value in given]
    return [
        xmr(values, labels=labels, title=title, fix_after=LOCKED_FROM),
        run_chart(values, labels=labels, title=around),
    ]


__all__ = ["DECIDES", "ITEMS", "Answered", "asked", "moments", "own_charts", "plain_points"]
