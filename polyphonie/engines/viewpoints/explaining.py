"""The map in sentences that a facilitator can read aloud, in French and English."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from typing import Any

from polyphonie.engines.viewpoints.drawing import Map, Why
from polyphonie.engines.viewpoints.published import IN_CONVERSATION

Said = tuple[str, str]
Words = Mapping[str, str]

TOLD = 3
WHY: dict[Why, Said] = {
    Why.FEW_PEOPLE: (
        "Moins de douze personnes ont assez voté : on ne cherche pas de familles d’opinion. Voici les phrases, une par une.",
        "Fewer than twelve people voted enough: no families of opinion are sought. Here are the statements, one by one.",
    ),
    Why.FEW_STATEMENTS: (
        "Moins de huit phrases ont été vues par assez de monde : on ne cherche pas de familles d’opinion.",
        "Fewer than eight statements were seen by enough people: no families of opinion are sought.",
    ),
    Why.NO_STRUCTURE: (
        "Pas de familles d’opinion nettes ; voici les phrases les plus partagées et les plus discutées.",
        "No clear families of opinion; here are the statements most shared and most discussed.",
    ),
    Why.NO_FAMILY: (
        "Les avis diffèrent plus qu’au hasard, mais aucune famille d’au moins cinq personnes ne se détache.",
        "Opinions differ more than by chance, but no family of five people or more stands apart.",
    ),
}
POLIS: Said = (
    "Ces groupes sont tracés à la manière de Polis, qui en trace toujours : rien ne dit qu’ils soient nets.",
    "These groups are drawn as Polis draws them, which always draws some: nothing says that they are clear.",
)
PARTING: Said = (
    "Être d’une famille ne dit pas qui l’on est : seulement comment on a voté sur ces phrases.",
    "To be of a family does not say who one is: only how one voted on these statements.",
)


def letter(family: int) -> str:
    """A, B, C…: the largest family first."""
    return ascii_uppercase[family]


def quoted(statement: Any, words: Words) -> Said:
    """The words of a statement, or its number where they are not given."""
    said = words.get(str(statement), "")
    return (f"« {said} »", f"“{said}”") if said else (f"la phrase {statement}", f"statement {statement}")


def explain(drawn: Map, words: Words | None = None) -> tuple[Said, ...]:
    """One (French, English) a sentence. `words`: what each statement says, by its label as text."""
    words = words or {}
    parts = [
        [_counted(drawn)],
        _families(drawn),
        _unites(drawn, words),
        _divides(drawn, words),
        _carried(drawn, words),
    ]
    return tuple(sentence for part in parts for sentence in part)


def _counted(drawn: Map) -> Said:
    people, open_ = len(drawn.people), int((~drawn.left_out).sum())
    votes = int(drawn.everyone.seen.sum())
    return (
        f"Personnes : {people}. Phrases : {open_}. Votes : {votes}.",
        f"People: {people}. Statements: {open_}. Votes: {votes}.",
    )


def _families(drawn: Map) -> list[Said]:
    if drawn.why:
        return [WHY[drawn.why], *_asked(drawn)]
    sizes = ", ".join(f"{letter(at)} ({size})" for at, size in enumerate(drawn.sizes))
    said: list[Said] = [
        (f"Familles d’opinion : {drawn.count}. Nombre de personnes : {sizes}.",
         f"Families of opinion: {drawn.count}. Number of people: {sizes}."),
    ]  # fmt: skip
    if drawn.mode == "polis":
        return [*said, POLIS]
    between = int(drawn.between.sum())
    if between:
        said.append(
            (f"Entre deux : {between}. Avec d’autres phrases, leur famille pourrait changer.",
             f"In between: {between}. With other statements, their family might change.")
        )  # fmt: skip
    return [*said, *_asked(drawn), PARTING]


def _asked(drawn: Map) -> list[Said]:
    if drawn.gate is None:
        return []
    chances = max(1, round(drawn.gate.p * (drawn.gate.worlds + 1)))
    whole, people = drawn.gate.worlds + 1, drawn.gate.people
    fr, en = "", ""
    if people < int((drawn.seen_by >= IN_CONVERSATION).sum()):
        fr, en = f", parmi {people} personnes tirées au sort", f", among {people} people drawn by lot"
    return [
        (f"Si les votes étaient rebattus au hasard, on verrait autant de structure {chances} fois sur {whole}{fr}.",
         f"If votes were dealt again at random, as much structure would be seen {chances} times out of {whole}{en}.")
    ]  # fmt: skip


def _unites(drawn: Map, words: Words) -> list[Said]:
    if not drawn.common:
        return [("Aucune phrase ne réunit sûrement tout le monde.", "No statement surely unites everybody.")]
    said = []
    for one in drawn.common[:TOLD]:
        fr, en = quoted(one.statement, words)
        yes = one.side == "agree"
        share = f"{100 * one.floor:.0f}"
        said.append(
            (f"Ce qui réunit : {fr}. Au moins {share} % {'sont d’accord' if yes else 'ne sont pas d’accord'}, dans chaque famille.",
             f"What unites: {en}. At least {share}% {'agree' if yes else 'disagree'}, in every family.")
            if drawn.count and drawn.mode == "gated" else
            (f"Ce qui réunit : {fr}. Au moins {share} % {'sont d’accord' if yes else 'ne sont pas d’accord'}.",
             f"What unites: {en}. At least {share}% {'agree' if yes else 'disagree'}.")
        )  # fmt: skip
    return said


def _divides(drawn: Map, words: Words) -> list[Said]:
    said = [sentence for family in range(drawn.count) for sentence in _claimed(drawn, family, words)]
    for one in drawn.divided[:TOLD]:
        fr, en = quoted(one.statement, words)
        if one.most is None or one.least is None:
            counts = (one.agree[0], one.disagree[0])
            said.append(
                (f"À discuter : {fr}. D’accord : {counts[0]} ; pas d’accord : {counts[1]}.",
                 f"Worth a talk: {en}. Agree: {counts[0]}; disagree: {counts[1]}.")
            )  # fmt: skip
            continue
        most, least = (f"{letter(at)} {one.agree[at]}/{one.seen[at]}" for at in (one.most, one.least))
        said.append(
            (
                f"À discuter : {fr}. D’accord : {most} ; {least}.",
                f"Worth a talk: {en}. Agree: {most}; {least}.",
            )
        )
    return said


def _claimed(drawn: Map, family: int, words: Words) -> list[Said]:
    said = []
    for one in drawn.representative[family][:TOLD]:
        fr, en = quoted(one.statement, words)
        yes = one.side == "agree"
        said.append(
            (f"Famille {letter(family)}, plus que les autres : {'d’accord' if yes else 'pas d’accord'} avec {fr}"
             f" ({one.said} sur {one.seen} ; ailleurs {one.elsewhere} sur {one.seen_elsewhere}).",
             f"Family {letter(family)}, more than the others: {'agrees' if yes else 'disagrees'} with {en}"
             f" ({one.said} of {one.seen}; elsewhere {one.elsewhere} of {one.seen_elsewhere}).")
        )  # fmt: skip
    return said


def _carried(drawn: Map, words: Words) -> list[Said]:
    if not drawn.slate:
        return []
    people = sum(one.new for one in drawn.slate)
    fr, en = (
        ", ".join(side) for side in zip(*(quoted(one.statement, words) for one in drawn.slate), strict=True)
    )
    return [
        (f"Ensemble, ces phrases sont portées par {people} personnes sur {len(drawn.people)} : {fr}.",
         f"Together, these statements are carried by {people} people of {len(drawn.people)}: {en}.")
    ]  # fmt: skip
