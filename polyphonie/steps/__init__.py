"""The step kinds. To add one: a folder here, and a line below."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from polyphonie.guides.contract.registry import Furnished

KINDS = {
    "read": "polyphonie.steps.read",
    "write": "polyphonie.steps.write",
    "round": "polyphonie.steps.round",
    "propose": "polyphonie.steps.propose",
    "consent": "polyphonie.steps.consent",
    "integrate": "polyphonie.steps.integrate",
    "sort": "polyphonie.steps.sort",
    "choose": "polyphonie.steps.choose",
    "scale": "polyphonie.steps.scale",
    "opinions": "polyphonie.steps.opinions",
    "timeline": "polyphonie.steps.timeline",
    "grid": "polyphonie.steps.grid",
    "tables": "polyphonie.steps.tables",
    "commit": "polyphonie.steps.commit",
    "ask": "polyphonie.steps.ask",
    "case": "polyphonie.steps.case",
    "sheet": "polyphonie.steps.sheet",
    "close": "polyphonie.steps.close",
}


def furniture() -> dict[str, Furnished]:
    """Each kind with its form and, where it has them, what it begins, leaves and finds in other rooms."""
    return {name: _furnished(folder) for name, folder in KINDS.items()}


def _furnished(folder: str) -> Furnished:
    close = import_module(f"{folder}.close") if find_spec(f"{folder}.close") else None
    material = import_module(f"{folder}.material") if find_spec(f"{folder}.material") else None
    return Furnished(
        kind=import_module(f"{folder}.kind").KIND,
        form=import_module(f"{folder}.form").Form,
        opens=getattr(close, "opens", None),
        leave=getattr(close, "leave", None),
        plays=getattr(close, "plays", None),
        brings=getattr(material, "brings", None),
    )
