"""The sets of questions that ship with the house, and a wave's own copy of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.text import Text
from polyphonie.circles.queries import Circle
from polyphonie.listening.contract.sets import Question, QuestionSet, read_set, sentences
from polyphonie.listening.models import OwnSet, Wave

OWN = "own-"
LIBRARY = Path(__file__).parent.parent / "library"
PARTS = ("title", "about", "low", "high")


@lru_cache(maxsize=1)
def _library() -> dict[str, QuestionSet]:
    found = [read_set(path.read_text("utf-8")) for path in sorted(LIBRARY.glob("*.toml"))]
    return {each.id: each for each in found}


def library() -> list[QuestionSet]:
    """Every set that ships with the house."""
    return list(_library().values())


def question_set(id: str) -> QuestionSet | None:
    return _library().get(id)


def file_text(id: str) -> str:
    """The file of a set of the house, to begin one's own from."""
    return (LIBRARY / f"{id}.toml").read_text("utf-8")


@reading
def sets_of(circle: Circle) -> list[QuestionSet]:
    """What a circle may ask: the sets of the house, then those it brought. For those who look after it."""
    own = OwnSet.objects.filter(circle=circle).order_by("pk")
    return [*library(), *(replace(read_set(row.toml), id=f"{OWN}{row.pk}") for row in own)]


def set_for(circle: Circle, id: str) -> QuestionSet | None:
    """One of them, by its name there."""
    return next((chosen for chosen in sets_of(circle) if chosen.id == id), None)


def as_data(chosen: QuestionSet) -> dict[str, Any]:
    """The set as a wave keeps it: frozen, whatever becomes of the file."""
    plain: dict[str, Any] = {part: _words(getattr(chosen, part)) for part in PARTS}
    plain |= {"id": chosen.id, "version": chosen.version, "licence": chosen.licence, "source": chosen.source}
    return plain | {"questions": [{"id": q.id} | _words(q.text) for q in chosen.questions]}


def from_data(kept: Mapping[str, Any]) -> QuestionSet:
    return QuestionSet(
        id=kept["id"],
        version=kept["version"],
        licence=kept["licence"],
        source=kept["source"],
        **{part: Text.of(kept[part]) for part in PARTS},
        questions=tuple(Question(each["id"], Text.of(each)) for each in kept["questions"]),
    )


def sentences_of(wave: Wave) -> set[str]:
    """What a wave asks, sentence by sentence: two sets may hold the same one."""
    return sentences(from_data(wave.asked))


def _words(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en, "falc": text.falc}
