"""The library, and what circles made of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from polyphonie.circles.queries import Circle
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import Guide
from polyphonie.guides.contract.reader import read_toml
from polyphonie.guides.models import Adaptation

LIBRARY = Path(__file__).parent / "library"


def library_files() -> list[Path]:
    return sorted(LIBRARY.glob("*.toml"))


@lru_cache(maxsize=1)
def _library() -> dict[str, Guide]:
    guides = [read_toml(path.read_text("utf-8"), kinds=registry.kinds()) for path in library_files()]
    return {guide.id: guide for guide in sorted(guides, key=lambda g: (g.minutes, g.id))}


def library() -> list[Guide]:
    """Every guide that ships with Polyphonie, the shortest first."""
    return list(_library().values())


def guide(id: str) -> Guide | None:
    return _library().get(id)


def file_text(id: str) -> str:
    return (LIBRARY / f"{id}.toml").read_text("utf-8")


def adaptations(circle: Circle) -> list[tuple[int, Guide]]:
    """A circle's own guides: number and guide, newest first."""
    rows = Adaptation.objects.filter(circle=circle).order_by("-adapted_at", "-pk")
    return [(row.pk, read_toml(row.toml, kinds=registry.kinds())) for row in rows]


def adaptation(pk: int, *, circle: Circle) -> Guide | None:
    row = Adaptation.objects.filter(pk=pk, circle=circle).first()
    return read_toml(row.toml, kinds=registry.kinds()) if row else None
