"""A box to tick for each idea; or, where one idea may hold several dots, how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from polyphonie.steps.choose.kind import KIND, options


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.settings = settings
        self.holds_context = not settings.options  # each idea stands beside its dots: once is enough
        self.keys = [option.key for option in options(settings, about)]
        had = dict(mine.answer.dots) if mine else {}
        for option in options(settings, about):
            title = option.title.to(get_language() or "fr")
            self.fields[f"dots_{option.key}"] = self._field(title, had.get(option.key, 0))
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _field(self, title: str, had: int) -> forms.Field:
        most = self.settings.at_most_on_one
        if most == 1:
            return forms.BooleanField(label=title, required=False, initial=had > 0)
        wrong = _("Choisissez de 0 à %(most)d points.") % {"most": most}
        return forms.ChoiceField(
            label=title,
            required=False,
            widget=forms.RadioSelect,
            choices=[(str(n), str(n)) for n in range(most + 1)],
            initial=str(had),
            error_messages={"invalid_choice": wrong},
        )

    @property
    def several(self) -> bool:
        """May one idea hold more than one dot?"""
        return bool(self.settings.at_most_on_one > 1)

    def offered(self) -> Iterator[forms.BoundField]:
        return (self[f"dots_{key}"] for key in self.keys)

    def yours(self) -> str:
        """How many dots one has, and how they may be placed."""
        dots, most = self.settings.dots, self.settings.at_most_on_one
        have = ngettext("Vous avez %(n)d point à poser.", "Vous avez %(n)d points à poser.", dots)
        have = have % {"n": dots}
        if dots == 1:
            return have
        one = (
            _("Un seul par idée.") if most == 1 else _("Au plus %(most)d sur la même idée.") % {"most": most}
        )
        return f"{have} {one}"

    def _placed(self) -> tuple[tuple[str, int], ...]:
        placed = ((key, int(self.cleaned_data.get(f"dots_{key}") or 0)) for key in self.keys)
        return tuple((key, dots) for key, dots in placed if dots)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("passed") or self.errors:
            return cleaned
        placed, have = sum(dots for _key, dots in self._placed()), self.settings.dots
        if not placed:
            raise forms.ValidationError(_("Posez au moins un point, ou passez."))
        if placed > have:
            given = {"placed": placed, "have": have, "over": placed - have}
            raise forms.ValidationError(
                _("Vous avez posé %(placed)d points et vous en avez %(have)d : retirez-en %(over)d.") % given
            )
        return cleaned

    def answer(self) -> Any:
        return KIND.Answer() if self.cleaned_data["passed"] else KIND.Answer(self._placed())
