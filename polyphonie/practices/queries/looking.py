"""Looking among the sheets one may read: filters, simple search, and the sheets that resemble one, with the reason.

Everything here starts from `sheets_for`, so an excerpt or a likeness shows no word that the page would not.
"""

from __future__ import annotations

from dataclasses import dataclass

from polyphonie.base.scope import reading
from polyphonie.circles.queries import Circle
from polyphonie.people.queries import Person
from polyphonie.practices.contract.finding import Text, find
from polyphonie.practices.contract.ingredients import Ingredient, ingredients
from polyphonie.practices.contract.likeness import Told, alike
from polyphonie.practices.contract.wording import full_words
from polyphonie.practices.models import Trial
from polyphonie.practices.queries.descent import trials_by_sheet
from polyphonie.practices.queries.sheets import SheetSeen, sheets_for, sheets_of


@dataclass(frozen=True)
class Found:
    """A sheet in a list, with the trials that its reader may read."""

    sheet: SheetSeen
    trials: tuple[Trial, ...]

    @property
    def elsewhere(self) -> int:
        """In how many circles other than its own it was tried."""
        return len({t.circle_id for t in self.trials} - {self.sheet.row.circle_id})


@dataclass(frozen=True)
class Alike:
    """A sheet that resembles another, and why."""

    sheet: SheetSeen
    ingredients: tuple[Ingredient, ...]
    words: tuple[str, ...]


@reading
def look(
    *,
    to: Person,
    words: str = "",
    family: str = "",
    situation: str = "",
    elsewhere: bool = False,
    circle: Circle | None = None,
) -> list[Found]:
    """The sheets that `to` may read and that answer to all that is asked, the newest first and drafts before them; where words
    are asked, those that answer best first."""
    sheets = sheets_of(circle, to=to) if circle else sheets_for(to)
    told = trials_by_sheet(sheets, to=to)
    found = [
        Found(seen, tuple(told.get(seen.row.pk, ())))
        for seen in sheets
        if (not family or family in seen.families) and (not situation or seen.row.situation == situation)
    ]
    kept = [one for one in found if one.elsewhere] if elsewhere else found
    if not words.strip():
        return sorted(kept, key=lambda one: one.sheet.shown)
    by_number = {one.sheet.row.pk: one for one in kept}
    return [by_number[pk] for pk in find(words, [_text(one.sheet) for one in kept])]


def _text(seen: SheetSeen) -> Text:
    """Where a word counts most: what the sheet is called, for whom it is, where it comes from, what was done."""
    row = seen.row
    said = [quote.words for quote in seen.quotes if quote.released]
    rest = [
        row.with_whom,
        row.context,
        row.means,
        row.changed,
        row.surprised,
        row.advice,
        *said,
        *row.own_words,
    ]
    named = [words for one in seen.ingredients for words in (one.title.fr, one.title.en)]
    parts = (
        (3.0, row.title),
        (2.0, row.for_whom),
        (2.0, row.circle.name),
        (1.5, "\n".join(row.tried)),
        (1.0, "\n".join([*rest, *named])),
    )
    return Text(row.pk, parts)


@reading
def similar(seen: SheetSeen, *, to: Person, most: int = 3) -> list[Alike]:
    """The sheets most like this one, among those that `to` may read and that are signed."""
    others = {one.row.pk: one for one in sheets_for(to) if one.shown and one.row.pk != seen.row.pk}
    near = alike(_told(seen), [_told(one) for one in others.values()], most=most)
    return [
        Alike(
            others[n.sheet], tuple(ingredients()[id] for id in n.ingredients), tuple(map(str.lower, n.words))
        )
        for n in near
    ]


def _told(seen: SheetSeen) -> Told:
    named = {id for id in seen.row.ingredients if id in ingredients()}
    row = seen.row
    parts = [
        row.title,
        row.for_whom,
        row.with_whom,
        row.context,
        *row.tried,
        row.means,
        row.changed,
        *row.own_words,
    ]
    return Told(row.pk, frozenset(named), full_words("\n".join(parts)))
