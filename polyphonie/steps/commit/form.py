"""A step, its smallest version, a near date; or not this time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock
from polyphonie.steps.commit.kind import KIND


class Form(forms.Form):
    text = forms.CharField(
        label=_("Moi, je vais essayer de…"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    smallest = forms.CharField(
        label=_("La plus petite version possible (facultatif)"),
        help_text=_("Si je n’ai que dix minutes."),
        required=False,
        max_length=300,
    )
    due_on = forms.DateField(
        label=_("D’ici au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 2027-03-31.")},
    )
    passed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.latest = clock.today() + timedelta(days=settings.days)
        self.fields["due_on"].initial = (mine and mine.answer.due_on) or self.latest.isoformat()
        self.fields["due_on"].widget.attrs |= {
            "min": clock.today().isoformat(),
            "max": self.latest.isoformat(),
        }
        if mine:
            self.fields["text"].initial, self.fields["smallest"].initial = (
                mine.answer.text,
                mine.answer.smallest,
            )

    def clean_due_on(self) -> date:
        chosen: date = self.cleaned_data["due_on"] or self.latest
        if not clock.today() <= chosen <= self.latest:
            raise forms.ValidationError(
                _("Un petit pas tient en trois semaines : choisissez une date entre aujourd’hui et là.")
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("passed") and not (given.get("text") or "").strip():
            self.add_error("text", _("Dites en une phrase ce que vous allez essayer, ou passez cette fois."))
        return given

    def answer(self) -> Any:
        given = self.cleaned_data
        if given["passed"]:
            return KIND.Answer(passed=True)
        return KIND.Answer(given["text"].strip(), given["smallest"].strip(), given["due_on"].isoformat())
