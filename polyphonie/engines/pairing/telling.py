"""An answer told aloud: each pair and why, who remains and by which rule, what decided among equals."""

from __future__ import annotations

from polyphonie.engines.pairing.answering import meeting
from polyphonie.engines.pairing.answers import Answer
from polyphonie.engines.pairing.measures import Meeting
from polyphonie.engines.pairing.people import Objective, Problem, Words
from polyphonie.engines.pairing.remaining import remaining
from polyphonie.engines.pairing.sentences import why

AIMS: dict[Objective, Words] = {
    Objective.LEXIMIN: (
        "Parmi les réponses qui en forment autant, on relève d’abord le binôme le moins bien accordé, puis le suivant.",
        "Among the answers with as many, the worst matched pair is raised first, then the next.",
    ),
    Objective.TOTAL: (
        "Parmi les réponses qui en forment autant, on prend celle dont l’accord est le plus grand en tout.",
        "Among the answers with as many, the one with the largest agreement in all is taken.",
    ),
}


def explained(problem: Problem, answer: Answer) -> list[Words]:
    """Sentence after sentence, readable aloud."""
    last = (
        f"Entre des réponses de même valeur, le tirage numéro {answer.seed} a décidé. Chacun peut le refaire.",
        f"Among answers of equal worth, draw number {answer.seed} decided. Anybody can draw it again.",
    )
    alone = remaining(problem, meeting(problem, answer.seed), answer)
    return [
        *_how_many(answer),
        AIMS[answer.objective],
        *reasons(problem, answer).values(),
        *dict.fromkeys(alone.values()),
        last,
    ]


def _how_many(answer: Answer) -> list[Words]:
    formed = len(answer.chosen)
    kept = len(answer.pairs) - formed
    s, ss = "s" if formed > 1 else "", "s" if formed != 1 else ""
    said = [
        (
            f"{formed} binôme{s} formé{s}. Aucune réponse n’en forme plus.",
            f"{formed} pair{ss} formed. No answer forms more.",
        )
    ]
    if kept:
        said.append((f"Binômes gardés tels quels\u00a0: {kept}.", f"Pairs kept as they are: {kept}."))
    return said


def reasons(problem: Problem, answer: Answer) -> dict[tuple[str, str], Words]:
    """For each pair of the answer, the sentence that says why."""
    by_name, steps, found = problem.by_name, problem.rules.steps, {}
    for pair in answer.pairs:
        first, second = by_name[pair.first], by_name[pair.second]
        fr, en = why(first, second, Meeting(problem, [first], [second]).fits(0, 0))
        kept_fr, kept_en = ("binôme gardé, ", "kept, ") if pair.locked else ("", "")
        found[pair.names] = (
            f"{pair.first} et {pair.second}\u00a0: {kept_fr}accord de {pair.quality} sur {steps}. {fr}",
            f"{pair.first} and {pair.second}: {kept_en}agreement of {pair.quality} out of {steps}. {en}",
        )
    return found
