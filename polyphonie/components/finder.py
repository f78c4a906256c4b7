"""Gathers the style of every component into one file, so that a phone asks once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

HERE = Path(__file__).parent
NAME = "polyphonie/components.css"


def gathered() -> str:
    """The styles, one after the other, in the layer of components."""
    parts = [path.read_text("utf-8").strip() for path in sorted(HERE.glob("*/style.css"))]
    return "@layer components {\n" + "\n\n".join(parts) + "\n}\n"


class Stylesheet(BaseFinder):
    """A static file that exists once it is asked for, in the data folder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.DATA) / "made"
        self.storage = FileSystemStorage(location=str(self.folder))

    def _make(self) -> Path:
        path = self.folder / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        text = gathered()
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
        return path

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        made = str(self._make())
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        if not matches_patterns(NAME, list(ignore_patterns or [])):
            self._make()
            yield NAME, self.storage
