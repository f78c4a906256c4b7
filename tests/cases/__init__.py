"""Published and computed results that the engines find again.

Each file says where it comes from. `POLYPHONIE_CASES` names another folder, whose files are read instead by their shape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("POLYPHONIE_CASES") or HERE)


def shaped(*keys: str) -> list[Any]:
    """A parameter for whatever holds all these keys: a file, or a case of a list in a file; none is skipped in silence."""
    return _parameters(keys, [(path, at, one) for path, at, one in _all() if set(keys) <= set(one)])


def each(*keys: str) -> list[Any]:
    """A parameter for every case, of every list of every file, that holds all these keys."""
    return _parameters(keys, [(path, at, one) for path, at, one in _all() if at and set(keys) <= set(one)])


def _parameters(keys: tuple[str, ...], found: list[tuple[Path, int, dict[str, Any]]]) -> list[Any]:
    import pytest

    made = [
        pytest.param(one, id=f"{path.stem}-{one.get('id') or one.get('name') or at}" if at else path.stem)
        for path, at, one in found
    ]
    return made or [pytest.param(None, marks=pytest.mark.skip(reason=f"no case with {', '.join(keys)}"))]


def _all() -> Iterator[tuple[Path, int, dict[str, Any]]]:
    """Every file (0), then every case in its lists, from 1."""
    for path in sorted(FOLDER.glob("*.json")):
        held = json.loads(path.read_text("utf-8"))
        lists = [held]
        if isinstance(held, dict):
            yield path, 0, held
            lists = [value for value in held.values() if isinstance(value, list)]
        cases = [case for one in lists if isinstance(one, list) for case in one if isinstance(case, dict)]
        for at, case in enumerate(cases, start=1):
            yield path, at, case


def many(held: Any) -> list[Any]:
    """One case, or a list of them."""
    return held if isinstance(held, list) else [held]


def named(held: dict[str, Any], begins: str) -> tuple[str, Any]:
    """The key that begins so (the rest of it says the size, or the like), and what it holds."""
    return next((key, value) for key, value in held.items() if key.startswith(begins))


def as_written(figure: float) -> Any:
    """Equal to a figure as far as it was written down: one unit of its last decimal, as some round and some cut."""
    import pytest

    decimals = repr(float(figure)).partition(".")[2]
    if "e" in decimals or len(decimals) > 12:
        return pytest.approx(figure, rel=1e-9, abs=1e-12)
    return pytest.approx(figure, abs=10.0 ** -len(decimals))
