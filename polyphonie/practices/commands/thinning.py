"""Taking out of a sheet the words that it took from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from polyphonie.base import clock
from polyphonie.practices.commands.indexing import index_sheets
from polyphonie.practices.contract.wording import stands_in, without, without_former
from polyphonie.practices.models import Adaptation, Borrowing, Practice, Synthesis
from polyphonie.practices.queries.descent import below
from polyphonie.practices.queries.words import ADAPTED, TEXTS, rewrite, said_in, words_of


def take_out(practice: Practice, borrowed: Iterable[Borrowing], words: Iterable[str] = ()) -> bool:
    """Remove what still stands of what was borrowed, and of these words; forget it; was there anything to remove?

    Signatures stay: what is left was signed, and nothing was added. The number of the text changes, so that nobody signs
    a text with the words that went.
    """
    gone, former = list(borrowed), said_in(practice)
    sources = [*words, *(b.words for b in gone)]
    _rewrite(practice, lambda text: without(sources, text))
    thin_syntheses([practice.pk], sources)
    Borrowing.objects.filter(pk__in=[b.pk for b in gone]).delete()
    let_go(practice)
    if former == said_in(practice):
        return False
    practice.number += 1
    practice.thinned_at = clock.now()
    practice.save()
    thin_since(practice, former)  # a sentence goes whole, with what was said around the words
    return True


def _rewrite(practice: Practice, left: Callable[[str], str]) -> None:
    """What is left of each text, step and part, and of what an adaptation says of itself; the latter is saved."""
    for part in TEXTS:
        setattr(practice, part, left(getattr(practice, part)))
    practice.tried = [step for step in practice.tried if left(step) == step]
    practice.parts = {id: kept for id, said in practice.parts.items() if (kept := left(said))}
    if adaptation := Adaptation.objects.filter(practice=practice).first():
        for part in ADAPTED:
            setattr(adaptation, part, left(getattr(adaptation, part)))
        adaptation.save()
        practice.adaptation = adaptation


def take_out_below(practice: Practice, gone: Iterable[Borrowing], *, person: int) -> None:
    """Words of this person left the sheet: what its adaptations, and theirs, took of them goes too, however it came there;
    not where that person is an author, who signs for it."""
    words = [borrowed.words for borrowed in gone]
    sheets = below([practice.entry_id], but_of=person)
    for adaptation in Practice.objects.select_for_update().filter(pk__in=sheets).order_by("pk"):
        take_out(adaptation, adaptation.borrowings.filter(person=person), words)
    index_sheets(sheets)


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
