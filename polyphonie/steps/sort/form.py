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
MOST = 150  # more than anybody sorts, and less than a browser may send
GOLDEN = 0.6180339887  # turning by this share of a circle, whoever comes next begins far from those before


class Form(forms.Form):
    holds_context = True  # each idea stands above its theme: once is enough

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes = settings.themes
        self.had = dict(mine.answer.places) if mine else {}
        self.all = {idea.key: idea for idea in ideas(about)}
        self.keys = self._shown(list(self.all), me.ref if me else "")
        for idea in map(self.all.__getitem__, self.keys):
            self.fields[f"theme_{idea.key}"] = self._field(idea.text, self.had.get(idea.key, ""))
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def _shown(self, all: list[str], ref: str) -> list[str]:
        """Where there are too many, people do not begin at the same place: together they may see them all."""
        number = int("".join(filter(str.isdecimal, ref)) or 0)
        start = int(number * GOLDEN % 1 * len(all)) if len(all) > MOST else 0
        some = [*all[start:], *all[:start]][:MOST]
        # Copying a card, the page was made before one knew whose it is: what was sent is read all the same.
        sent = [key for key in all if f"theme_{key}" in self.data and key not in some]
        return some + sent

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
        chosen = [(key, (self.cleaned_data.get(f"theme_{key}") or "").strip()) for key in self.keys]
        unseen = [(key, theme) for key, theme in self.had.items() if key in self.all and key not in self.keys]
        return tuple((key, theme) for key, theme in chosen + unseen if theme)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("passed") and not self.errors and not self._places():
            raise forms.ValidationError(_("Rangez au moins une idée, ou passez."))
        return cleaned

    def answer(self) -> Any:
        return KIND.Answer() if self.cleaned_data["passed"] else KIND.Answer(self._places())
