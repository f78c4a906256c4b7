"""The fields of a draft: each names its place, groups say what is to mend in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.base.text import Text
from polyphonie.guides.contract.mistakes import Mistake
from polyphonie.guides.contract.shaping import Draft, look

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """One thing to type. `kind` is area, line, number, choice or checks; its name is its place in the draft."""

    path: Path
    label: str
    kind: str
    value: Any = ""
    lang: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    wrong: bool = False

    @property
    def name(self) -> str:
        return "-".join(map(str, self.path))


@dataclass(frozen=True)
class Group:
    """A few fields under a legend, with what is to mend in them. `about` is how the reader names their place."""

    legend: str
    fields: tuple[Field, ...]
    about: str
    help: str = ""
    mistakes: tuple[Text, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.fields[0].name}-group"


@dataclass(frozen=True)
class Card:
    """The head, or one step: its groups, and what is to mend and stands in no field."""

    groups: tuple[Group, ...]
    more: tuple[Group, ...] = ()
    mistakes: tuple[Text, ...] = ()
    number: int = 0
    title: str = ""
    kind: str = ""
    minutes: Any = ""

    @property
    def wrong(self) -> bool:
        return bool(self.mistakes) or any(group.mistakes for group in (*self.groups, *self.more))

    @property
    def wrong_within(self) -> bool:
        return any(group.mistakes for group in self.more)


def words(
    draft: Draft, path: Path, legend: str, languages: tuple[str, ...], about: str, *, kind: str = "area"
) -> Group:
    names = {"fr": _("Français"), "falc": _("Mots simples"), "en": _("Anglais")}
    fields = tuple(
        Field((*path, one), names[one], kind, shown(draft, (*path, one)), "en" if one == "en" else "fr")
        for one in languages
    )
    return Group(legend, fields, about)


def number(draft: Draft, path: Path, label: str, usual: Any = "") -> Field:
    value = look(draft, path)
    return Field(path, label, "number", usual if value is None else value)


def choice(
    draft: Draft, path: Path, label: str, choices: tuple[tuple[str, str], ...], usual: str = ""
) -> Field:
    """A choice; what the draft says and the list does not have stays in it, to be seen and mended."""
    value = shown(draft, path) or usual
    if value not in dict(choices):
        choices = (*choices, (value, f"« {value} » ?"))
    return Field(path, label, "choice", value, choices=choices)


def shown(draft: Mapping[str, Any], path: Path) -> str:
    value = look(draft, path)
    return "" if value is None else str(value)


def language() -> str:
    return (get_language() or "fr")[:2]


def with_mistakes(groups: list[Group], more: list[Group], mistakes: list[Mistake]) -> Card:
    """Each mistake beside its field; those that no field holds, above."""
    left = list(mistakes)

    def told(group: Group) -> Group:
        mine = [m for m in left if any(_is_at(m.field, place) for place in _places(group.about))]
        for one in mine:
            left.remove(one)
        fields = tuple(replace(f, wrong=any(_is_wrong(f, m) for m in mine)) for f in group.fields)
        return replace(group, fields=fields, mistakes=tuple(m.said for m in mine))

    return Card(tuple(map(told, groups)), tuple(map(told, more)), tuple(m.said for m in left))


def _is_wrong(one: Field, mistake: Mistake) -> bool:
    """Of a group, the fields that a mistake is about: words that are missing, or the one it names."""
    if one.lang:
        optional = one.path[-1] == "falc" and "prompt" not in one.path
        return not optional and not str(one.value).strip()
    return mistake.field.rpartition(".")[2] in (one.path[-1], one.path[0])


def _places(about: str) -> list[str]:
    return [about] if about.startswith("if_this_happens") else about.split(" ")


def _is_at(where: str, place: str) -> bool:
    return where == place or where.startswith((f"{place}.", f"{place}, "))
