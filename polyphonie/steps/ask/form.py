"""What is asked, of whom, why, and by when an answer is due; or nothing this time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock
from polyphonie.steps.ask.fields import NOBODY, RequestFields
from polyphonie.steps.ask.kind import KIND


class Form(RequestFields):
    letter_carries = _(
        "Cette personne recevra un lien vers ces mots et votre prénom, pour y répondre, et rien d’autre de la séance."
    )
    passed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "to_name", "due_on"):
            self.fields[name].required = False  # perhaps there is nothing to ask this time
        self.default = clock.today() + timedelta(days=settings.days)
        self.latest = clock.today() + timedelta(days=90)
        self.fields["due_on"].initial = (mine and mine.answer.due_on) or self.default.isoformat()
        self.fields["due_on"].widget.attrs |= {
            "min": clock.today().isoformat(),
            "max": self.latest.isoformat(),
        }
        for name in ("text", "to_name", "why", "to_email") if mine else ():
            self.fields[name].initial = getattr(mine.answer, name)

    def clean_due_on(self) -> date:
        chosen: date = self.cleaned_data["due_on"] or self.default
        if not clock.today() <= chosen <= self.latest:
            raise forms.ValidationError(_("Choisissez une date d’ici à trois mois."))
        return chosen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("passed"):
            return given
        if not (given.get("text") or "").strip():
            self.add_error("text", _("Dites en une phrase ce que vous demandez, ou passez cette fois."))
        elif not (given.get("to_name") or "").strip():
            self.add_error("to_name", NOBODY)
        return given

    def answer(self) -> Any:
        given = self.cleaned_data
        if given["passed"]:
            return KIND.Answer(passed=True)
        words = {name: given[name].strip() for name in ("text", "to_name", "to_email", "why")}
        return KIND.Answer(**words, due_on=given["due_on"].isoformat())
