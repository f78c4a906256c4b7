"""Answered without leaving a trace: the step opens a wave of those who are here, and ends it. Nothing of it is kept here."""

from __future__ import annotations

from typing import Any

from polyphonie.listening import commands, queries
from polyphonie.listening.queries import Question, QuestionSet


def opens(leaving: Any) -> None:
    if leaving.run.step.unlinkable:
        commands.ask_gathered(leaving.gathering, run=leaving.run.pk, chosen=_asked(leaving), by=leaving.by)


def leave(leaving: Any) -> dict[str, Any]:
    if leaving.run.step.unlinkable:
        commands.close_gathered(leaving.run.pk, by=leaving.by)
    return {}


def plays(run: int, said: Any, *, by: Any) -> None:
    """Somebody of a rehearsal answers as anybody would."""
    seen = queries.wave_during(run, to=by)
    if seen is not None and said.marks:
        commands.answer_wave(seen, marks=dict(said.marks), receipt=commands.new_receipt(), by=by)


def _asked(leaving: Any) -> QuestionSet:
    """The sentences of the step, frozen as a set is: nobody is shown where they come from but the guide's own readers."""
    step, settings = leaving.run.step, leaving.run.settings
    return QuestionSet(
        id=step.id,
        version=leaving.gathering.guide["version"],
        licence=leaving.gathering.guide["licence"],
        source=leaving.gathering.guide["source"],
        title=step.title,
        about=step.prompt,
        low=settings.low,
        high=settings.high,
        questions=tuple(Question(id, text) for id, text in settings.items),
    )
