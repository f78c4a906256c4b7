"""The guide format as JSON Schema (draft 2020-12), for editors and for other Polyphonies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from polyphonie.base.voices import Voice
from polyphonie.guides.contract import format as f
from polyphonie.guides.contract.kind import StepKind
from polyphonie.guides.contract.reader import LONGEST_STEP, NAME, RESERVED, ROLE


def _text(*required: str) -> dict[str, Any]:
    words = {lang: {"type": "string", "minLength": 1} for lang in ("fr", "en", "falc")}
    return {"type": "object", "properties": words, "required": list(required), "additionalProperties": False}


def _whole(low: int, high: int, default: int | None = None) -> dict[str, Any]:
    shape: dict[str, Any] = {"type": "integer", "minimum": low, "maximum": high}
    return shape if default is None else {**shape, "default": default}


def _one_of(words: tuple[str, ...], default: str | None = None) -> dict[str, Any]:
    return {"enum": list(words)} if default is None else {"enum": list(words), "default": default}


def _settings(kind: StepKind) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for known in fields(kind.Settings):
        default = known.default if known.default is not MISSING else None
        names = {"int": "integer", "bool": "boolean", "str": "string", "Text": "object"}
        either = [{"type": names.get(one, "array")} for one in str(known.type).split(" | ")]
        shape: dict[str, Any] = either[0] if len(either) == 1 else {"anyOf": either}
        properties[known.name] = (
            shape if not isinstance(default, int | str) else {**shape, "default": default}
        )
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _step(kinds: Mapping[str, StepKind]) -> dict[str, Any]:
    both = {"$ref": "#/$defs/text"}
    name = {"type": "string", "pattern": NAME.pattern}
    tip = {"type": "object", "properties": {"if": both, "then": both}, "required": ["if", "then"]}
    return {
        "type": "object",
        "properties": {
            "id": name,
            "kind": _one_of(tuple(kinds)),
            "title": both,
            "prompt": {"$ref": "#/$defs/prompt"},
            "minutes": _whole(1, LONGEST_STEP, 5),
            "days": _whole(1, 30, 3),
            "who": {
                "type": "string",
                "default": "everyone",
                "description": f"everyone, a role of this guide, {', '.join(f.CHARGES)}, or a voice: {', '.join(Voice)}",
            },
            "about": name,
            "seen_by": _one_of(f.REACHES, "participants"),
            "reveal": _one_of(f.REVEALS, "at_close"),
            "names": _one_of(f.NAMES, "shown"),
            "order": _one_of(f.ORDERS, "seats"),
            "script": both,
            "if_this_happens": {"type": "array", "items": tip},
            "settings": {"type": "object"},
        },
        "required": ["id", "kind", "title", "prompt"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": known}}},
                "then": {
                    "properties": {"settings": _settings(kind)},
                    "required": ["about"] if kind.about_needed else [],
                },
            }
            for known, kind in kinds.items()
        ],
    }


def schema(kinds: Mapping[str, StepKind]) -> dict[str, Any]:
    """The whole format. What it cannot say (an earlier step, a sum of minutes) the reader says."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Polyphonie guide",
        "type": "object",
        "$defs": {"text": _text("fr", "en"), "prompt": _text("fr", "en", "falc"), "step": _step(kinds)},
        "properties": _head(),
        "required": [word for word in _head() if word not in ("roles", "repeat", "adapted_from")],
        "additionalProperties": False,
    }


def _head() -> dict[str, Any]:
    both, name, some = (
        {"$ref": "#/$defs/text"},
        {"type": "string", "pattern": NAME.pattern},
        {"type": "string", "minLength": 1},
    )
    return {
        "id": name,
        "version": _whole(1, 9999),
        "licence": some,
        "source": some,
        "title": both,
        "purpose": both,
        "when": _closed(good_for=both, not_for=both),
        "roles": {
            "type": "object",
            "additionalProperties": both,
            "propertyNames": {"pattern": ROLE.pattern, "not": {"enum": list(RESERVED)}},
        },
        "group": _closed(min=_whole(2, 500), max=_whole(2, 500)),
        "minutes": _whole(1, 600),
        "modes": {"type": "array", "items": _one_of(f.MODES), "minItems": 1},
        "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1},
        "repeat": _closed(after=name, back_to=name, at_most=_whole(1, 9)),
        "adapted_from": {"type": "string"},
    }


def _closed(**properties: Any) -> dict[str, Any]:
    """A table with these words, all of them, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
