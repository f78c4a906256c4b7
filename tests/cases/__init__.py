"""Published and computed results that the engines find again.

Each file says where it comes from. `POLYPHONIE_CASES` names another folder, whose files are read instead by their shape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("POLYPHONIE_CASES") or Path(__file__).parent)


def shaped(*keys: str) -> list[Any]:
    """A parameter for every file of the folder that holds all these keys; none is skipped in silence."""
    import pytest

    found = [
        pytest.param(held, id=path.stem)
        for path in sorted(FOLDER.glob("*.json"))
        if isinstance(held := json.loads(path.read_text("utf-8")), dict) and set(keys) <= set(held)
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason=f"no file with {', '.join(keys)}"))]


def each(*keys: str, among: str = "cases") -> list[Any]:
    """A parameter for every case of every file that holds a list of cases with all these keys."""
    import pytest

    found = [
        pytest.param(case, id=f"{path.stem}-{case.get('id') or case.get('name') or at}")
        for path in sorted(FOLDER.glob("*.json"))
        if isinstance(held := json.loads(path.read_text("utf-8")), dict)
        for at, case in enumerate(_cases(held.get(among)))
        if set(keys) <= set(case)
    ]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason=f"no case with {', '.join(keys)}"))]


def _cases(held: object) -> Iterable[dict[str, Any]]:
    return [case for case in held if isinstance(case, dict)] if isinstance(held, list) else []
