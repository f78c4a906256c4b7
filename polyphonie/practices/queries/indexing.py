"""What the index keeps of a sheet, and by which keys somebody looks: whose it is, who may read it, where it lives, what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.base.voices import Voice
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Doors, Reader
from polyphonie.people.queries import Person
from polyphonie.practices.contract.finding import Text
from polyphonie.practices.contract.ingredients import families, ingredients
from polyphonie.practices.contract.terms import stems
from polyphonie.practices.index import FIELDS, Keys, Row
from polyphonie.practices.models import SITUATIONS, Borrowing, Indexed, Practice, Trial, Unsent
from polyphonie.practices.queries.sheets import spoken_from, whole
from polyphonie.practices.queries.words import TEXTS, quotes_of

SHOWN, DRAFT, ELSEWHERE = "zshown", "zdraft", "zelsewhere"
NONE = "znone"  # what somebody typed into an address, and no sheet is


@dataclass(frozen=True)
class Looking:
    """What somebody looks for beside words: of each, the empty one means any."""

    family: str = ""
    situation: str = ""
    voice: str = ""
    elsewhere: bool = False
    places: frozenset[int] = frozenset()


@reading
def rows_of(sheets: Iterable[int]) -> list[Row]:
    """What the index keeps of these sheets; those that ended are left out."""
    found = list(whole(Practice.objects.filter(pk__in=set(sheets), entry__ended_at=None)))
    doors = circles.doors_of(row.entry_id for row in found)
    elsewhere = _tried_elsewhere(found)
    spoken = spoken_from(found)
    opened = circles.opened_to(row.entry_id for row in found)
    return [
        Row(
            row.pk,
            _stems(row),
            (
                *_who(doors[row.entry_id]),
                *(f"p{place}" for place in sorted({row.circle_id, *opened[row.entry_id]})),
                *(f"v{voice}" for voice in sorted(spoken[row.pk])),
                *(f"i{family}" for family in sorted(_families(row))),
                f"s{row.situation}",
                SHOWN if row.entry.shown_at else DRAFT,
                *([ELSEWHERE] if row.pk in elsewhere else []),
            ),
        )
        for row in found
    ]


def _who(doors: Doors) -> list[str]:
    return [
        *(f"a{person}" for person in sorted(doors.authors)),
        *(f"f{circle}" for circle in sorted(doors.sure)),
        *(f"m{circle}" for circle in sorted(doors.perhaps)),
    ]


def _families(row: Practice) -> set[str]:
    return {ingredients()[id].family for id in row.ingredients if id in ingredients()}


def _tried_elsewhere(rows: Sequence[Practice]) -> set[int]:
    home = {row.pk: row.circle_id for row in rows}
    tried = Trial.objects.filter(practice__in=home, entry__ended_at=None).values_list("practice", "circle")
    return {practice for practice, circle in tried if circle != home[practice]}


@reading
def unindexed(most: int) -> list[int]:
    """Live sheets that the index does not hold: a house that was there before it, or furnished without a word."""
    there = Indexed.objects.values("pk")
    alive = Practice.objects.filter(entry__ended_at=None).exclude(pk__in=there)
    return list(alive.order_by("pk").values_list("pk", flat=True)[:most])


@reading
def indexed() -> set[int]:
    """The numbers of the sheets that the index of the database holds."""
    return set(Indexed.objects.values_list("pk", flat=True))


@reading
def unsent(sheets: Iterable[int] | None = None, *, most: int) -> dict[int, int]:
    """What the OpenSearch server is still to be told, the longest noted first: the number of the note, and its sheet. Of these
    sheets, or of all."""
    waiting = Unsent.objects.exclude(sheet=Unsent.EVERYTHING)
    if sheets is not None:
        waiting = waiting.filter(sheet__in=sheets)
    return dict(waiting.order_by("pk").values_list("pk", "sheet")[:most])


@reading
def everything_is_unsent() -> bool:
    """Was nobody told for a while? What the server holds is then of no use."""
    return Unsent.objects.filter(sheet=Unsent.EVERYTHING).exists()


@reading
def keys_for(to: Person | Reader, looking: Looking) -> tuple[Keys, Keys]:
    """The keys by which `to` looks: all that may be theirs, and what certainly is, by which words are weighed."""
    who = to if isinstance(to, Reader) else circles.reader(to)
    places = sorted({stay.circle for stay in who.stays})
    sure = (*mine(who), *(f"f{circle}" for circle in places))
    perhaps = tuple(f"m{circle}" for circle in places)
    chosen = (
        ("i", looking.family, {family.id for family in families()}),
        ("s", looking.situation, set(dict(SITUATIONS))),
        ("v", looking.voice, set(Voice)),
    )
    wanted: list[tuple[str, ...]] = [
        (letter + asked if asked in known else NONE,) for letter, asked, known in chosen if asked
    ]
    if looking.elsewhere:
        wanted.append((ELSEWHERE,))
    if looking.places:
        wanted.append(tuple(f"p{place}" for place in sorted(looking.places)))
    return ((*sure, *perhaps), *wanted), (sure, *wanted)


def mine(who: Reader) -> tuple[str, ...]:
    """The key of what they wrote: the only one of a draft."""
    return (f"a{who.person}",)


@dataclass(frozen=True)
class Told:
    """What a sheet says, and nothing beside: its row, or as many columns of it; where it lives; what people said in it."""

    row: Any
    circle: str
    said: tuple[str, ...]


def told(sheets: Sequence[int]) -> list[Told]:
    """What these sheets say, in this order: whoever asks may read them all."""
    columns = ("pk", *TEXTS, "tried", "parts", "own_words", "ingredients", "circle__name")
    rows = {row.pk: row for row in Practice.objects.filter(pk__in=sheets).values_list(*columns, named=True)}
    quotes = defaultdict[int, list[str]](list)
    released = Borrowing.objects.filter(practice__in=rows, quoted=True, released_at__isnull=False)
    for sheet, words in released.order_by("pk").values_list("practice", "words"):
        quotes[sheet].append(words)
    return [Told(rows[n], rows[n].circle__name, tuple(quotes[n])) for n in sheets if n in rows]


def text_of(told: Told) -> Text:
    """Where a word counts most: what the sheet is called, for whom it is, where it comes from, what was done."""
    return Text(told.row.pk, tuple(zip(FIELDS.values(), _parts(told), strict=True)))


def told_in(row: Practice) -> list[str]:
    """Its words, apart, in the order of the page: what every one of its readers reads there, and nothing else."""
    parts = [
        row.for_whom,
        row.with_whom,
        row.context,
        *row.tried,
        row.means,
        row.changed,
        row.surprised,
        row.advice,
    ]
    return [words for words in [*parts, *quotes_of(row), *row.parts.values(), *row.own_words] if words]


def _parts(told: Told) -> tuple[str, str, str, str]:
    row = told.row
    rest = [
        row.with_whom,
        row.context,
        row.means,
        row.changed,
        row.surprised,
        row.advice,
        *told.said,
        *row.parts.values(),
        *row.own_words,
    ]
    titles = [ingredients()[id].title for id in row.ingredients if id in ingredients()]
    named = [words for title in titles for words in (title.fr, title.en)]
    return (row.title, f"{row.for_whom}\n{told.circle}", "\n".join(row.tried), "\n".join([*rest, *named]))


def _stems(row: Practice) -> tuple[tuple[str, ...], ...]:
    """The stems of each part; after the last, its ingredients, each as one term that nobody types."""
    told = Told(row, row.circle.name, tuple(quotes_of(row)))
    *first, last = (tuple(stems(part)) for part in _parts(told))
    return (*first, (*last, *(as_term(id) for id in row.ingredients)))


def as_term(ingredient: str) -> str:
    return "ingredient" + ingredient.replace("-", "")
