"""What is asked, of whom, why, and by when an answer is due; or nothing this time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from polyphonie.base import clock
from polyphonie.steps.ask.kind import KIND


class Form(forms.Form):
    text = forms.CharField(
        label=_("Ce que nous demandons"),
        help_text=_("Une seule chose, en une phrase."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_name = forms.CharField(
        label=_("À qui ?"),
        help_text=_("La personne qui peut répondre : son nom, ou sa fonction."),
        required=False,
        max_length=120,
    )
    why = forms.CharField(
        label=_("Pourquoi (facultatif)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_email = forms.EmailField(
        max_length=254,
        label=_("Son adresse de courriel (facultatif)"),
        help_text=_(
            "Cette personne recevra un lien vers ces mots et votre prénom, pour y répondre, et rien d’autre de la séance."
        ),
        required=False,
        error_messages={"invalid": _("Vérifiez l’adresse : il y manque quelque chose.")},
    )
    due_on = forms.DateField(
        label=_("Réponse avant le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Écrivez la date ainsi : 2027-03-31.")},
    )
    passed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, settings: Any, about: Any, me: Any, mine: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
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
            self.add_error(
                "to_name", _("Dites à qui : une demande à tout le monde ne reçoit pas de réponse.")
            )
        return given

    def answer(self) -> Any:
        given = self.cleaned_data
        if given["passed"]:
            return KIND.Answer(passed=True)
        words = {name: given[name].strip() for name in ("text", "to_name", "to_email", "why")}
        return KIND.Answer(**words, due_on=given["due_on"].isoformat())
