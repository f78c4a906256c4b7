"""Looking among the sheets one may read: by words, by what they are, and the sheets that resemble one, with the reason.

The index proposes, with the reader's keys inside the question; each sheet is asked of `circles.queries.readable` before a word of
it is weighed; and each excerpt is made of what its page shows. So nothing here is more precise than the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from polyphonie.base.scope import reading
from polyphonie.circles import queries as circles
from polyphonie.circles.queries import Circle, Reader
from polyphonie.people.queries import Person
from polyphonie.practices import index
from polyphonie.practices.contract.excerpts import Answers, Piece, excerpt
from polyphonie.practices.contract.finding import Among, find
from polyphonie.practices.contract.ingredients import Ingredient, ingredients
from polyphonie.practices.contract.likeness import Told, alike
from polyphonie.practices.contract.terms import Asked, asked, mistyped, stems
from polyphonie.practices.contract.wording import full_words
from polyphonie.practices.index import Keys
from polyphonie.practices.models import Practice, Trial
from polyphonie.practices.queries.descent import trials_by_sheet
from polyphonie.practices.queries.indexing import (
    DRAFT,
    SHOWN,
    Looking,
    as_term,
    keys_for,
    mine,
    text_of,
    told,
    told_in,
)
from polyphonie.practices.queries.sheets import MOST, SheetSeen, readable

PAGE, CHUNK = 24, 60
COMPARED = 120  # sheets that words bring to be weighed against each other; further ones answer to more words
ALIKE, CALLED = 60, 4  # sheets compared with one; words of what it is called by which they are found


@dataclass(frozen=True)
class Found:
    """A sheet in a list, with the trials that its reader may read, and where the words asked stand in it."""

    sheet: SheetSeen
    trials: tuple[Trial, ...]
    excerpt: tuple[Piece, ...] = ()

    @property
    def elsewhere(self) -> int:
        """In how many circles other than its own it was tried."""
        return len({t.circle_id for t in self.trials} - {self.sheet.row.circle_id})


@dataclass(frozen=True)
class Leaf:
    """One page of what is found. `after`: the sheet that the next page comes after; none: this is the last."""

    found: tuple[Found, ...]
    after: int | None = None


@dataclass(frozen=True)
class Alike:
    """A sheet that resembles another, and why."""

    sheet: SheetSeen
    ingredients: tuple[Ingredient, ...]
    words: tuple[str, ...]


@reading
def leaf(
    *,
    to: Person,
    words: str = "",
    family: str = "",
    situation: str = "",
    voice: str = "",
    elsewhere: bool = False,
    circle: Circle | None = None,
    territory: Circle | None = None,
    after: int | None = None,
    most: int = PAGE,
) -> Leaf:
    """A page of the sheets that `to` may read and that answer to all that is asked: drafts first, then the latest begun; where
    words are asked, those that answer best first."""
    looking = Looking(family, situation, voice, elsewhere, _places(circle, territory, to))
    who = circles.reader(to)
    answering = _answering(words, looking, who, after) if words.strip() else {}
    numbers = answering if words.strip() else _latest(looking, who, after)
    seen = _seen(numbers, set(answering.values()), words, looking, to, min(CHUNK, most + 1))
    found = list(islice(seen, most + 1))
    return Leaf(tuple(found[:most]), found[most - 1].sheet.row.pk if len(found) > most else None)


@reading
def look(
    *,
    to: Person,
    words: str = "",
    family: str = "",
    situation: str = "",
    voice: str = "",
    elsewhere: bool = False,
    circle: Circle | None = None,
    territory: Circle | None = None,
) -> list[Found]:
    """The first of them on one page, as many as can be read together."""
    first = leaf(
        to=to, words=words, family=family, situation=situation, voice=voice,
        elsewhere=elsewhere, circle=circle, territory=territory, most=MOST,
    )  # fmt: skip
    return list(first.found)


def _places(circle: Circle | None, territory: Circle | None, to: Person) -> frozenset[int]:
    """Where a sheet lives or was opened to: one circle, or a circle and those inside it that `to` belongs to."""
    return frozenset({circle.pk} if circle else circles.inside(territory, to=to) if territory else ())


def _latest(looking: Looking, who: Reader, after: int | None) -> Iterator[int]:
    """Drafts, which their authors alone read, then what is shown, the latest begun first: from the index, a few at a time."""
    keys, _ = keys_for(who, looking)
    own = Practice.objects.filter(pk=after, entry__shown_at=None, entry__authorships__person=who.person)
    past_drafts = bool(after) and not own.exists()  # a draft of others is a number like any other
    drafts, shown = (mine(who), *keys[1:], (DRAFT,)), (*keys, (SHOWN,))
    for state in (shown,) if past_drafts else (drafts, shown):
        before, after = after, None
        while numbers := index.newest(state, before=before, most=CHUNK):
            yield from numbers
            before = numbers[-1]


def _answering(words: str, looking: Looking, who: Reader, after: int | None) -> dict[int, int]:
    """The sheets that answer these words with their entries, the best first, weighed with what they read and nothing else."""
    keys, sure = keys_for(who, looking)
    wanted = asked(words)
    if not wanted:
        return {}
    among = index.among(wanted, sure)
    meant = [one if among.having.get(one.stem) else _meant(one, keys, among, who) for one in wanted]
    if meant != wanted:
        among = index.among(meant, sure)
    near = _candidates(meant, keys, among, who, COMPARED)
    best = find(words, [text_of(one) for one in told(sorted(near, reverse=True))], among)
    rest = best[best.index(after) + 1 :] if after in best else best
    return {number: near[number] for number in rest}


def _meant(one: Asked, keys: Keys, among: Among, who: Reader) -> Asked:
    """The word; where no sheet that they read answers it, its slips. Whether a sheet they do not read has the word is never asked:
    it would be told by whether a slip is taken for it. A slip that stands there alone brings no sheet, and moves none."""
    if _candidates([one], keys, among, who, CHUNK):
        return one
    return Asked(one.stem, tuple(index.standing(mistyped(one).terms, keys)) or one.terms)


def _candidates(wanted: Sequence[Asked], keys: Keys, among: Among, who: Reader, most: int) -> dict[int, int]:
    """The likeliest sheets that they may read with their entries, so many where there are so many: the index is asked again
    until they are."""
    found: dict[int, int] = {}
    start, step = 0, most
    while len(found) < most:
        numbers = index.likeliest(wanted, keys, among, start=start, most=step)
        entries = dict(Practice.objects.filter(pk__in=numbers).values_list("pk", "entry"))
        may = circles.readable(entries.values(), to=who) if entries else set()
        found |= {number: entries[number] for number in numbers if entries.get(number) in may}
        if len(numbers) < step:
            break
        start, step = start + step, step * 2
    return dict(islice(found.items(), most))


def _seen(
    numbers: Iterable[int], may: Collection[int], words: str, looking: Looking, to: Person, at_once: int
) -> Iterator[Found]:
    """Each of these sheets that `to` may read and that is what is looked for, whole, in this order. `may`: entries of which it
    was just said that `to` may read them."""
    wanted = Answers(one.stem for one in asked(words))
    rest = iter(numbers)
    while chunk := list(islice(rest, at_once)):
        seen = {one.row.pk: one for one in readable(Practice.objects.filter(pk__in=chunk), to, may)}
        tried = trials_by_sheet(seen.values(), to=to)
        for sheet in (seen[number] for number in chunk if number in seen):
            where = excerpt(wanted, told_in(sheet.row)) if wanted.near.stems else ()
            found = Found(sheet, tuple(tried.get(sheet.row.pk, ())), where)
            if _is(found, looking):
                yield found


def _is(found: Found, looking: Looking) -> bool:
    """What the index said of it, said again by what this reader sees: a trial one may not read was not made elsewhere."""
    sheet = found.sheet
    return (
        (not looking.family or looking.family in sheet.families)
        and (not looking.situation or looking.situation == sheet.row.situation)
        and (not looking.voice or looking.voice in {author.voice for author in sheet.authors})
        and (not looking.elsewhere or bool(found.elsewhere))
    )


@reading
def similar(seen: SheetSeen, *, to: Person, most: int = 3) -> list[Alike]:
    """The sheets most like this one, among those that `to` may read and that are signed: of those that the index finds by its
    ingredients and by what it is called."""
    row = seen.row
    who = circles.reader(to)
    keys, sure = keys_for(who, Looking())
    near = _candidates_for(row, (*keys, (SHOWN,)), sure, who)
    others = told([number for number in near if number != row.pk])
    like = alike(_compared(row), (_compared(one.row) for one in others), most=most)
    these = Practice.objects.filter(pk__in=[one.sheet for one in like])
    whole_ones = readable(these, to, set(near.values()))
    sheets = {one.row.pk: one for one in whole_ones if one.shown}
    return [
        Alike(
            sheets[one.sheet],
            tuple(ingredients()[id] for id in one.ingredients),
            tuple(map(str.lower, one.words)),
        )
        for one in like
        if one.sheet in sheets
    ]


def _candidates_for(row: Practice, keys: Keys, sure: Keys, who: Reader) -> dict[int, int]:
    """Those that share an ingredient, or one of the rarest words of what the sheet is called."""
    called = dict.fromkeys(stems("\n".join([row.title, *row.own_words])))
    named = [Asked(term, (term,)) for term in map(as_term, row.ingredients)]
    words = [Asked(term, (term,)) for term in called]
    if not named and not words:
        return {}
    among = index.among([*named, *words], sure)
    rarest = sorted(words, key=lambda one: among.having.get(one.stem, 0))[:CALLED]
    return _candidates([*named, *rarest], keys, among, who, ALIKE)


def _compared(row: Any) -> Told:
    named = {id for id in row.ingredients if id in ingredients()}
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
