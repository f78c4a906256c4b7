"""A row of the grid as sentences to say aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polyphonie.base.text import Text
from polyphonie.steps.grid.names import Name
from polyphonie.steps.grid.reading import CountedOn, Row

NUMBERS = {
    "fr": ["zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}


def sentences(row: Row) -> Iterator[Text]:
    """What there is to say of a task: first what calls for words, then how it stands."""
    if row.gap:
        yield Text("Vide : personne ici ne dit le faire.", "Gap: nobody here says they do it.")
    elif row.overlap:
        fr, en = number(len(row.do), "fr"), number(len(row.do), "en")
        who = both(row.do)
        yield Text(
            f"Recouvrement : {fr} acteurs disent le faire, {who.fr}.",
            f"Overlap: {en} actors say they do it, {who.en}.",
        )
    else:
        yield _who(row.do, Text("Qui le fait", "Who does it"))
    yield from map(_counted_on, row.counted_on)
    for actor in row.unnoticed:
        yield Text(
            f"Croyance croisée : du côté « {actor.title.fr} », c’est fait ; personne d’autre ne l’a noté.",
            f"Crossed belief: on the “{actor.title.en}” side it is done; nobody else noted it.",
        )
    if row.could:
        yield _who(row.could, Text("Qui pourrait le faire", "Who could do it"))
    if row.must_not:
        yield _who(row.must_not, Text("Qui ne doit pas le faire", "Who must not do it"))


def in_one_breath(row: Row) -> Text:
    """All the sentences of a task, one after the other."""
    said = list(sentences(row))
    return Text(" ".join(one.fr for one in said), " ".join(one.en for one in said))


def both(actors: Sequence[Name]) -> Text:
    """“A, B and C”."""

    def joined(titles: list[str], last: str) -> str:
        return last.join([", ".join(titles[:-1]), titles[-1]]) if len(titles) > 1 else "".join(titles)

    return Text(
        joined([actor.title.fr.rstrip(" .") for actor in actors], " et "),
        joined([actor.title.en.rstrip(" .") for actor in actors], " and "),
    )


def number(count: int, language: str) -> str:
    words = NUMBERS[language]
    return words[count] if count < len(words) else str(count)


def _who(actors: Sequence[Name], label: Text) -> Text:
    who = both(actors)
    return Text(f"{label.fr} : {who.fr}.", f"{label.en}: {who.en}.")


def _counted_on(belief: CountedOn) -> Text:
    fr, en, one = number(belief.people, "fr"), number(belief.people, "en"), belief.people == 1
    count = Text(
        f"Croyance croisée : {fr} {'personne compte' if one else 'personnes comptent'} "
        f"sur « {belief.actor.title.fr} »",
        f"Crossed belief: {en} {'person counts' if one else 'people count'} on “{belief.actor.title.en}”",
    )
    if belief.here:
        return Text(
            f"{count.fr} ; de ce côté, personne ne dit le faire.",
            f"{count.en}; on that side, nobody says they do it.",
        )
    return Text(
        f"{count.fr} ; ce côté n’a pas répondu, à lui demander.",
        f"{count.en}; that side has not answered: ask them.",
    )
