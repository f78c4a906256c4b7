"""A theme for each idea: one of the guide's, or one's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.guides.contract.ideas import ideas
from polyphonie.steps.sort.kind import KIND

SUGGESTIONS = "themes-list"


class Form(forms.Form):
    holds_context = True  # each idea stands above its theme: once is enough

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes = settings.themes
        self.keys = [idea.key for idea in ideas(about)]
        self.had = dict(mine.answer.places) if mine else {}
        for idea in ideas(about):
            self.fields[f"theme_{idea.key}"] = self._field(idea.text, self.had.get(idea.key, ""))
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _field(self, label: str, had: str) -> forms.Field:
        if not self.themes:
            words = forms.TextInput(attrs={"list": SUGGESTIONS, "autocomplete": "off"})
            return forms.CharField(label=label, required=False, max_length=60, widget=words, initial=had)
        language = get_language() or "fr"
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", _("Laisser de côté")), *((id, text.to(language)) for id, text in self.themes)],
            initial=had,
            error_messages={"invalid_choice": _("Choisissez un des thèmes, ou laissez de côté.")},
        )

    def ideas(self) -> Iterator[forms.BoundField]:
        return (self[f"theme_{key}"] for key in self.keys)

    def suggestions(self) -> list[str]:
        """The themes one has named already, then a few that often serve."""
        named = [str(field.value() or "").strip() for field in self.ideas()]
        often = [_("L’attente"), _("L’information"), _("L’accueil"), _("L’organisation"), _("La confiance")]
        return list(dict.fromkeys(theme for theme in [*named, *often] if theme))

    def _places(self) -> tuple[tuple[str, str], ...]:
        chosen = ((key, (self.cleaned_data.get(f"theme_{key}") or "").strip()) for key in self.keys)
        return tuple((key, theme) for key, theme in chosen if theme)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("passed") and not self.errors and not self._places():
            raise forms.ValidationError(_("Rangez au moins une idée, ou passez."))
        return cleaned

    def answer(self) -> Any:
        return KIND.Answer() if self.cleaned_data["passed"] else KIND.Answer(self._places())
