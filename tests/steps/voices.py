"""Five people around a table, and the ideas they wrote: what the tests of sorting, choosing and placing start from."""

from __future__ import annotations

from typing import Any

from polyphonie.guides.contract.ideas import ideas
from polyphonie.guides.contract.kind import Block, Said, Speaker
from polyphonie.steps import furniture
from polyphonie.steps.write.kind import KIND as WRITE
from tests.base.said import plain

AMINA = Speaker("p1", "Amina", "patient")
BRUNO = Speaker("p2", "Bruno", "professional")
CLAIRE = Speaker("p3", "Claire", "family")
DRISS = Speaker("p4", "Driss", "professional")
ELISE = Speaker("p5", "Élise", "manager")
FIVE = (AMINA, BRUNO, CLAIRE, DRISS, ELISE)
WORDS = ("On attend le brancard.", "Personne ne m’appelle.", "La nuit, je suis seule.", "Une salle calme.")
WRITTEN = WRITE.gather(
    WRITE.Settings(),
    [Said(WRITE.Answer((("", words),)), who, f"c{n}") for n, (who, words) in enumerate(zip(FIVE, WORDS, strict=False))],
    None,
)  # fmt: skip
KEYS = tuple(idea.key for idea in ideas(WRITTEN))
FURNITURE = furniture()


def said(*answers: Any, nameless: bool = False) -> list[Said]:
    """These answers, one from each of the five, in order."""
    return [
        Said(answer, Speaker("") if nameless else who, f"a{n}")
        for n, (answer, who) in enumerate(zip(answers, FIVE, strict=False))
    ]


def told(blocks: list[Block]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each block as (label, [(text, who, remark)]), in French, with plain spaces."""
    return [
        (
            plain(block.label.fr) if block.label else "",
            [(line.text, line.by, plain(line.remark.fr) if line.remark else "") for line in block.lines],
        )
        for block in blocks
    ]


def form(
    kind: str, data: dict[str, str] | None, given: dict[str, Any], *, about: Any = WRITTEN, mine: Any = None
) -> Any:
    """The form of a kind as somebody sends it; without data, as they find it."""
    furnished = FURNITURE[kind]
    return furnished.form(data, settings=furnished.kind.settings(given), about=about, me=AMINA, mine=mine)


def refusals(kind: str, data: dict[str, str], given: dict[str, Any]) -> dict[str, list[str]]:
    errors = form(kind, data, given).errors.items()
    return {field: [plain(str(e)) for e in found] for field, found in errors}
