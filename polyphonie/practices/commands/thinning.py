"""Taking out of a sheet the words that it took from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyphonie.base import clock
from polyphonie.practices.contract.wording import stands_in, without, without_former
from polyphonie.practices.models import Borrowing, Practice, Synthesis
from polyphonie.practices.queries.words import TEXTS, rewrite, said_in, words_of


def take_out(practice: Practice, borrowed: Iterable[Borrowing], words: Iterable[str] = ()) -> bool:
    """Remove what still stands of what was borrowed, and of these words; forget it; was there anything to remove?

    Signatures stay: what is left was signed, and nothing was added. The number of the text changes, so that nobody signs
    a text with the words that went.
    """
    gone, former = list(borrowed), said_in(practice)
    sources = [*words, *(b.words for b in gone if not b.quoted)]
    before = [getattr(practice, part) for part in (*TEXTS, "tried", "parts")]
    for part in TEXTS:
        setattr(practice, part, without(sources, getattr(practice, part)))
    practice.tried = [step for step in practice.tried if without(sources, step) == step]
    practice.parts = {id: kept for id, said in practice.parts.items() if (kept := without(sources, said))}
    quoted = any(b.quoted and b.released_at for b in gone)
    thinner = quoted or before != [getattr(practice, part) for part in (*TEXTS, "tried", "parts")]
    thin_syntheses([practice.pk], [*sources, *(b.words for b in gone if b.quoted)])
    Borrowing.objects.filter(pk__in=[b.pk for b in gone]).delete()
    if thinner:
        practice.number += 1
        practice.thinned_at = clock.now()
        practice.save()
        thin_since(practice, former)  # a sentence goes whole, with what was said around the words
    return thinner


def thin_syntheses(sheets: Iterable[int], words: Iterable[str]) -> None:
    """These words left these sheets: the sentences that quote them leave the syntheses of those sheets."""
    if gone := list(words):
        _thin(sheets, lambda text: without(gone, text))


def thin_since(practice: Practice, former: Iterable[str]) -> None:
    """The sheet said `former`, and is written anew: what it says no longer leaves its syntheses.

    Their readers who do not read the sheet are spared the sentences in which its present text stands: what its authors
    take out of it would be shown to them by that very act.
    """
    said, says = list(former), said_in(practice)
    if said != says:
        _thin([practice.pk], lambda text: without_former(said, says, text))


def _thin(sheets: Iterable[int], left: Callable[[str], str]) -> None:
    rows = Synthesis.objects.select_for_update().filter(
        pk__in=Synthesis.objects.filter(sheets__in=list(sheets), entry__ended_at=None).values("pk")
    )
    for row in rows.order_by("pk"):
        if rewrite(row, left):
            row.number += 1
            row.thinned_at = clock.now()
            row.save()


def let_go(practice: Practice) -> None:
    """Forget what was borrowed and stands no more: whoever wrote said it otherwise, or not at all."""
    here = words_of(practice)
    for borrowed in practice.borrowings.filter(quoted=False):
        if not any(stands_in(borrowed.words, words) for words in here):
            borrowed.delete()
