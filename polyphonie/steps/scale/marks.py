"""The box of a number from 1 to 5, or of none: for a step, and for whatever else asks people to place themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from polyphonie.steps.scale.kind import MARKS

PASS = "0"


class MarkField(forms.ChoiceField):
    def __init__(self, label: str, initial: str | None = None) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.RadioSelect,
            choices=[*((str(mark), str(mark)) for mark in MARKS), (PASS, _("Sans réponse"))],
            initial=initial,
            error_messages={"invalid_choice": _("Choisissez un nombre de 1 à 5.")},
        )
