"""“Why not Amina with Driss?” The answer is a rule, or what it would cost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from polyphonie.engines.pairing.answering import answered
from polyphonie.engines.pairing.answers import Answer, Hearer
from polyphonie.engines.pairing.measures import Meeting
from polyphonie.engines.pairing.people import Names, Problem, Words, ordered, two_sides
from polyphonie.engines.pairing.sentences import RULES


@dataclass(frozen=True)
class Price:
    """What a pair that was not chosen would cost: pairs lost, the worst pair and the total before and after.

    `rules`: those that keep the two apart; then nothing else is counted. `moved`: other people whose partner changes.
    """

    pair: Names
    words: Words
    rules: tuple[str, ...] = ()
    pairs_lost: int = 0
    worst: tuple[int, int] = (0, 0)
    total: tuple[int, int] = (0, 0)
    moved: tuple[str, ...] = ()


def price(problem: Problem, answer: Answer, pair: Names, hear: Hearer) -> Price:
    """Exact: everything is paired again around these two. `BadProblem` when they are not of the two sides."""
    two_sides(pair, {person.name: person.side for person in problem.people})
    pair = ordered(pair, problem.by_name)
    for there in answer.pairs:
        if there.names == pair:
            said = (
                f"{pair[0]} et {pair[1]} sont déjà ensemble.",
                f"{pair[0]} and {pair[1]} are together already.",
            )
            return Price(pair, said)
        if there.locked and set(there.names) & set(pair):
            fr = f"{there.first} et {there.second} forment un binôme gardé. Ouvrez-le d’abord."
            en = f"{there.first} and {there.second} are a locked pair. Unlock it first."
            return Price(pair, (fr, en))
    if rules := _between(problem, pair):
        fr, en = (", ".join(RULES[rule][at] for rule in rules) for at in (0, 1))
        return Price(
            pair,
            (
                f"{pair[0]} et {pair[1]} ne peuvent pas être ensemble\u00a0: {fr}.",
                f"{pair[0]} and {pair[1]} cannot be together: {en}.",
            ),
            rules,
        )
    return _compared(problem, answer, pair, hear)


def _between(problem: Problem, pair: Names) -> tuple[str, ...]:
    first, second = (problem.by_name[name] for name in pair)
    ground = Meeting(problem, [first], [second])
    return tuple(rule for rule, broken in ground.broken_by(0) if broken[0])


def _compared(problem: Problem, answer: Answer, pair: Names, hear: Hearer) -> Price:
    locked = {names for there in answer.pairs if there.locked for names in [there.names]}
    other = answered(replace(problem, locked=(*problem.locked, pair)), answer.seed, hear)
    before = [there for there in answer.pairs if there.names not in locked]
    after = [there for there in other.pairs if there.names not in locked]
    was = {name: set(there.names) for there in before for name in there.names}
    now = {name: set(there.names) for there in after for name in there.names}
    moved = tuple(
        person.name
        for person in problem.people
        if person.name not in pair and was.get(person.name) != now.get(person.name)
    )
    worst = min((p.quality for p in before), default=0), min((p.quality for p in after), default=0)
    total = sum(p.quality for p in before), sum(p.quality for p in after)
    lost = len(before) - len(after)
    return Price(pair, _told(pair, lost, worst, total, len(moved)), (), lost, worst, total, moved)


def _told(pair: Names, lost: int, worst: tuple[int, int], total: tuple[int, int], moved: int) -> Words:
    fr = [f"{pair[0]} et {pair[1]} ensemble, c’est possible."]
    en = [f"{pair[0]} and {pair[1]} together: it is possible."]
    if lost:
        fr.append(f"Il y aurait {lost} binôme{'s' if lost > 1 else ''} de moins.")
        en.append(f"There would be {lost} pair{'s' if lost > 1 else ''} fewer.")
    if worst[0] != worst[1]:
        fr.append(f"Le binôme le moins bien accordé passerait de {worst[0]} à {worst[1]}.")
        en.append(f"The worst matched pair would go from {worst[0]} to {worst[1]}.")
    if total[0] != total[1]:
        fr.append(f"L’accord total passerait de {total[0]} à {total[1]}.")
        en.append(f"The agreement in all would go from {total[0]} to {total[1]}.")
    if not lost and worst[0] == worst[1] and total[0] == total[1]:
        fr.append(
            "Le plus bas et le total resteraient les mêmes\u00a0; d’autres binômes, ou le tirage, ont décidé."
        )
        en.append("The worst and the total would stay; other pairs, or the draw, decided.")
    fr.append(f"Autres personnes dont le binôme changerait\u00a0: {moved}.")
    en.append(f"Other people whose pair would change: {moved}.")
    return " ".join(fr), " ".join(en)
