"""Taking out of a sheet the words that it took from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from polyphonie.base import clock
from polyphonie.practices.contract.wording import stands_in, without
from polyphonie.practices.models import Borrowing, Practice

TEXTS = ("title", "for_whom", "with_whom", "context", "means", "changed", "surprised", "advice")


def words_of(practice: Practice) -> list[str]:
    """Every text and step of the sheet, apart."""
    return [words for words in (*(getattr(practice, part) for part in TEXTS), *practice.tried) if words]


def take_out(practice: Practice, borrowed: Iterable[Borrowing], words: Iterable[str] = ()) -> bool:
    """Remove what still stands of what was borrowed, and of these words; forget it; was there anything to remove?

    Signatures stay: what is left was signed, and nothing was added. The number of the text changes, so that nobody signs
    a text with the words that went.
    """
    gone = list(borrowed)
    sources = [*words, *(b.words for b in gone if not b.quoted)]
    before = [getattr(practice, part) for part in (*TEXTS, "tried")]
    for part in TEXTS:
        setattr(practice, part, without(sources, getattr(practice, part)))
    practice.tried = [step for step in practice.tried if without(sources, step) == step]
    quoted = any(b.quoted and b.released_at for b in gone)
    thinner = quoted or before != [getattr(practice, part) for part in (*TEXTS, "tried")]
    Borrowing.objects.filter(pk__in=[b.pk for b in gone]).delete()
    if thinner:
        practice.number += 1
        practice.thinned_at = clock.now()
        practice.save()
    return thinner


def let_go(practice: Practice) -> None:
    """Forget what was borrowed and stands no more: whoever wrote said it otherwise, or not at all."""
    here = words_of(practice)
    for borrowed in practice.borrowings.filter(quoted=False):
        if not any(stands_in(borrowed.words, words) for words in here):
            borrowed.delete()
