"""Sheets as the tests make them public, and catalogues as another house would give them."""

from __future__ import annotations

import copy
import json
from typing import Any

from polyphonie.practices import commands, queries
from polyphonie.practices.contract.public import LICENCE
from tests.practices.sheets import seen, signed

OURS = "urn:uuid:00000000-0000-4000-8000-000000000001"
THEIRS = "urn:uuid:11111111-1111-4111-8111-111111111111"


def agree(made, *people, named: bool = True) -> None:
    """Each author says that everybody may read the text as it is now."""
    for person in people:
        number = seen(made, person).row.number
        commands.make_public(made, number=number, named=named, licence=LICENCE, by=person)


def read(made, *people, yes: bool = True, reasons: str = "Clair, et sans nom.", **how) -> None:
    for person in people:
        number = seen(made, person).row.number
        commands.read_for_public(made, number=number, yes=yes, reasons=reasons, by=person, **how)


def public(w, *authors: str, **words):
    """A sheet that its authors made public, and that Driss (a professional) and Claire (a carer) read first."""
    made = signed(w, *authors, **words)
    agree(made, *(w[name] for name in authors or ("Amina",)))
    read(made, w.driss, w.claire)
    return made


def outside(made):
    return queries.public_sheet(made.pk)


def id_of(number: int) -> str:
    return f"urn:uuid:22222222-2222-4222-8222-{number:012d}"


def told(number: int = 1, **more: Any) -> dict[str, Any]:
    """A sheet, as another house tells it."""
    return {
        "id": id_of(number), "version": 1, "address": f"https://ailleurs.example/public/practices/{number}/",
        "licence": LICENCE, "language": "fr", "situation": "daily", "public_since": "2027-01-05T09:00:00Z",
        "tried_on": "2026-11-01", "title": f"Poser une chaise près du lit {number}", "for_whom": "Les proches",
        "with_whom": "L’équipe de nuit", "tried": ["Trouver une chaise", "La poser", "Le dire aux proches"],
        "means": "Une chaise", "changed": "On reste plus longtemps", "surprised": "", "advice": "", "context": "",
        "ingredients": ["staying-close"], "own_words": ["chaise"],
        "authors": [{"name": "Yvette", "voice": "family"}, {"name": "", "voice": ""}],
        "quotes": [{"words": "Je me suis assise.", "name": "Yvette", "voice": "family"}], "adapted_from": None,
        "parts": [], **more,
    }  # fmt: skip


def page(*sheets: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The whole catalogue of another house, in one file."""
    return {
        "format": 1, "house": {"id": THEIRS, "name": "Hôpital d’Ailleurs", "address": "https://ailleurs.example"},
        "made_at": "2027-02-01T09:00:00Z", "after": 0, "next_after": None, "next": None,
        "sheets": list(sheets), **more,
    }  # fmt: skip


def file(*sheets: dict[str, Any], **more: Any) -> bytes:
    return json.dumps(page(*sheets, **more), ensure_ascii=False).encode()


def changed(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The same data, with one thing changed at `a.0.b`; `...` takes it away."""
    made = copy.deepcopy(data)
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    here: Any = made
    for step in steps:
        here = here[step]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return made


def bring(w, *sheets, circle=None, by=None, **more):
    return commands.bring(circle or w.circle, files=[file(*sheets, **more)], ours=OURS, by=by or w.driss)


def waiting(w, circle=None, by=None):
    return queries.arrivals(circle or w.circle, to=by or w.driss)


def taken_in(w, *sheets, circle=None, by=None, **more) -> list[Any]:
    """Brought and accepted: the sheets that are here now."""
    bring(w, *sheets, circle=circle, by=by, **more)
    return [commands.decide(one, accept=True, by=by or w.driss) for one in waiting(w, circle, by)]
