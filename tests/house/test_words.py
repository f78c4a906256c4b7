"""One word per thing: what the screens and the code never say, and the glossary that decides."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tools import messages

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "polyphonie"
NEVER_ON_SCREEN = re.compile(
    r"\b(protocoles?|utilisateurs?|utilisatrices?|scores?|classement|users?|rankings?|successfully|avec succès)\b",
    re.I,
)
NEVER_IN_CODE = {"user", "users", "protocol", "protocols", "score", "scores", "ranking", "rank"}
# What Django and allauth call by these names when they call us.
ASKED_OF_US = {"create_user", "save_user", "populate_username", "user"}


def test_no_sentence_says_a_word_we_refuse():
    french = [one for one, _, _ in messages.sentences()]
    guides = [
        line
        for p in (HOUSE / "guides" / "library").glob("*.toml")
        for line in p.read_text("utf-8").splitlines()
    ]
    said = [text for text in [*french, *guides] if NEVER_ON_SCREEN.search(text)]
    assert said == []


def test_no_code_calls_people_users_or_guides_protocols():
    """The names we give (functions, classes, arguments, variables), not those of libraries we call."""
    said = []
    for path in sorted(HOUSE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = {
                ast.FunctionDef: lambda n: n.name,
                ast.ClassDef: lambda n: n.name,
                ast.arg: lambda n: n.arg,
                ast.Name: lambda n: n.id if isinstance(n.ctx, ast.Store) else "",
            }.get(type(node), lambda n: "")(node)
            if NEVER_IN_CODE & set(re.split(r"_|(?<=[a-z])(?=[A-Z])", named)) and named not in ASKED_OF_US:
                said.append(f"{path.relative_to(HOUSE)}: {named}")
    # Django reads its settings by these names.
    assert [name for name in said if not name.startswith("config/settings")] == []


def test_every_french_sentence_has_its_english():
    assert messages.problems() == []


def test_french_puts_a_space_that_does_not_break_before_its_tall_signs():
    loose = re.compile(r"\w [?!;»]|« ")
    said = [one for one, _, path in messages.sentences() if path.endswith(".html") and loose.search(one)]
    assert said == []


def test_every_model_and_room_is_in_the_glossary():
    glossary = (ROOT / "docs" / "words.md").read_text("utf-8")
    from django.apps import apps

    ours = [m.__name__ for m in apps.get_models() if m.__module__.startswith("polyphonie.")]
    assert [
        name for name in sorted(ours) if f"| {name}" not in glossary and f", {name}" not in glossary
    ] == []
