"""A word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.steps.close.kind import KIND


class Form(forms.Form):
    word = forms.CharField(
        label=_("Un mot, ou une phrase courte"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    passed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if mine:
            self.fields["word"].initial = mine.answer.word

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("passed") and not (given.get("word") or "").strip():
            self.add_error("word", _("Écrivez un mot, ou passez : c’est permis."))
        return given

    def answer(self) -> Any:
        return KIND.Answer("" if self.cleaned_data["passed"] else self.cleaned_data["word"].strip())
