"""Documents that can be made are made; those that cannot are held to the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from polyphonie.base.facts import Fact
from tools import reference

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_says_what_the_code_says():
    assert reference.stale() == []


def test_every_setting_is_documented_and_no_other():
    read = set()
    for path in (ROOT / "polyphonie" / "config").glob("*.py"):
        read |= set(
            re.findall(r"\b(?:env\.)?(?:text|flag|number|words)\(\"([A-Z_]+)\"", path.read_text("utf-8"))
        )
    assert read == set(reference.SETTINGS)


def test_every_fact_is_documented_and_recorded_by_its_room():
    facts = {
        kind.__name__: kind for kind in Fact.__subclasses__() if kind.__module__.startswith("polyphonie.")
    }
    assert [name for name, kind in facts.items() if not (kind.__doc__ or "").strip()] == []
    code = "\n".join(
        path.read_text("utf-8")
        for path in (ROOT / "polyphonie").rglob("*.py")
        if "commands" in str(path) or path.name == "reactions.py"
    )
    assert [
        name
        for name in facts
        if f"{name}(" not in code and f"fact = {name}" not in code and f"else {name}" not in code
    ] == []


def test_every_public_command_says_what_it_records_or_does():
    silent = []
    for path in (ROOT / "polyphonie").rglob("*.py"):
        if ("commands" not in path.parts and path.name != "commands.py") or "cli" in path.parts:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{path.stem}.{node.name}")
    assert silent == []


def test_every_decision_record_says_what_was_refused():
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert len(records) >= 10
    assert [r.name for r in records if "Refused" not in r.read_text("utf-8")] == []
    assert [int(r.name[:4]) for r in records] == list(range(1, len(records) + 1))


def test_the_readme_shows_pictures_that_exist():
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures = re.findall(r"\]\((docs/[^)]+\.png)\)|src=\"(docs/[^\"]+\.png)\"", readme)
    wanted = [a or b for a, b in pictures]
    assert len(wanted) >= 2
    assert [name for name in wanted if not (ROOT / name).exists()] == []
