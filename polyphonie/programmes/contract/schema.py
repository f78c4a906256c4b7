"""The format of a programme as JSON Schema (draft 2020-12), for editors and for other Polyphonies."""

from __future__ import annotations

from typing import Any

from polyphonie.programmes.contract import templates as t

NAME = {"type": "string", "pattern": t.NAME.pattern}
WEEK = {"type": "integer", "minimum": 1, "maximum": t.MOST_WEEKS}
LINE = {"type": "string", "minLength": 1, "maxLength": t.LONGEST}
WORDS = {"fr": LINE, "en": LINE}


def schema() -> dict[str, Any]:
    """The whole format. What it cannot say (an id given twice, a guide that does not exist) the reader says."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Polyphonie programme",
        "$defs": {"text": _closed(WORDS | {"falc": LINE}, "fr", "en")},
        **_closed(_head(), *(t.HEAD - {"conversations", "pulses"})),
    }


def _head() -> dict[str, Any]:
    text = {"$ref": "#/$defs/text"}
    return {
        "id": NAME,
        "version": {"type": "integer", "minimum": 1, "maximum": t.MOST_VERSION},
        "licence": LINE,
        "source": LINE,
        "title": text,
        "purpose": text,
        "phases": _some("phases", _closed({"id": NAME, "week": WEEK, **WORDS}, "id", "week", "fr", "en")),
        "workshops": _some("workshops", _closed(
            {"id": NAME, "week": WEEK, "title": text, "guides": {"type": "array", "items": NAME}},
            "id", "week", "title", "guides",
        )),
        "conversations": {"type": "array", "items": WEEK},
        "pulses": {"type": "array", "items": WEEK},
        "questions": _some("questions", _question()),
    }  # fmt: skip


def _question() -> dict[str, Any]:
    words = WORDS | {"falc": LINE}
    option = _closed({"id": NAME, **words}, "id", "fr", "en")
    shape = _closed(
        {
            "id": NAME,
            "kind": {"enum": list(t.KINDS)},
            "column": {"enum": list(t.COLUMNS), "description": "what the pairing compares with it"},
            "options": _some("options", option),
            **words,
        },
        "id", "kind", "fr", "en",
    )  # fmt: skip
    chosen = [kind for kind in t.KINDS if kind != "text"]
    return shape | {
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": {"required": ["options"]}}
            for kind in chosen
        ]
        + [
            {
                "if": {"properties": {"kind": {"const": "text"}}},
                "then": {"not": {"anyOf": [{"required": ["options"]}, {"required": ["column"]}]}},
            }
        ],
    }


def _some(part: str, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": t.MOST[part]}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """A table with these words and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
    }
