"""A few words to keep, if one wishes; or pass."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.steps.round.kind import KIND


class Form(forms.Form):
    text = forms.CharField(
        label=_("Quelques mots à garder (facultatif)"),
        help_text=_("Parlez d’abord. Écrire n’est pas obligatoire."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    passed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if mine:
            self.fields["text"].initial = mine.answer.text

    def answer(self) -> Any:
        passed = self.cleaned_data["passed"]
        return KIND.Answer("" if passed else self.cleaned_data["text"].strip(), passed)
