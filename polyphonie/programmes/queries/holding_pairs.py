"""What a person finds in their own data about the pairs they were in."""

from __future__ import annotations

from typing import Any

from polyphonie.base.scope import reading
from polyphonie.people.queries import Person
from polyphonie.programmes.models import (
    ConversationNote,
    KeptBetween,
    PairPage,
    PairProject,
    PairShare,
    Report,
)
from polyphonie.programmes.models.report import LINES, PARTS


@reading
def held_in_pairs(of: Person) -> list[dict[str, Any]]:
    """What this person wrote in a pair, wherever it went since; and every note about a pair they were in."""
    mine = {"author": of, "entry__ended_at": None}
    lines = PairProject.objects.filter(entry__authorships__person=of, entry__ended_at=None).order_by("pk")
    about = ConversationNote.objects.filter(
        proposal__circle__memberships__person=of, entry__ended_at=None
    ).exclude(author=of)
    signed = {"entry__authorships__person": of, "entry__ended_at": None}
    return [
        *(
            {
                "shared with my cohort": [getattr(row, line) for line in LINES],
                "signed as": row.signed_as,
                "counted": row.counted,
            }
            for row in PairShare.objects.filter(**signed).order_by("pk")
        ),
        *(
            {"report of a cohort": [getattr(row, part) for part in PARTS]}
            for row in Report.objects.filter(**signed).order_by("pk")
        ),
        *({"project": [row.change, row.for_whom, row.how_seen]} for row in lines),
        *(
            {"page": row.text, "about": row.about, "at": row.written_at.isoformat()}
            for row in PairPage.objects.filter(**mine).order_by("pk")
        ),
        *({"kept between us": row.text} for row in KeptBetween.objects.filter(**mine).order_by("pk")),
        *(
            {"noted of a conversation": row.text, "at": row.written_at.isoformat()}
            for row in ConversationNote.objects.filter(**mine).order_by("pk")
        ),
        *(
            {"noted about my pair": row.text, "at": row.written_at.isoformat()}
            for row in about.distinct().order_by("pk")
        ),
    ]
