"""What may be read of practices."""

from polyphonie.practices.models import Bricolage, Practice, Trial
from polyphonie.practices.queries.descent import (
    Descent,
    descent,
    trial,
    trials_by_sheet,
    trials_of,
    tried_by,
)
from polyphonie.practices.queries.filling import Filling, Offered, SheetOffered, filling, gathering_of
from polyphonie.practices.queries.indexing import rows_of, unindexed
from polyphonie.practices.queries.journal import journal, noted_by
from polyphonie.practices.queries.looking import Alike, Found, Leaf, leaf, look, similar
from polyphonie.practices.queries.sheets import (
    Author,
    Quote,
    SheetSeen,
    authors,
    awaited,
    held_about,
    possible_authors,
    sheet,
    sheets_for,
    sheets_of,
    to_sign,
)
from polyphonie.practices.queries.synthesis import Synthesis, synthesis

__all__ = [
    "Alike",
    "Author",
    "Bricolage",
    "Descent",
    "Filling",
    "Found",
    "Leaf",
    "Offered",
    "Practice",
    "Quote",
    "SheetOffered",
    "SheetSeen",
    "Synthesis",
    "Trial",
    "authors",
    "awaited",
    "descent",
    "filling",
    "gathering_of",
    "held_about",
    "journal",
    "leaf",
    "look",
    "noted_by",
    "possible_authors",
    "rows_of",
    "sheet",
    "sheets_for",
    "sheets_of",
    "similar",
    "synthesis",
    "to_sign",
    "trial",
    "trials_by_sheet",
    "trials_of",
    "tried_by",
    "unindexed",
]
