"""What may be taken away: a document at once, a short register at once, a long one once it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from polyphonie.circles.queries import Circle
from polyphonie.commitments.queries import request
from polyphonie.decisions.queries import decision
from polyphonie.exports.documents import FORMATS, table
from polyphonie.exports.documents.tree import Document
from polyphonie.exports.models import Export, State
from polyphonie.exports.queries import registers, telling
from polyphonie.exports.queries.registers import AT_ONCE, REGISTERS, Register
from polyphonie.exports.queries.synthesis import synthesis_told
from polyphonie.gatherings import queries as gatherings
from polyphonie.people.queries import Person
from polyphonie.practices.queries import kept

LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class File:
    """A file that leaves: its name, what it is on the web, its bytes."""

    name: str
    media: str
    content: bytes


def record_file(pk: int, format: str, *, to: Person, language: str) -> File | None:
    """The record of a gathering as `to` may read it; None where it does not exist for them."""
    found = gatherings.gathering_for(pk, to=to)
    record = gatherings.record_of(found, to=to) if found else None
    return _file("releve", pk, format, telling.record_told(record, language) if record else None)


def decision_file(pk: int, format: str, *, to: Person, language: str) -> File | None:
    found = decision(pk, to=to)
    return _file("decision", pk, format, telling.decision_told(found, language) if found else None)


def request_file(pk: int, format: str, *, to: Person, language: str) -> File | None:
    found = request(pk, to=to)
    return _file("demande", pk, format, telling.request_told(found, language) if found else None)


def synthesis_file(pk: int, format: str, *, to: Person, language: str) -> File | None:
    found = kept(pk, to=to)
    return _file("synthese", pk, format, synthesis_told(found, language) if found else None)


def _file(name: str, pk: int, format: str, document: Document | None) -> File | None:
    if document is None or format not in FORMATS:
        return None
    chosen = FORMATS[format]
    return File(f"{name}-{pk}.{format}", chosen.media, chosen.write(document))


DOCUMENTS: dict[str, Callable[..., File | None]] = {
    "record": record_file,
    "decision": decision_file,
    "request": request_file,
    "synthesis": synthesis_file,
}


def is_long(what: str, circle: Circle) -> bool:
    """Too long to be made while somebody waits."""
    return REGISTERS[what].size(circle) > AT_ONCE


def short_register(what: str, circle: Circle, *, to: Person, language: str) -> File:
    """A register as a table, at once."""
    rows = [registers.header(what, language)]
    for part, _ in registers.slices(what, circle, to=to, language=language):
        rows += part
    content = table.MARK + "".join(table.lines(rows, language))
    return File(name_of(what, circle.pk), "text/csv; charset=utf-8", content.encode())


def name_of(what: str, circle: int) -> str:
    return f"{what}-{circle}.csv"


def exports_of(person: Person) -> list[tuple[Export, Register]]:
    """One's own files, the newest first, each with what it is made of."""
    rows = Export.objects.filter(person=person).select_related("circle").order_by("-asked_at", "-pk")
    return [(export, REGISTERS[export.what]) for export in rows]


def export_of(pk: int, *, to: Person) -> Export | None:
    """An export of one's own; None as if it did not exist."""
    return Export.objects.filter(pk=pk, person=to).select_related("circle", "person").first()


def folder() -> Path:
    """Where made files wait, readable by the house alone."""
    place = Path(settings.DATA) / "exports"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def path_of(export: Export) -> Path:
    return folder() / export.file


def held_about(of: Person) -> list[dict[str, Any]]:
    return [
        {"what": e.what, "circle": e.circle.name, "state": e.state, "asked": e.asked_at.isoformat()}
        for e in Export.objects.filter(person=of).select_related("circle").order_by("pk")
    ]


__all__ = [
    "AT_ONCE", "DOCUMENTS", "FORMATS", "LASTS", "REGISTERS", "Export", "File", "State", "export_of", "exports_of",
    "folder", "held_about", "is_long", "name_of", "path_of", "short_register",
]  # fmt: skip
