"""Five numbers for each sentence, and a way to pass on any of them; a word, if one likes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polyphonie.steps.scale.kind import KIND
from polyphonie.steps.scale.marks import PASS, MarkField


class Form(forms.Form):
    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ids = [id for id, _title in settings.items]
        self.low, self.high = settings.low, settings.high
        had = dict(mine.answer.marks) if mine else {}
        for id, title in settings.items:
            initial = str(had.get(id, PASS)) if mine else None
            self.fields[f"mark_{id}"] = MarkField(title.to(get_language() or "fr"), initial)
        self.fields["word"] = forms.CharField(
            label=_("Un mot à ajouter (facultatif)"),
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 1}),
            initial=mine.answer.word if mine else "",
        )
        self.fields["passed"] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def items(self) -> Iterator[forms.BoundField]:
        return (self[f"mark_{id}"] for id in self.ids)

    def _marks(self) -> tuple[tuple[str, int], ...]:
        marks = ((id, int(self.cleaned_data.get(f"mark_{id}") or PASS)) for id in self.ids)
        return tuple((id, mark) for id, mark in marks if mark)

    def _word(self) -> str:
        return str(self.cleaned_data.get("word") or "").strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = cleaned.get("passed") or self._word() or self._marks()
        if not said and not self.errors:
            raise forms.ValidationError(_("Choisissez au moins un nombre, ou passez."))
        return cleaned

    def answer(self) -> Any:
        return KIND.Answer() if self.cleaned_data["passed"] else KIND.Answer(self._marks(), self._word())
