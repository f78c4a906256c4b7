"""Opening an account asks for a first name, and nothing more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class FirstName(forms.Form):
    name = forms.CharField(
        label=_("Votre prénom"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Écrivez un prénom, ou le nom que vous voulez qu’on lise.")},
    )

    field_order = ["name", "email"]

    def signup(self, request: HttpRequest, user: Any) -> None:
        """The adapter has kept the name."""
