"""The laws of templates: no script or style inside, one title, every field named, nothing unused, nothing unrendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "polyphonie"
TEMPLATES = [p for p in sorted(HOUSE.rglob("*.html")) if "locale" not in p.parts]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\son[a-z]+=|\sstyle=|javascript:", re.I
)


def name_of(path: Path) -> str:
    """The name by which a template is asked for."""
    parts = path.relative_to(HOUSE).parts
    if "templates" in parts:
        return "/".join(parts[parts.index("templates") + 1 :])
    return "/".join(parts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_template_holds_no_script_no_style_and_compiles(path):
    assert INLINE.findall(path.read_text("utf-8")) == []
    get_template(name_of(path))


def test_a_page_has_one_title_and_a_fragment_has_none():
    wrong = {}
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        titles = len(re.findall(r"<h1\b|{% element h1 %}", text))
        is_page = "{% extends" in text or path.stem == "broken"
        alternatives = text.count("{% else %}") if is_page else 0
        if (is_page and not 1 <= titles <= 1 + alternatives) or (not is_page and titles):
            wrong[name_of(path)] = titles
    # The frame of the sign-in pages takes its title from the page inside it.
    assert wrong == {"allauth/layouts/base.html": 0}


def test_no_template_is_unused():
    code = "\n".join(p.read_text("utf-8") for p in [*HOUSE.rglob("*.py"), *TEMPLATES])
    unused = []
    for path in TEMPLATES:
        name = name_of(path)
        component = re.fullmatch(r"components/([a-z]+)/(index|example)\.html", name)
        if component:
            if component[2] == "index" and f"<c-{component[1]}" not in code:
                unused.append(name)
        elif name.startswith("steps/"):
            kind = name.split("/")[1]
            if not (HOUSE / "steps" / kind / "kind.py").exists() or path.stem not in {"ask", "show", "print"}:
                unused.append(name)
        elif (
            not name.startswith(("allauth/", "account/", "mfa/", "socialaccount/"))
            and f'"{name}"' not in code
        ):
            unused.append(name)
    assert unused == []


def test_every_typed_field_has_a_label():
    unnamed = []
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        for field in re.findall(r"<(?:input|textarea|select)\b[^>]*>", text):
            if 'type="hidden"' in field or "{{ option" in field:
                continue
            id_ = re.search(r'\bid="([^"]+)"', field)
            if not id_ or f'for="{id_[1]}"' not in text:
                unnamed.append(f"{name_of(path)}: {field[:60]}")
    assert unnamed == []


def test_every_component_has_a_style_and_an_example():
    folders = [p for p in sorted((HOUSE / "components").iterdir()) if (p / "index.html").exists()]
    assert [
        p.name for p in folders if not (p / "style.css").exists() or not (p / "example.html").exists()
    ] == []


def test_every_form_that_writes_carries_its_proof():
    """Without the token the sending is refused; better to see it here than in a séance."""
    bare = []
    for path in TEMPLATES:
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.S):
            if 'method="post"' in form and "csrf_token" not in form:
                bare.append(name_of(path))
    assert bare == []


def test_scripts_of_every_page_stand_in_its_head():
    """Where a page takes the place of another in the body, what stands there runs again: each script would hear twice, and a
    form that was pressed once would be taken for one that was pressed twice."""
    head, _, body = (HOUSE / "web" / "templates" / "layout.html").read_text("utf-8").partition("</head>")
    assert [tag in head for tag in ("htmx_script", "page.js", "draft.js", "send.js")] == [True] * 4
    assert [tag in body for tag in ("htmx_script", "<script")] == [False] * 2
