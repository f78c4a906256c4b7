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
from polyphonie.practices.queries.journal import (
    OnTheTable,
    could_look_at_the_journal,
    journal,
    journal_period,
    noted_by,
    notes,
    on_the_table,
    sheets_holding,
)
from polyphonie.practices.queries.looking import Alike, Found, look, similar
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
    "Offered",
    "OnTheTable",
    "Practice",
    "Quote",
    "SheetOffered",
    "SheetSeen",
    "Synthesis",
    "Trial",
    "authors",
    "awaited",
    "could_look_at_the_journal",
    "descent",
    "filling",
    "gathering_of",
    "held_about",
    "journal",
    "journal_period",
    "look",
    "noted_by",
    "notes",
    "on_the_table",
    "possible_authors",
    "sheet",
    "sheets_for",
    "sheets_holding",
    "sheets_of",
    "similar",
    "synthesis",
    "to_sign",
    "trial",
    "trials_by_sheet",
    "trials_of",
    "tried_by",
]
