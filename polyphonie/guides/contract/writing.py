"""A guide, or a draft of one, written back as the text of its file. What is written reads back equal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.format import Guide, Step

BARE = re.compile(r"[A-Za-z0-9_-]+")
ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
TABLES = ("when", "roles", "repeat")


def data_of(guide: Guide) -> dict[str, Any]:
    """A guide as the mapping that the reader reads; what is as usual is not said."""
    head: dict[str, Any] = {name: getattr(guide, name) for name in ("id", "version", "licence", "source")}
    if guide.adapted_from is not None:
        head["adapted_from"] = guide.adapted_from
    head |= {"minutes": guide.minutes, "modes": list(guide.modes)}
    head["group"] = dict(zip(("min", "max"), guide.group, strict=True))
    head |= {"title": words(guide.title), "purpose": words(guide.purpose)}
    head["when"] = {"good_for": words(guide.good_for), "not_for": words(guide.not_for)}
    if guide.roles:
        head["roles"] = {name: words(text) for name, text in guide.roles.items()}
    if guide.repeat:
        head["repeat"] = {f.name: getattr(guide.repeat, f.name) for f in fields(guide.repeat)}
    return {**head, "steps": [_step(step) for step in guide.steps]}


def words(text: Text) -> dict[str, str]:
    return {language: said for language in ("fr", "en", "falc") if (said := getattr(text, language))}


def _step(step: Step) -> dict[str, Any]:
    usual = {f.name: f.default for f in fields(Step) if f.default is not MISSING}
    said: dict[str, Any] = {"id": step.id, "kind": step.kind}
    for name in ("who", "about", "minutes", "days", "seen_by", "reveal", "names", "order"):
        if (value := getattr(step, name)) != usual[name]:
            said[name] = value
    said |= {"title": words(step.title), "prompt": words(step.prompt)}
    if step.script:
        said["script"] = words(step.script)
    if step.settings:
        said["settings"] = dict(step.settings)
    if step.if_this_happens:
        said["if_this_happens"] = [{"if": words(a), "then": words(b)} for a, b in step.if_this_happens]
    return said


def toml_of(data: Mapping[str, Any]) -> str:
    """Any mapping of plain values as TOML: the head, its tables, then one block for each step."""
    head, tables, blocks = [], [], []
    for name, value in data.items():
        if name in TABLES and isinstance(value, Mapping):
            tables.append("\n".join([f"[{name}]", *_lines(value)]))
        elif name == "steps" and _are_tables(value):
            blocks += [_block(step) for step in value]
        else:
            head.append(f"{_key(name)} = {_value(value)}")
    return "\n\n".join(part for part in ("\n".join(head), *tables, *blocks) if part) + "\n"


def _block(step: Mapping[str, Any]) -> str:
    tips = step.get("if_this_happens")
    apart = _are_tables(tips)
    lines = _lines({name: value for name, value in step.items() if not (apart and name == "if_this_happens")})
    inner = (
        ["\n".join(["", "[[steps.if_this_happens]]", *_lines(tip)]) for tip in tips or ()] if apart else []
    )
    return "\n".join(["[[steps]]", *lines, *inner])


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(value)}" for name, value in table.items()]


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_lines(value)).strip() + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    raise TypeError(f"{type(value).__name__} has no place in a guide")


def _text(said: str) -> str:
    return (
        '"'
        + "".join(
            ESCAPED.get(c) or (c if c.isprintable() or ord(c) > 160 else f"\\u{ord(c):04X}") for c in said
        )
        + '"'
    )
