"""Changing a draft: steps that move, come and go, words that are put in their place. Pure: each returns a new draft.

A draft is the mapping of a guide's file, good or not yet: nothing here fails because of what it holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from polyphonie.guides.contract.reader import HEAD, NAME, STEP

Draft = dict[str, Any]
LANGUAGES = {"fr", "en", "falc"}
AS_USUAL = ("seen_by", "reveal", "names", "order", "settings")


def steps_of(draft: Mapping[str, Any]) -> list[Draft]:
    """The steps that are at least tables, in their order."""
    steps = draft.get("steps")
    return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []


def words_in(settings: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where a step's settings hold words in several languages, such as the names of columns; what fictional people
    would say in a rehearsal is not asked of whoever adapts a guide."""
    if isinstance(settings, dict) and "fr" in settings:
        return [(*path, language) for language in ("fr", "en", "falc") if language in settings]
    inner = (
        settings.items()
        if isinstance(settings, dict)
        else enumerate(settings if isinstance(settings, list) else ())
    )
    return [found for key, value in inner if key != "examples" for found in words_in(value, (*path, key))]


def look(draft: Any, path: Sequence[str | int]) -> Any:
    """What stands at this place, or None."""
    for key in path:
        if isinstance(draft, dict) and isinstance(key, str):
            draft = draft.get(key)
        elif isinstance(draft, list) and isinstance(key, int) and key < len(draft):
            draft = draft[key]
        else:
            return None
    return draft


def put(draft: Draft, path: Sequence[str | int], value: Any) -> None:
    """Set this place, or empty it where `value` is None; what stands in the way and cannot hold it gives way."""
    here: Any = draft
    for key, following in pairwise(path):
        inner = look(here, [key])
        if not isinstance(inner, list if isinstance(following, int) else dict):
            if value is None:
                return
            inner = [] if isinstance(following, int) else {}
            _place(here, key, inner)
        here = inner
    if value is not None:
        _place(here, path[-1], value)
    elif isinstance(here, dict):
        here.pop(path[-1], None)


def _place(here: Any, key: str | int, value: Any) -> None:
    if isinstance(here, list) and key == len(here):
        here.append(value)
    else:
        here[key] = value


def tidy(draft: Mapping[str, Any]) -> Draft:
    """Without the words that a guide does not have, nor the texts and tips that nobody wrote."""
    kept = {name: deepcopy(value) for name, value in draft.items() if name in HEAD}
    for name, words in (("title", LANGUAGES), ("purpose", LANGUAGES), ("when", {"good_for", "not_for"})):
        _keep_only(kept.get(name), words)
    for name, words in (("group", {"min", "max"}), ("repeat", {"after", "back_to", "at_most"})):
        _keep_only(kept.get(name), words)
    if not NAME.fullmatch(str(kept.get("id", ""))):
        kept["id"] = "guide"
    kept["steps"] = [_tidy_step(step) for step in steps_of(kept)]
    if not kept.get("repeat", True):
        del kept["repeat"]
    return kept


def _keep_only(table: Any, words: set[str]) -> None:
    if isinstance(table, dict):
        for name in [name for name in table if name not in words]:
            del table[name]


def _tidy_step(step: Draft) -> Draft:
    kept = {name: value for name, value in step.items() if name in STEP}
    for name in ("title", "prompt", "script"):
        _keep_only(kept.get(name), LANGUAGES)
    if not kept.get("script", True):
        del kept["script"]
    tips = kept.pop("if_this_happens", None)
    said = [tip for tip in tips if isinstance(tip, dict)] if isinstance(tips, list) else []
    for tip in said:
        _keep_only(tip, {"if", "then"})
    if said := [tip for tip in said if any(tip.values())]:
        kept["if_this_happens"] = said
    return kept


def move(draft: Mapping[str, Any], number: int, by: int) -> Draft:
    """The step a place earlier (`by=-1`) or later (`by=1`); at the edge it stays."""
    changed = deepcopy(dict(draft))
    steps = changed["steps"] = steps_of(changed)
    if 0 <= number < len(steps) and 0 <= number + by < len(steps):
        steps.insert(number + by, steps.pop(number))
    return changed


def remove(draft: Mapping[str, Any], number: int) -> Draft:
    steps = [deepcopy(step) for place, step in enumerate(steps_of(draft)) if place != number]
    return {**deepcopy(dict(draft)), "steps": steps}


def duplicate(draft: Mapping[str, Any], number: int) -> Draft:
    steps = steps_of(draft)
    return insert(draft, steps[number], after=number) if 0 <= number < len(steps) else dict(draft)


def insert(draft: Mapping[str, Any], step: Mapping[str, Any], *, after: int) -> Draft:
    """One more step, with a name of its own; it works on a step that is there, and the guide lasts long enough."""
    changed, made = deepcopy(dict(draft)), deepcopy(dict(step))
    steps = changed["steps"] = steps_of(changed)
    made["id"] = free_name(str(made.get("id", "etape")), {str(one.get("id")) for one in steps})
    before = [str(one.get("id")) for one in steps[: after + 1]]
    if "about" in made and made["about"] not in before:
        made["about"] = before[-1] if before else ""
    steps.insert(after + 1, made)
    planned = sum(n for one in steps if isinstance(n := one.get("minutes", 5), int))
    if isinstance(announced := changed.get("minutes"), int) and announced < planned <= 600:
        changed["minutes"] = planned
    return changed


def as_usual(draft: Mapping[str, Any], number: int) -> Draft:
    """The step without settings of its own, and with a name that may stand."""
    changed = deepcopy(dict(draft))
    steps = changed["steps"] = steps_of(changed)
    if 0 <= number < len(steps):
        step = steps[number] = {k: v for k, v in steps[number].items() if k not in AS_USUAL}
        others = {str(one.get("id")) for place, one in enumerate(steps) if place != number}
        if not NAME.fullmatch(str(step.get("id", ""))) or step["id"] in others:
            step["id"] = free_name("etape", others)
    return changed


def free_name(wanted: str, taken: set[str]) -> str:
    base = wanted if NAME.fullmatch(wanted) else "etape"
    names = [base, *(f"{base[:36]}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
