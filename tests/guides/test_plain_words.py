"""Plain French: every variant for easy reading, in every guide, keeps to short sentences. No database, no kind: words."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from polyphonie.guides import queries
from tests.guides.test_library import sentences

ON_AVERAGE, LONGEST = 12, 20  # words in a sentence
FILES = queries.library_files()


def plain_texts(data: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in plain French, with its place: prompts, titles, columns, sentences to answer."""
    if isinstance(data, dict):
        inside = {key: value for key, value in data.items() if key != "falc"}
        if "falc" in data:
            yield where, data["falc"]
    else:
        inside = dict(enumerate(data)) if isinstance(data, list) else {}
    for key, value in inside.items():
        yield from plain_texts(value, f"{where}.{key}" if where else str(key))


def hard_to_read(text: str) -> list[str]:
    """What makes a text hard to read; nothing when it is plain."""
    lengths = [len(words) for words in sentences(text)]
    if not lengths:
        return ["says nothing"]
    found = [f"a sentence of {words} words" for words in lengths if words > LONGEST]
    if sum(lengths) > ON_AVERAGE * len(lengths):
        found.append(f"{sum(lengths) / len(lengths):.1f} words a sentence")
    return found


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_plain_french_is_easy_to_read_everywhere(path):
    texts = list(plain_texts(tomllib.loads(path.read_text("utf-8"))))
    assert [(where, text, found) for where, text in texts if (found := hard_to_read(text))] == []
    assert texts


def test_what_is_hard_to_read_is_seen():
    twelve, thirteen = "un deux trois " * 4 + ".", "un deux trois " * 4 + "quatre."
    assert hard_to_read("Vous avez une question ? Posez-la. Il n’y a pas de mauvaise question.") == []
    assert hard_to_read(twelve) == []
    assert hard_to_read(thirteen) == ["13.0 words a sentence"]
    assert hard_to_read("un " * 20 + ". Deux mots. Oui.") == []
    assert hard_to_read("un " * 21 + ". Deux mots. Oui.") == ["a sentence of 21 words"]
    assert hard_to_read("Cela " * 30) == ["a sentence of 30 words", "30.0 words a sentence"]
    assert hard_to_read("…") == ["says nothing"]


def test_plain_texts_are_found_wherever_they_stand():
    guide = {
        "title": {"fr": "Un", "falc": "A"},
        "steps": [{"settings": {"items": [{"id": "x", "falc": "B"}]}}],
    }
    assert list(plain_texts(guide)) == [("title", "A"), ("steps.0.settings.items.0", "B")]
