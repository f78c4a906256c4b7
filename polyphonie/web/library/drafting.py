"""A draft as a page of fields, and what was typed as a draft again: one description for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from polyphonie.base.voices import Voice
from polyphonie.guides.contract import registry
from polyphonie.guides.contract.format import CHARGES, MODES
from polyphonie.guides.contract.mistakes import Mistake
from polyphonie.guides.contract.shaping import Draft, look, put, steps_of, words_in
from polyphonie.guides.rules import MOST_TIPS
from polyphonie.web.library.fields import (
    Card,
    Field,
    Group,
    Path,
    choice,
    language,
    number,
    shown,
    with_mistakes,
    words,
)

BOTH, ALL = ("fr", "en"), ("fr", "falc", "en")


@dataclass
class Page:
    """Everything the page of a draft shows."""

    head: Card
    steps: list[Card] = field(default_factory=list)


def page_of(draft: Draft, mistakes: Iterable[Mistake] = ()) -> Page:
    said = list(mistakes)
    head = with_mistakes(_head(draft), _further(draft), [m for m in said if m.step is None])
    return Page(
        head, [_card(draft, n, [m for m in said if m.step == n]) for n in range(len(steps_of(draft)))]
    )


def typed(draft: Draft, given: Any) -> Draft:
    """The draft with what somebody typed (a QueryDict) in its place. What was not sent stays as it was."""
    changed, page = deepcopy(draft), page_of(draft)
    for card in (page.head, *page.steps):
        for group in (*card.groups, *card.more):
            for one in group.fields:
                if one.kind == "checks":
                    put(changed, one.path, given.getlist(one.name))
                elif one.name in given:
                    put(changed, one.path, _value(one, given[one.name]))
    return changed


def _value(one: Field, said: str) -> Any:
    said = said.replace("\x00", "").replace("\r\n", "\n").strip()
    if one.kind == "number":
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else said[:60]
    return None if said in ("", "everyone") else said


# -- the head


def _head(draft: Draft) -> list[Group]:
    return [
        words(draft, ("title",), _("Titre"), ALL, "title", kind="line"),
        words(draft, ("purpose",), _("À quoi il sert"), BOTH, "purpose"),
        words(draft, ("when", "good_for"), _("Bon pour"), BOTH, "when.good_for"),
        words(draft, ("when", "not_for"), _("Pas pour"), BOTH, "when.not_for"),
        Group(
            _("Durée et groupe"),
            (
                number(draft, ("minutes",), _("Minutes en tout")),
                number(draft, ("group", "min"), _("Personnes, au moins")),
                number(draft, ("group", "max"), _("Personnes, au plus")),
            ),
            "minutes group",
        ),
        Group(_("Façon de le vivre"), (_modes(draft),), "modes"),
    ]


def _modes(draft: Draft) -> Field:
    names = {"live": _("En direct, ensemble"), "async": _("Sur plusieurs jours")}
    given = draft.get("modes")
    chosen = [mode for mode in given if isinstance(mode, str)] if isinstance(given, list) else []
    return Field(("modes",), "", "checks", chosen, choices=tuple((mode, names[mode]) for mode in MODES))


def _further(draft: Draft) -> list[Group]:
    """What one changes seldom: roles, what is repeated, where the guide comes from."""
    roles = draft.get("roles")
    groups = [
        words(
            draft,
            ("roles", name),
            _("Rôle « %(name)s »") % {"name": name},
            BOTH,
            f"roles.{name}",
            kind="line",
        )
        for name in (roles if isinstance(roles, dict) else ())
    ]
    if "repeat" in draft:
        steps = (("", _("rien")), *_step_choices(steps_of(draft)))
        fields = (
            choice(draft, ("repeat", "after"), _("Après l’étape"), steps),
            choice(draft, ("repeat", "back_to"), _("revenir à"), steps),
            number(draft, ("repeat", "at_most"), _("Fois, au plus")),
        )
        groups.append(
            Group(_("Recommencer si besoin"), fields, "repeat", _("Tout vider, et rien ne se recommence."))
        )
    source = Field(("source",), _("D’où il vient"), "area", shown(draft, ("source",)))
    licence = Field(("licence",), _("Licence"), "line", shown(draft, ("licence",)))
    return [*groups, Group(_("Source"), (source, licence), "source licence")]


# -- a step


def _card(draft: Draft, place: int, mistakes: list[Mistake]) -> Card:
    step, at = steps_of(draft)[place], ("steps", place)
    groups = [
        words(draft, (*at, "title"), _("Titre"), BOTH, "title", kind="line"),
        words(draft, (*at, "prompt"), _("Consigne, lue par tout le monde"), ALL, "prompt"),
        words(draft, (*at, "script"), _("Ce que dit la personne qui anime"), BOTH, "script"),
        Group(
            _("Durée"),
            (
                number(draft, (*at, "minutes"), _("Minutes, en direct"), 5),
                number(draft, (*at, "days"), _("Jours, à distance"), 3),
            ),
            "minutes days",
        ),
        Group(_("Qui, et sur quoi"), (_who(draft, at), _about(draft, place)), "who about"),
    ]
    for said in words_in(step.get("settings")):
        if said[-1] == "fr":
            groups.append(
                words(draft, (*at, "settings", *said[:-1]), _("Mots de cette étape"), BOTH, "-", kind="line")
            )
    kind = registry.kinds().get(str(step.get("kind")))
    card = with_mistakes(groups, list(_tips(draft, at)), mistakes)
    return Card(
        card.groups, card.more, card.mistakes, place,
        title=shown(draft, (*at, "title", language())) or shown(draft, (*at, "title", "fr")) or str(step.get("id", "")),
        kind=kind.title.to(language()) if kind else shown(draft, (*at, "kind")),
        minutes=step.get("minutes", 5),
    )  # fmt: skip


def _tips(draft: Draft, at: Path) -> Iterator[Group]:
    """The tips of a step, and room for one more."""
    given = look(draft, (*at, "if_this_happens"))
    many = len(given) if isinstance(given, list) else 0
    for n in range(min(many + 1, MOST_TIPS)):
        place = (*at, "if_this_happens", n)
        parts = ((("if", "fr"), _("Si")), (("then", "fr"), _("Alors")), (("if", "en"), _("Si, en anglais")), (("then", "en"), _("Alors, en anglais")))  # fmt: skip
        fields = tuple(
            Field((*place, *path), label, "area", shown(draft, (*place, *path)), path[1])
            for path, label in parts
        )
        legend = _("Conseil %(number)s") % {"number": n + 1} if n < many else _("Un conseil de plus")
        yield Group(legend, fields, f"if_this_happens {n + 1}")


def _who(draft: Draft, at: Path) -> Field:
    names = {"facilitator": _("la personne qui anime"), "secretary": _("le secrétariat")}
    roles = draft.get("roles") if isinstance(draft.get("roles"), dict) else {}
    choices = [("everyone", _("tout le monde")), *((charge, names[charge]) for charge in CHARGES)]
    choices += [(name, shown(draft, ("roles", name, language())) or name) for name in roles or ()]
    choices += [(str(voice), voice.short.to(language())) for voice in Voice]
    return choice(draft, (*at, "who"), _("Qui répond"), tuple(choices), "everyone")


def _about(draft: Draft, place: int) -> Field:
    before = (("", _("rien : elle commence ici")), *_step_choices(steps_of(draft)[:place]))
    return choice(draft, ("steps", place, "about"), _("Travaille sur l’étape"), before)


def _step_choices(steps: list[Draft]) -> Iterator[tuple[str, str]]:
    for step in steps:
        yield str(step.get("id")), shown(step, ("title", language())) or str(step.get("id"))
