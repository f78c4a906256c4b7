"""The map as plain values, for a file. What one person said or where they stand is not in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from polyphonie.engines.viewpoints.drawing import Map
from polyphonie.engines.viewpoints.explaining import Words, explain, letter


def report(drawn: Map, words: Words | None = None) -> dict[str, Any]:
    """Everything the map says of statements and families; numbers as they are, rounded by nobody."""
    words = words or {}
    return {
        "mode": drawn.mode,
        "seed": drawn.seed,
        "people": len(drawn.people),
        "placed": int(drawn.placed.sum()),
        "votes": int(drawn.everyone.seen.sum()),
        "why_no_families": drawn.why,
        "gate": asdict(drawn.gate) | {"passed": drawn.gate.passed} if drawn.gate else None,
        "families": [
            {
                "name": letter(at),
                "people": size,
                "in_between": int((drawn.between & (drawn.family == at)).sum()),
                "representative": [asdict(one) for one in drawn.representative[at]],
            }
            for at, size in enumerate(drawn.sizes)
        ],
        "silhouette": drawn.apart,
        "representative_beyond": drawn.bar,
        "unites": [asdict(one) for one in drawn.common],
        "divides": [asdict(one) for one in drawn.divided],
        "slate": [asdict(one) for one in drawn.slate],
        "statements": [_statement(drawn, at, words) for at in range(len(drawn.statements))],
        "explanation": {
            "fr": [fr for fr, _ in explain(drawn, words)],
            "en": [en for _, en in explain(drawn, words)],
        },
    }


def _statement(drawn: Map, at: int, words: Words) -> dict[str, Any]:
    label = drawn.statements[at].item()
    of = {
        "agree": drawn.by_family.agree,
        "pass": drawn.by_family.neither,
        "disagree": drawn.by_family.disagree,
    }
    everyone = {
        "agree": drawn.everyone.agree, "pass": drawn.everyone.neither, "disagree": drawn.everyone.disagree,
    }  # fmt: skip
    return {
        "statement": label,
        "words": words.get(str(label), ""),
        "left_out": bool(drawn.left_out[at]),
        **{side: int(counts[at]) for side, counts in everyone.items()},
        "by_family": [
            {side: int(counts[family, at]) for side, counts in of.items()} for family in range(drawn.count)
        ],
        "group_informed": float(drawn.group_informed[at]) if drawn.count else None,
        "priority": float(drawn.priority[at]),
    }
