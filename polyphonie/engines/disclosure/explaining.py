"""The words of the door: what a band says, why a figure is hidden, what is promised before opening. (French, English.)"""

from __future__ import annotations

from polyphonie.engines.disclosure.bands import FIFTHS, TENTHS, THIRDS, Audience, Shape, floor
from polyphonie.engines.disclosure.planning import Hidden
from polyphonie.engines.disclosure.reasons import Why
from polyphonie.engines.disclosure.releasing import Figure
from polyphonie.engines.disclosure.waves import Change

Words = tuple[str, str]

BANDS: dict[Shape, tuple[Words, ...]] = {
    THIRDS: (
        ("moins d’un tiers", "less than a third"),
        ("entre un tiers et deux tiers", "between a third and two thirds"),
        ("deux tiers ou plus", "two thirds or more"),
    ),
    FIFTHS: (
        ("moins de 20 %", "less than 20%"),
        ("de 20 à 40 %", "20 to 40%"),
        ("de 40 à 60 %", "40 to 60%"),
        ("de 60 à 80 %", "60 to 80%"),
        ("80 % ou plus", "80% or more"),
    ),
    TENTHS: (
        ("moins de 15 %", "less than 15%"),
        *((f"environ {tens} %", f"about {tens}%") for tens in range(20, 90, 10)),
        ("un large accord : 85 % ou plus", "wide agreement: 85% or more"),
    ),
}

WHY: dict[Why, Words] = {
    Why.FEW: (
        "Moins de {at_least} réponses : aucun chiffre. Parlez-en plutôt ensemble.",
        "Fewer than {at_least} answers: no figure. Talk about it together instead.",
    ),
    Why.UNDECLARED: (
        "Ce découpage n’a pas été annoncé avant l’ouverture : il n’est pas montré.",
        "This breakdown was not announced before opening: it is not shown.",
    ),
    Why.ALREADY: (
        "Ce chiffre a déjà été montré. Il ne l’est qu’une fois.",
        "This figure has already been shown. It is shown only once.",
    ),
    Why.CLOSE: (
        "Presque les mêmes personnes ont déjà un chiffre : la différence parlerait pour quelques-unes.",
        "Nearly the same people already have a figure: the difference would speak for a few.",
    ),
    Why.SUBTRACTION: (
        "Par soustraction, on trouverait ce qu’a répondu un tout petit groupe.",
        "By subtraction, what a very small group answered could be found.",
    ),
    Why.INSIDER: (
        "Quelqu’un qui connaît sa propre réponse pourrait parfois trouver celle d’une autre personne.",
        "Somebody who knows their own answer could sometimes find another person’s.",
    ),
    Why.LOST: (
        "Les réponses ne peuvent plus être lues, par personne : leur clé n’est plus là. Rien n’est donc montré.",
        "The answers can no longer be read, by anybody: their key is gone. So nothing is shown.",
    ),
    Why.TANGLED: (
        "Ces groupes se croisent trop pour prouver que personne ne serait reconnu.",
        "These groups cross too much to prove that nobody would be recognised.",
    ),
}

CHANGES: dict[Change, Words] = {
    Change.UP: ("Plus haut que la fois d’avant.", "Higher than last time."),
    Change.DOWN: ("Plus bas que la fois d’avant.", "Lower than last time."),
    Change.SAME: ("Comme la fois d’avant.", "As last time."),
    Change.HIDDEN: (
        "Peu de personnes sont arrivées ou parties : dire le changement parlerait pour elles.",
        "Few people came or left: telling the change would speak for them.",
    ),
    Change.OTHER_BANDS: (
        "Le chiffre n’est pas dit aussi finement qu’avant : rien à comparer.",
        "The figure is not told as finely as before: nothing to compare.",
    ),
    Change.UNKNOWN: (
        "On ne sait pas qui est arrivé ou parti : rien n’est comparé.",
        "Who came or left is not known: nothing is compared.",
    ),
}


def band_words(figure: Figure) -> Words:
    return BANDS[figure.shape][figure.band]


def explain(told: Figure | Hidden | Change) -> Words:
    """One or two sentences that can be read aloud."""
    if isinstance(told, Change):
        return CHANGES[told]
    if isinstance(told, Figure):
        french, english = band_words(told)
        return (
            f"{told.name} : {french}, sur au moins {told.at_least} réponses.",
            f"{told.name}: {english}, of at least {told.at_least} answers.",
        )
    french, english = (words.format(at_least=told.at_least) for words in WHY[told.why])
    if not told.beside:
        return french, english
    return (
        f"{french} Ce chiffre ne peut pas être montré avec : {', '.join(told.beside)}.",
        f"{english} This figure cannot be shown with: {', '.join(told.beside)}.",
    )


def promise(audience: Audience, *, pairs: bool = False, gathered: bool = False) -> Words:
    """What is printed under a question before it opens: what will be shown, to whom, and from how many answers.

    `gathered`: asked of those who are in one gathering, as long as one step lasts.
    """
    least = floor(0, audience, pairs=pairs)
    among = {
        Audience.CIRCLE: ("à la fin, dans ce cercle", "at the end, in this circle"),
        Audience.OUTSIDE: ("à la fin, hors de ce cercle", "at the end, outside this circle"),
    }
    here = ("à la fin de l’étape, dans cette séance", "at the end of the step, in this gathering")
    french, english = here if gathered else among[audience]
    return (
        f"Montré {french}, à partir de {least} réponses, en grandes parts ; jamais un nombre exact.",
        f"Shown {english}, from {least} answers, in broad bands; never an exact number.",
    )
