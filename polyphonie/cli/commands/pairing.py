"""`polyphonie pair`: people and rules in, pairs out, with the reasons and the proof."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from polyphonie.base.refusals import Refusal
from polyphonie.cli.house import Telling, language, say


def pair(given: Namespace) -> int:
    """Pair, check the proof, write. Exit code 1 with a sentence when a file is wrong; Ctrl-C leaves no file."""
    from polyphonie.cli import pairing_files, sheets
    from polyphonie.engines import pairing

    given.language = language(given)
    hear = Telling(given.language)
    problem = pairing_files.problem(given.people, given.rules, given.objective)
    try:
        answer = pairing.pair(problem, seed=given.seed, hear=hear)
        if fault := pairing.check(problem, answer):
            raise Refusal(
                f"La réponse n’a pas pu être prouvée ({fault}) ; rien n’est écrit. Dites-le-nous, s’il vous plaît.",
                f"The answer could not be proved ({fault}); nothing was written. Please tell us.",
            )
        asked = _asked(problem, answer, given.why_not, hear) if given.why_not else None
        others = pairing.others(problem, answer, hear=hear) if given.alternatives else []
    finally:
        hear.end()
    if given.out:
        sheets.write(given.out, _table(problem, answer, given.language), given.language)
    say(
        _as_json(problem, answer, asked, others)
        if given.json
        else _told(given, problem, answer, asked, others)
    )
    return 0


def _asked(problem: Any, answer: Any, names: list[str], hear: Any) -> Any:
    """Why these two are not together. Two of one side, or a name that is not there, are refused with a sentence."""
    from polyphonie.engines import pairing

    try:
        return pairing.why_not(problem, answer, *names, hear=hear)
    except pairing.BadProblem as bad:
        raise Refusal(*bad.words) from None


def _told(given: Namespace, problem: Any, answer: Any, asked: Any, others: Any) -> str:
    from polyphonie.engines import pairing

    said = pairing.explain(problem, answer) if given.explain else []
    at = ("fr", "en").index(given.language)
    lines = [words[at] for words in said]
    if asked is not None:
        lines.append(asked.words[at])
    lines += [_alternative(number, one)[at] for number, one in enumerate(others, start=1)]
    if given.alternatives and not others:
        lines.append(("Aucune autre possibilité à 2 % près.", "No alternative within 2%.")[at])
    return "\n".join([*lines, _counted(answer)[at]])


def _counted(answer: Any) -> tuple[str, str]:
    pairs, alone, worst = len(answer.pairs), len(answer.unpaired), answer.worst
    low_fr, low_en = (f", le plus bas {worst.quality}", f", the worst {worst.quality}") if worst else ("", "")
    return (
        f"Binômes : {pairs}. Sans binôme : {alone}. Accord total {answer.total}{low_fr}. Preuve vérifiée.",
        f"Pairs: {pairs}. Without a pair: {alone}. Agreement in all {answer.total}{low_en}. The proof was checked.",
    )


def _alternative(number: int, one: Any) -> tuple[str, str]:
    fr, en = (
        f"Autre possibilité {number}\u00a0: {one.differ} binômes changent, accord total {one.total}, le plus bas {one.worst}.",
        f"Alternative {number}: {one.differ} pairs change, {one.total} in all, the worst at {one.worst}.",
    )
    together = ", ".join(f"{first}–{second}" for first, second in one.pairs)
    return f"{fr} {together}.", f"{en} {together}."


def _table(problem: Any, answer: Any, language: str) -> list[list[object]]:
    """A line a pair, then a line for each person without one."""
    from polyphonie.engines import pairing

    at = ("fr", "en").index(language)
    heads = [
        ["premier", "second", "accord", "gardé", "pourquoi"],
        ["first", "second", "agreement", "kept", "why"],
    ]
    yes = ("oui", "yes")[at]
    why, alone = pairing.why(problem, answer), pairing.why_unpaired(problem, answer)
    return [
        list(heads[at]),
        *([p.first, p.second, p.quality, yes if p.locked else "", why[p.names][at]] for p in answer.pairs),
        *([name, "", "", "", alone[name][at]] for name in answer.unpaired),
    ]


def _as_json(problem: Any, answer: Any, asked: Any, others: Any) -> str:
    from polyphonie.engines import pairing

    why, alone = pairing.why(problem, answer), pairing.why_unpaired(problem, answer)
    whole: dict[str, Any] = {
        "objective": answer.objective,
        "seed": answer.seed,
        "total": answer.total,
        "worst": answer.worst.quality if answer.worst else None,
        "pairs": [{**asdict(p), "why": _both(why[p.names])} for p in answer.pairs],
        "unpaired": [{"name": name, "why": _both(alone[name])} for name in answer.unpaired],
        "certificate": [asdict(component) for component in answer.certificate],
    }
    if asked is not None:
        whole["why_not"] = {**asdict(asked), "words": _both(asked.words)}
    if others:
        whole["alternatives"] = [asdict(one) for one in others]
    return json.dumps(whole, ensure_ascii=False)


def _both(words: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("fr", "en"), words, strict=True))
