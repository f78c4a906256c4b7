"""A guide that was frozen as plain data, back in its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from polyphonie.base.text import Text
from polyphonie.guides.contract.format import Guide, Repeat, Step


def freeze(guide: Guide) -> dict[str, Any]:
    """Plain data (JSON) that `thaw` turns back into an equal guide."""
    return asdict(guide)


def thaw(data: Mapping[str, Any]) -> Guide:
    """It was good when it was frozen: nothing is checked again, the past does not change."""
    texts = {key: Text(**data[key]) for key in ("title", "purpose", "good_for", "not_for")}
    return Guide(
        **{
            **data,
            **texts,
            "roles": {name: Text(**words) for name, words in data["roles"].items()},
            "group": tuple(data["group"]),
            "modes": tuple(data["modes"]),
            "steps": tuple(_step(step) for step in data["steps"]),
            "repeat": Repeat(**data["repeat"]) if data["repeat"] else None,
        }
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        **{
            **data,
            "title": Text(**data["title"]),
            "prompt": Text(**data["prompt"]),
            "script": Text(**data["script"]) if data["script"] else None,
            "if_this_happens": tuple((Text(**a), Text(**b)) for a, b in data["if_this_happens"]),
        }
    )
