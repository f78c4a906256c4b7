"""May this sheet go to everybody, and who may read it first? `None`, or a refusal with a sentence."""

from __future__ import annotations

from polyphonie.base.refusals import Refusal
from polyphonie.base.scope import reading
from polyphonie.circles.rules import NOT_FOUND
from polyphonie.people.queries import Person
from polyphonie.practices import queries
from polyphonie.practices.contract.public import LICENCE
from polyphonie.practices.models import Practice

CHANGED = Refusal(
    "La fiche a changé depuis que vous l’avez lue. Relisez-la, puis répondez.",
    "The sheet has changed since you read it. Read it again, then answer.",
)


@reading
def why_not_make_public(practice: Practice, number: int, licence: str, by: Person) -> Refusal | None:
    """An author, of the very text that all its authors signed, whose words are theirs to give."""
    seen = queries.sheet(practice.pk, to=by)
    if seen is None or not seen.mine:
        return NOT_FOUND
    if seen.row.number != number:
        return CHANGED
    if not seen.shown or seen.awaited:
        return Refusal(
            "Que tous ses auteurs signent d’abord cette fiche : on ne rend public qu’un texte que chacun a signé.",
            "Let all its authors sign this sheet first: only a text that each has signed is made public.",
        )
    if licence != LICENCE:
        return Refusal(
            "Cochez la licence : sans elle, personne ailleurs n’a le droit de reprendre vos mots.",
            "Tick the licence: without it, nobody elsewhere has the right to take up your words.",
        )
    if not queries.going_public(seen).alone:
        return Refusal(
            "Cette fiche reprend des lignes d’une fiche qui n’est pas publique. "
            "Redites-les avec vos mots, ou attendez que ses auteurs la rendent publique.",
            "This sheet takes up lines of a sheet that is not public. "
            "Say them in your own words, or wait until its authors make it public.",
        )
    return None


@reading
def why_not_take_back(practice: Practice, by: Person) -> Refusal | None:
    seen = queries.sheet(practice.pk, to=by)
    return None if seen is not None and seen.mine else NOT_FOUND


@reading
def why_not_read_for_public(practice: Practice, number: int, reasons: str, by: Person) -> Refusal | None:
    """Somebody who reads it, with a voice there, and did not write it; once all its authors agree."""
    found = queries.sheet_to_read(practice.pk, to=by)
    if found is None or not queries.reader_voice(found[0], to=by):
        return NOT_FOUND
    if found[0].row.number != number:
        return CHANGED
    if not reasons.strip():
        return Refusal(
            "Dites en une phrase pourquoi : c’est cela qui aide les auteurs.",
            "Say why in one sentence: that is what helps the authors.",
        )
    return None
