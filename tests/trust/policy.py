"""Reading `policy.toml`: what each row declares, for each method and each actor."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.trust.place import ACTORS

ROWS = tomllib.loads((Path(__file__).parent / "policy.toml").read_text("utf-8"))
GROUPS, CLASSES = ROWS.pop("groups"), ROWS.pop("classes")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
INHERITS = {"HX": "GET", "HEAD": "GET", "POST": "OTHER", "PUT": "OTHER", "DELETE": "OTHER"}


def methods(row: str) -> list[str]:
    """How this row is asked: a fragment is also asked by htmx, and so is what a fragment sends."""
    fragment = ["HX"] if ROWS[row].get("fragment") else []
    return [*METHODS, *fragment, *(["HXPOST"] if "HXPOST" in ROWS[row] else [])]


def route(row: str) -> str:
    """A row names a route, and perhaps which object of it is asked: `gatherings/<int:pk>/ @closed`."""
    return row.partition(" @")[0].lstrip("/") or "/"


def declared(row: str, method: str) -> dict[str, int]:
    """What each actor gets: the row's own word, else its class's."""
    said = {**CLASSES.get(ROWS[row].get("class", ""), {}), **ROWS[row]}
    default, *others = (said.get(method) or said[INHERITS[method]]).split(";")
    answers = dict.fromkeys(ACTORS, int(default))
    for other in others:
        names, _, status = other.partition(":")
        for name in names.split():
            answers |= dict.fromkeys(GROUPS.get(name, [name]), int(status))
    return answers
